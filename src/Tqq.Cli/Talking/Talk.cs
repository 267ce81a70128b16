using System.CommandLine;
using Tqq.Cli.Profiles;
using Tqq.Cli.Terminal;
using Tqq.Client;

namespace Tqq.Cli.Talking;

/// <summary>
/// One command that acts as an account: its client, its profile, its output. At the end the session stays
/// open, and the profile knows its key.
/// </summary>
internal sealed class Talk : IAsyncDisposable
{
    /// <summary>What the file beside a profile is called that says how far the account's messages were shown.</summary>
    public const string PlaceExtension = "place";

    // A person waits: a server that is not there is said at once, a penalty or two is waited out.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);

    private readonly ProfileStore _store;
    private readonly string _name;

    private Talk(ProfileStore store, string name, SavedProfile profile, ParseResult parsed, ITqqClient client, TalkOutput output,
        CancellationToken stopping) =>
        (_store, _name, Profile, Parsed, Client, Output, Stopping) = (store, name, profile, parsed, client, output, stopping);

    /// <summary>The profile as it was when the command began; other commands may have changed it since.</summary>
    public SavedProfile Profile { get; }

    public string ProfileName => _name;

    public ParseResult Parsed { get; }

    public ITqqClient Client { get; }

    /// <summary>The JSON API, of a profile that is logged in there; null over HTTP QQ.</summary>
    public TqqApiClient? Api => (Client as ApiMessenger)?.Api;

    /// <summary>How long it takes at most until what the server has comes here.</summary>
    public TimeSpan Latency => Client is TqqClient wire ? wire.PollInterval * 2 : TimeSpan.FromSeconds(1);

    public TalkOutput Output { get; }

    /// <summary>Ctrl-C.</summary>
    public CancellationToken Stopping { get; }

    public static async Task<Talk> OpenAsync(ProfileStore store, string name, ParseResult parsed, TalkOutput output, bool takesOver,
        CancellationToken cancellationToken)
    {
        var profile = store.Load(name);
        var client = await TalkErrors.InWordsAsync(() => SignInAsync(store, name, profile, takesOver, cancellationToken));
        return new(store, name, profile, parsed, client, output, cancellationToken);
    }

    private static async Task<ITqqClient> SignInAsync(
        ProfileStore store, string name, SavedProfile profile, bool takesOver, CancellationToken cancellationToken)
    {
        var options = OptionsOf(profile, new SharedSession(store, name, profile), takesOver);
        if (profile.Api is null)
            return await TqqClient.SignInAsync(options, cancellationToken);
        options.Positions = new FilePositions(store.PathOf(name, PlaceExtension));
        return await ApiMessenger.SignInAsync(options, cancellationToken);
    }

    /// <summary>How the program signs in.</summary>
    /// <param name="profile">As whom.</param>
    /// <param name="keys">Where the key of the session is kept; null where nobody shares it.</param>
    /// <param name="takesOver">Whether a session that another login took is taken back.</param>
    public static TqqClientOptions OptionsOf(SavedProfile profile, ISessionKeyStore? keys = null, bool takesOver = false) => new()
    {
        Uin = profile.Uin,
        PasswordMd5 = profile.PasswordMd5,
        Server = profile.Server,
        TrustedRoots = profile.TrustedRoots,
        SessionKeys = keys,
        TakeOver = takesOver,
        SessionKey = profile.SessionKey,
        SignOutOnDispose = false,
        RetryBudget = s_patience,
        ConnectBudget = TimeSpan.FromSeconds(1),
        Api = profile.Api,
        Token = profile.Token,
    };

    /// <summary>
    /// Somebody asks to be a friend: kept until it is answered, because HTTP QQ says it only once. The API lists who asks.
    /// </summary>
    public void Remember(Incoming.FriendRequest request) => Change(profile =>
        profile.Api is not null ? profile : profile.Answered.Contains(request.From)
        ? profile with { Answered = Without(profile.Answered, request.From) }
        : profile with { Requests = [.. profile.Requests.Where(known => known.Uin != request.From), new(request.From, request.Words)] });

    /// <summary>A request is being answered. What of it the server has still to hand out is no request any more when it comes.</summary>
    public async Task ForgetAsync(uint uin)
    {
        if (Api is not null)
            return;
        var unread = (await Client.PeekAsync(Stopping)).Count(item => item is Incoming.FriendRequest && item.From == uin);
        Change(profile => profile with
        {
            Requests = [.. profile.Requests.Where(known => known.Uin != uin)],
            Answered = [.. profile.Answered.Where(known => known != uin), .. Enumerable.Repeat(uin, unread)],
        });
    }

    /// <summary>The session is over and the profile goes with it.</summary>
    public void DeleteProfile()
    {
        _store.Delete(_name);
        File.Delete(FileBeside(PlaceExtension));
    }

    /// <summary>A file beside the profile.</summary>
    public string FileBeside(string extension) => _store.PathOf(_name, extension);

    public void WriteBeside(string extension, byte[] content) => _store.Write(FileBeside(extension), content);

    public ValueTask DisposeAsync() => Client.DisposeAsync();

    private void Change(Func<SavedProfile, SavedProfile> change) => _store.Change(_name, Profile, change);

    private static List<uint> Without(IEnumerable<uint> all, uint one)
    {
        List<uint> left = [.. all];
        left.Remove(one);
        return left;
    }
}

/// <summary>The session that all commands of one profile share: who begins a new one tells the others through the profile.</summary>
internal sealed class SharedSession(ProfileStore store, string name, SavedProfile known) : ISessionKeyStore
{
    public string? Load()
    {
        try
        {
            return store.Load(name) is { } now && now.IsSameAs(known) ? now.SessionKey : null;
        }
        catch (CommandFailedException)
        {
            // Without the profile nothing is shared.
            return null;
        }
    }

    public void Save(string? key) => store.Change(name, known, profile => profile with { SessionKey = key });
}
