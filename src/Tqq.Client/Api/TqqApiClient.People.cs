namespace Tqq.Client;

// What concerns the account itself, its sessions and tokens, and other people.
public sealed partial class TqqApiClient
{
    /// <summary>The account as it sees itself.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ApiMe> GetMeAsync(CancellationToken cancellationToken = default) =>
        GetAsync("me", ApiJson.Default.ApiMe, cancellationToken);

    /// <summary>Changes the account's own status.</summary>
    /// <param name="status">The status; offline hides the account as invisible does.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task SetStatusAsync(UserStatus status, CancellationToken cancellationToken = default) =>
        DoAsync(HttpMethod.Put, "me/status", Write(new(status), ApiJson.Default.StatusBody), mayRepeat: true, cancellationToken);

    /// <summary>The sessions of the account; tokens stand in a list of their own.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ApiSessions> ListSessionsAsync(CancellationToken cancellationToken = default) =>
        GetAsync("sessions", ApiJson.Default.ApiSessions, cancellationToken);

    /// <summary>Gives a session another name; for whoever signed in with the password.</summary>
    /// <param name="id">The session.</param>
    /// <param name="name">The name, 100 characters at most.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task RenameSessionAsync(string id, string name, CancellationToken cancellationToken = default) =>
        DoAsync(HttpMethod.Patch, $"sessions/{Uri.EscapeDataString(id)}", Write(new(name), ApiJson.Default.NameBody), mayRepeat: true,
            cancellationToken);

    /// <summary>Ends a session; for whoever signed in with the password.</summary>
    /// <param name="id">The session; <see cref="ApiWireSession.Id"/> for the one over HTTP QQ.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task EndSessionAsync(string id, CancellationToken cancellationToken = default) =>
        DoAsync(HttpMethod.Delete, $"sessions/{Uri.EscapeDataString(id)}", null, mayRepeat: false, cancellationToken);

    /// <summary>The tokens of the account, ascending by number; for whoever signed in with the password.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<ApiToken>> ListTokensAsync(CancellationToken cancellationToken = default) =>
        (await GetAsync("tokens", ApiJson.Default.TokensBody, cancellationToken).ConfigureAwait(false)).Tokens;

    /// <summary>Makes a token, which is shown this once (<see cref="ApiToken.Token"/>); for whoever signed in with the password.</summary>
    /// <param name="token">Its name and rights.</param>
    /// <param name="cancellationToken">Ends the call; a token may have been made of which nobody knows, and stands in the list.</param>
    public Task<ApiToken> MakeTokenAsync(ApiNewToken token, CancellationToken cancellationToken = default) =>
        _link.AskAsync(new(HttpMethod.Post, "tokens", Write(token, ApiJson.Default.ApiNewToken)), ApiJson.Default.ApiToken,
            cancellationToken);

    /// <summary>Revokes a token; for whoever signed in with the password.</summary>
    /// <param name="id">The token.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task RevokeTokenAsync(string id, CancellationToken cancellationToken = default) =>
        DoAsync(HttpMethod.Delete, $"tokens/{Uri.EscapeDataString(id)}", null, mayRepeat: false, cancellationToken);

    /// <summary>All friends, ascending by number, with what is to be seen of them.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<ApiFriend>> ListFriendsAsync(CancellationToken cancellationToken = default) => AllAsync(
        async after =>
        {
            var page = await GetAsync($"friends?limit={Most}{Parameter("after", after)}", ApiJson.Default.FriendsBody, cancellationToken)
                .ConfigureAwait(false);
            return (page.Friends, page.Next);
        });

    /// <summary>Makes somebody a friend, or asks them.</summary>
    /// <param name="uin">Whom.</param>
    /// <param name="words">What they read where they want to be asked, at most 400 bytes of UTF-8; null not to ask.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<ApiAddOutcome> AddFriendAsync(uint uin, string? words = null, CancellationToken cancellationToken = default) =>
        (await _link.AskAsync(new(HttpMethod.Post, "friends", Write(new(uin, words), ApiJson.Default.NewFriendBody)),
            ApiJson.Default.AddOutcomeBody, cancellationToken).ConfigureAwait(false)).Outcome;

    /// <summary>Takes somebody off the list of friends; theirs stays as it is.</summary>
    /// <param name="uin">Whom.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task RemoveFriendAsync(uint uin, CancellationToken cancellationToken = default) =>
        DoAsync(HttpMethod.Delete, $"friends/{uin}", null, mayRepeat: true, cancellationToken);

    /// <summary>Who asks to become a friend and waits for an answer, ascending by number.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<ApiFriendRequest>> ListRequestsInAsync(CancellationToken cancellationToken = default) =>
        ListRequestsAsync("in", cancellationToken);

    /// <summary>Who was asked, with their answers, ascending by number; the 1,000 newest.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<ApiFriendRequest>> ListRequestsOutAsync(CancellationToken cancellationToken = default) =>
        ListRequestsAsync("out", cancellationToken);

    /// <summary>Takes a request of the account's own off the list; one that waits may be answered all the same.</summary>
    /// <param name="uin">Who was asked.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TqqApiException">`/errors/missing`: there is none on the list.</exception>
    public Task DismissRequestAsync(uint uin, CancellationToken cancellationToken = default) =>
        DoAsync(HttpMethod.Delete, $"requests/out/{uin}", null, mayRepeat: false, cancellationToken);

    /// <summary>Accepts somebody's request.</summary>
    /// <param name="uin">Whose.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TqqApiException">`/errors/missing`: no request of theirs waits for an answer.</exception>
    public Task AcceptFriendAsync(uint uin, CancellationToken cancellationToken = default) =>
        DoAsync(HttpMethod.Post, $"requests/in/{uin}/accept", null, mayRepeat: false, cancellationToken);

    /// <summary>Refuses somebody's request.</summary>
    /// <param name="uin">Whose.</param>
    /// <param name="reason">What they read, at most 400 bytes of UTF-8.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TqqApiException">`/errors/missing`: no request of theirs waits for an answer.</exception>
    public Task RefuseFriendAsync(uint uin, string reason = "", CancellationToken cancellationToken = default) =>
        DoAsync(HttpMethod.Post, $"requests/in/{uin}/refuse", Write(new(reason), ApiJson.Default.RefusalBody), mayRepeat: false,
            cancellationToken);

    /// <summary>Somebody, as they let this account see them.</summary>
    /// <param name="uin">Who.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ApiPerson> GetPersonAsync(uint uin, CancellationToken cancellationToken = default) =>
        GetAsync($"people/{uin}", ApiJson.Default.ApiPerson, cancellationToken);

    /// <summary>
    /// Finds people by their whole number, or by the beginning of their nickname, as they want to be found; the first 50.
    /// </summary>
    /// <param name="text">What to look for.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<ApiSomebody>> FindPeopleAsync(string text, CancellationToken cancellationToken = default) =>
        (await GetAsync($"people?q={Uri.EscapeDataString(text)}", ApiJson.Default.PeopleBody,
            cancellationToken).ConfigureAwait(false)).People;

    // As many as a page may have.
    private const int Most = 200;

    private Task<IReadOnlyList<ApiFriendRequest>> ListRequestsAsync(string way, CancellationToken cancellationToken) => AllAsync(
        async after =>
        {
            var page = await GetAsync($"requests/{way}?limit={Most}{Parameter("after", after)}", ApiJson.Default.FriendRequestsBody,
                cancellationToken).ConfigureAwait(false);
            return (page.Requests, page.Next);
        });

    private static async Task<IReadOnlyList<T>> AllAsync<T>(Func<string?, Task<(IReadOnlyList<T> Items, string? Next)>> read)
    {
        var all = new List<T>();
        string? next = null;
        do
        {
            (var items, next) = await read(next).ConfigureAwait(false);
            all.AddRange(items);
        }
        while (next is not null);
        return all;
    }
}
