using Tqq.Cli.Addresses;
using Tqq.Cli.Language;
using Tqq.Cli.Profiles;
using Tqq.Cli.Terminal;
using Tqq.Client;

namespace Tqq.Cli.Talking;

/// <summary>
/// `tqq login UIN --api URL`: opens a session at the JSON API and keeps its token, and no password, in a profile; or keeps a token that was
/// made for it.
/// </summary>
internal static class ApiSignIn
{
    private const string CodeNeeded = "/errors/code-needed";

    /// <summary>Signs in.</summary>
    /// <param name="store">Where profiles are.</param>
    /// <param name="name">The name of the profile.</param>
    /// <param name="profile">Who signs in where, with a token that was made for it, if any.</param>
    /// <param name="secrets">What opens the account; nothing where there is a token.</param>
    /// <param name="output">Where it is said.</param>
    public static async Task<int> RunAsync(
        ProfileStore store, string name, SavedProfile profile, ApiSecrets secrets, TalkOutput output)
    {
        try
        {
            return await RunOnceAsync(store, name, profile, secrets, output);
        }
        // Only now, when nothing is under way that Ctrl-C would have to end.
        catch (CodeNeededException) when (secrets is { Code: null, AskCode: { } ask })
        {
            return await RunOnceAsync(store, name, profile, secrets with { Code = ask() }, output);
        }
        catch (CodeNeededException)
        {
            throw new CommandFailedException(ExitCode.Refused, Localized.Of(
                $"{profile.Uin} has a second factor: give its code, or one of its recovery codes, with --code CODE",
                $"{profile.Uin} 启用了两步验证：请用 --code 验证码 给出验证码或恢复码"));
        }
    }

    private static async Task<int> RunOnceAsync(
        ProfileStore store, string name, SavedProfile profile, ApiSecrets secrets, TalkOutput output)
    {
        using var interruption = new Interruption();
        var options = Talk.OptionsOf(profile);
        (options.Password, options.Code, options.Device) = (secrets.Password, secrets.Code, $"tqq ({Environment.MachineName})");
        var place = store.PathOf(name, Talk.PlaceExtension);
        var kept = new NewPlace();
        options.Positions = kept;
        return await TalkErrors.InWordsAsync(async () =>
        {
            await using var client = await OpenAsync(options, interruption.Token);
            if (secrets.Password is null)
                await CheckOwnerAsync(client.Api, profile.Uin, interruption.Token);
            // What comes before the first `listen` is not to be missed.
            await client.BeginAsync(interruption.Token);
            var earlier = store.Find(name) is { } found && found.IsSameAs(profile) ? found : null;
            var isKnown = earlier is not null && File.Exists(place);
            store.Save(name, profile with { Token = client.Api.Token });
            if (!isKnown && kept.Position is { } position)
                new FilePositions(place).Save(position);
            if (earlier is not null)
                await EndAsync(earlier, interruption.Token);
            SignInCommand.WarnWithoutTls(profile, output.Console);
            var (listen, history) = (CommandHint.Of("listen"), CommandHint.Of(Localized.Of("history UIN", "history QQ号")));
            output.Value(
                new DoneJson("logged in", profile.Uin), TalkJson.Default.DoneJson,
                Localized.Of(
                    $"{profile.Uin} is logged in at {profile.Place}; {listen} shows what comes, {history} what was said",
                    $"{profile.Uin} 已登录 {profile.Place}；用 {listen} 接收消息，用 {history} 查看记录"));
            return ExitCode.Done;
        });
    }

    private static async Task<ApiMessenger> OpenAsync(TqqClientOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await ApiMessenger.SignInAsync(options, cancellationToken);
        }
        catch (TqqApiException e) when (e.Type == CodeNeeded)
        {
            throw new CodeNeededException();
        }
        catch (TqqException e) when (Reaching.InWords(e,
            CommandHint.Of(Localized.Of("login UIN --api URL", "login QQ号 --api 网址"))) is { } words)
        {
            throw words;
        }
    }

    private static async Task CheckOwnerAsync(TqqApiClient client, uint uin, CancellationToken cancellationToken)
    {
        if (await client.GetMeAsync(cancellationToken) is { } me && me.Uin != uin)
            throw new CommandFailedException(ExitCode.Refused, Localized.Of(
                $"the token is that of {me.Uin}, not of {uin}: give the number that it belongs to",
                $"该令牌属于 {me.Uin}，而不是 {uin}：请给出它所属的号码"));
    }

    // The session that the profile had before opens nothing to anybody any more.
    private static async Task EndAsync(SavedProfile earlier, CancellationToken cancellationToken)
    {
        try
        {
            await using var client = await TqqApiClient.SignInAsync(Talk.OptionsOf(earlier), cancellationToken);
            await client.SignOutAsync(cancellationToken);
        }
        catch (TqqException)
        {
            // It is over already, or ends by itself when it has been unused for 90 days.
        }
    }

    // The password is right, and the account has a second factor.
    private sealed class CodeNeededException : Exception;

    // Nothing is written before the profile is.
    private sealed class NewPlace : IPositionStore
    {
        public string? Position { get; private set; }

        public string? Load() => null;

        public void Save(string position) => Position = position;
    }
}

/// <summary>What opens an account at the JSON API.</summary>
/// <param name="Password">The password; null where there is a token.</param>
/// <param name="Code">The code of the second factor, where it was given.</param>
/// <param name="AskCode">Asks for the code; null where nobody can be asked.</param>
internal sealed record ApiSecrets(string? Password, string? Code = null, Func<string>? AskCode = null)
{
    /// <summary>Without any of them.</summary>
    public override string ToString() => nameof(ApiSecrets);
}
