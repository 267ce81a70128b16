using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Tqq.Client;

/// <summary>
/// An account over the server's JSON API (docs/api.md): conversations with their history, search, live events, sending once. Any thread may
/// call, and calls may run side by side. What goes wrong on the way is tried again within <see cref="TqqClientOptions.RetryBudget"/>; what
/// the API refuses is a <see cref="TqqApiException"/>. <see cref="ApiMessenger"/> gives the same account as an <see cref="ITqqClient"/>.
/// </summary>
public sealed partial class TqqApiClient : IAsyncDisposable
{
    /// <summary>A text may have this many characters.</summary>
    public const int LongestText = 10_000;

    private readonly TqqClientOptions _options;
    private readonly ApiLink _link;
    private bool _ownsSession;

    private TqqApiClient(TqqClientOptions options) => (_options, _link) = (options, new(options));

    /// <summary>The account's number.</summary>
    public uint Uin { get; private set; }

    /// <summary>
    /// The token that the server is shown: the one that was given, or that of the session that the password has opened. Who has it can act
    /// as this account.
    /// </summary>
    public string Token => _link.Token!;

    /// <summary>
    /// Signs in with a password, which opens a session of a program, or with a token. The password itself travels: beyond this machine the
    /// server takes it by https only.
    /// </summary>
    /// <param name="options">Who, and where (<see cref="TqqClientOptions.Api"/>); copied. With a token the number may be 0.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ArgumentException">An option is not allowed.</exception>
    /// <exception cref="TqqApiException">The server does not let the account in.</exception>
    /// <exception cref="TqqException">The server is not there, or cannot prove who it is.</exception>
    public static async Task<TqqApiClient> SignInAsync(TqqClientOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var client = new TqqApiClient(options.CheckedForApi()) { Uin = options.Uin };
        try
        {
            if (options.Token is null)
                await client.OpenAsync(cancellationToken).ConfigureAwait(false);
            else if (options.Uin == 0)
                client.Uin = (await client.GetMeAsync(cancellationToken).ConfigureAwait(false)).Uin;
            return client;
        }
        catch
        {
            client._link.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Sends a text once. The request has a key and is repeated with it, over new connections and restarts of the server, until there is an
    /// answer. When this returns, the text is on the server's disk.
    /// </summary>
    /// <param name="uin">To whom; friend or not, online or not.</param>
    /// <param name="text">The text, 1 to <see cref="LongestText"/> characters.</param>
    /// <param name="key">
    /// The Idempotency-Key, 1 to 64 ASCII characters without spaces: calls with one key and one text send it once in 24 h, also from
    /// several programs. Null for a new one.
    /// </param>
    /// <param name="cancellationToken">Ends the call; the text may have gone.</param>
    /// <exception cref="InDoubtException">No answer came, so the text may have gone; with the same key it can be sent again.</exception>
    /// <exception cref="SendCanceledException">The call was cancelled; it says whether the text may have gone, and the key.</exception>
    /// <exception cref="TqqApiException">The text was refused.</exception>
    public Task<ApiSent> SendAsync(uint uin, string text, string? key = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        var itsKey = key ?? SendOptions.NewKey();
        return SendPartAsync(new(uin, new(0, 1), itsKey), text, itsKey, cancellationToken);
    }

    /// <summary>Conversations by their last messages, newest first.</summary>
    /// <param name="before">Where the page begins: <see cref="ApiConversationPage.Next"/> of the one before; null for the first.</param>
    /// <param name="limit">How many, 1 to 200.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ApiConversationPage> ListConversationsAsync(string? before = null, int limit = 50,
        CancellationToken cancellationToken = default) =>
        GetAsync($"conversations?limit={limit}{Parameter("before", before)}", ApiJson.Default.ApiConversationPage, cancellationToken);

    /// <summary>What was said with somebody: backwards from the newest or from a message, forwards from a message.</summary>
    /// <param name="uin">With whom.</param>
    /// <param name="before">The message before which the page ends; null for the end of the conversation.</param>
    /// <param name="after">The message behind which it begins, oldest first; null to read backwards.</param>
    /// <param name="limit">How many, 1 to 200.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ApiMessagePage> ReadMessagesAsync(
        uint uin, string? before = null, string? after = null, int limit = 50, CancellationToken cancellationToken = default) =>
        GetAsync($"conversations/{uin}/messages?limit={limit}{Parameter("before", before)}{Parameter("after", after)}",
            ApiJson.Default.ApiMessagePage, cancellationToken);

    /// <summary>
    /// Messages in which all of the words occur, newest first. Words are found by their beginnings, phrases in quotes, Chinese characters
    /// as they follow each other. A page may be empty and have a next one all the same.
    /// </summary>
    /// <param name="text">What to look for; null for all messages.</param>
    /// <param name="peer">In which conversation; null for all.</param>
    /// <param name="before">Where the page begins: <see cref="ApiMessagePage.Next"/> of the one before; null for the first.</param>
    /// <param name="limit">How many, 1 to 200.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ApiMessagePage> SearchMessagesAsync(
        string? text, uint? peer = null, string? before = null, int limit = 50, CancellationToken cancellationToken = default) =>
        GetAsync($"messages?limit={limit}{Parameter("search", text)}{(peer is null ? "" : $"&peer={peer}")}{Parameter("before", before)}",
            ApiJson.Default.ApiMessagePage, cancellationToken);

    /// <summary>Marks a conversation as read.</summary>
    /// <param name="uin">With whom.</param>
    /// <param name="through">The last message that was read; null for all there is.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task MarkReadAsync(uint uin, string? through = null, CancellationToken cancellationToken = default) =>
        DoAsync(HttpMethod.Post, $"conversations/{uin}/read", Write(new ReadBody(through), ApiJson.Default.ReadBody), mayRepeat: true,
            cancellationToken);

    /// <summary>Deletes a message for this account: the other keeps it.</summary>
    /// <param name="uin">With whom it was said.</param>
    /// <param name="id">The message.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task DeleteMessageAsync(uint uin, string id, CancellationToken cancellationToken = default) =>
        DoAsync(HttpMethod.Delete, $"conversations/{uin}/messages/{Uri.EscapeDataString(id)}", null, mayRepeat: true, cancellationToken);

    /// <summary>Deletes a conversation for this account: the other keeps it.</summary>
    /// <param name="uin">With whom.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task DeleteConversationAsync(uint uin, CancellationToken cancellationToken = default) =>
        DoAsync(HttpMethod.Delete, $"conversations/{uin}", null, mayRepeat: true, cancellationToken);

    /// <summary>Ends the session, or revokes the token, that this client shows.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task SignOutAsync(CancellationToken cancellationToken = default)
    {
        _ownsSession = false;
        await DoAsync(HttpMethod.Delete, "session", null, mayRepeat: true, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Ends the client; and its session, where a password has opened it and <see cref="TqqClientOptions.SignOutOnDispose"/> says so.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (_ownsSession && _options.SignOutOnDispose)
        {
            using var patience = new CancellationTokenSource(_options.SignOutTimeout, _options.TimeProvider);
            try
            {
                await SignOutAsync(patience.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is OperationCanceledException or TqqException)
            {
                // It ends by itself when it has been unused for 90 days, or gives way to others.
            }
        }

        _link.Dispose();
    }

    /// <summary>Sends one text, or one part of a longer one.</summary>
    internal async Task<ApiSent> SendPartAsync(MessageOnItsWay message, string text, string key, CancellationToken cancellationToken)
    {
        var call = new ApiCall(HttpMethod.Post, $"conversations/{message.Uin}/messages", ApiJson.TextBody(text)) { Key = key,
            MayRepeat = true };
        try
        {
            return await _link.AskAsync(call, ApiJson.Default.ApiSent, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException e)
        {
            throw message.Canceled(e, call.IsInDoubt);
        }
        catch (TqqException e) when (call.IsInDoubt)
        {
            // Also a refusal: of an attempt before it, it says nothing.
            throw message.InDoubt(e);
        }
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        var body = Write(new(_options.Uin, _options.Password!, _options.Device, Token: true, _options.Code), ApiJson.Default.SignInBody);
        var signedIn = await _link.AskAsync(new(HttpMethod.Post, "session", body), ApiJson.Default.SignedInBody, cancellationToken)
            .ConfigureAwait(false);
        (_link.Token, _ownsSession) = (signedIn.Token, true);
    }

    private Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        _link.AskAsync(new(HttpMethod.Get, path), type, cancellationToken);

    private async Task DoAsync(HttpMethod method, string path, byte[]? body, bool mayRepeat, CancellationToken cancellationToken) =>
        await _link.AskAsync(new ApiCall(method, path, body) { MayRepeat = mayRepeat }, cancellationToken).ConfigureAwait(false);

    private static byte[] Write<T>(T body, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(body, type);

    private static string Parameter(string name, string? value) => value is null ? "" : $"&{name}={Uri.EscapeDataString(value)}";
}
