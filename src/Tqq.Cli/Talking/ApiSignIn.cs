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
    /// <summary>Signs in.</summary>
    /// <param name="store">Where profiles are.</param>
    /// <param name="name">The name of the profile.</param>
    /// <param name="profile">Who signs in where, with a token that was made for it, if any.</param>
    /// <param name="password">The password; null where there is a token.</param>
    /// <param name="output">Where it is said.</param>
    public static async Task<int> RunAsync(ProfileStore store, string name, SavedProfile profile, string? password, TalkOutput output)
    {
        using var interruption = new Interruption();
        var options = Talk.OptionsOf(profile);
        (options.Password, options.Device) = (password, $"tqq ({Environment.MachineName})");
        var place = store.PathOf(name, Talk.PlaceExtension);
        var kept = new NewPlace();
        options.Positions = kept;
        return await TalkErrors.InWordsAsync(async () =>
        {
            await using var client = await OpenAsync(options, interruption.Token);
            if (password is null)
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

    // Nothing is written before the profile is.
    private sealed class NewPlace : IPositionStore
    {
        public string? Position { get; private set; }

        public string? Load() => null;

        public void Save(string position) => Position = position;
    }
}
