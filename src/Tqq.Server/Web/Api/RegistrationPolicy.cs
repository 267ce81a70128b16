using Tqq.Core.Rules;
using Tqq.Server.Storage;

namespace Tqq.Server.Web.Api;

/// <summary>
/// Who may make an account: what the settings say where they say something, otherwise what an administrator has chosen while the server
/// ran, otherwise nobody.
/// </summary>
internal sealed class RegistrationPolicy(InForce<ApiOptions> options, IRegistrationStore store) : IDisposable
{
    /// <summary>The name of the setting that is above the choice.</summary>
    public const string SettingName = "registration";

    // Two choices are in force in the order in which they are stored.
    private readonly SemaphoreSlim _choosing = new(1);
    private RegistrationChoice? _chosen;

    /// <summary>Who may, now.</summary>
    public RegistrationMode Now => Choice?.Mode ?? options.Now.Registration;

    /// <summary>Where the settings say so, such as `--registration`: then no administrator chooses. Null where they say nothing.</summary>
    public string? Written => options.Now.RegistrationWritten;

    /// <summary>What an administrator has chosen, where that is in force.</summary>
    public RegistrationChoice? Choice => Written is null ? Volatile.Read(ref _chosen) : null;

    /// <summary>Reads what was chosen before the server started. What cannot be read opens nothing; the store names the damage.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            _chosen = await store.ReadRegistrationAsync(cancellationToken);
        }
        catch (StoreDamagedException)
        {
        }
    }

    /// <summary>An administrator chooses. It is on disk and in force when this ends.</summary>
    /// <returns>False where the settings say who may, and nothing was chosen.</returns>
    public async Task<bool> ChooseAsync(RegistrationChoice choice)
    {
        await _choosing.WaitAsync();
        try
        {
            if (Written is not null)
                return false;
            await store.ChooseRegistrationAsync(choice);
            Volatile.Write(ref _chosen, choice);
            return true;
        }
        finally
        {
            _choosing.Release();
        }
    }

    /// <summary>Settings as they are in force: with what an administrator has chosen.</summary>
    public SettingsInForce Show(SettingsInForce settings) => Volatile.Read(ref _chosen) is not { } choice ? settings : settings with
    {
        Settings = [.. settings.Settings.Select(setting => setting.Name != SettingName || setting.Where is not null ? setting : setting with
        {
            Value = SettingWords.Word(choice.Mode),
            Source = "administrator",
            Where = choice.By,
            Changed = choice.At,
        })],
    };

    public void Dispose() => _choosing.Dispose();
}
