using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Tqq.Client;

/// <summary>One call of the API, which may take several attempts.</summary>
/// <param name="method">The method.</param>
/// <param name="path">The path behind `/api/v1/`, with the query.</param>
/// <param name="body">The body, JSON; null where there is none.</param>
internal sealed class ApiCall(HttpMethod method, string path, byte[]? body = null)
{
    /// <summary>The Idempotency-Key.</summary>
    public string? Key { get; init; }

    /// <summary>
    /// Whether it may be sent again where it is not known what became of it: it only reads, comes to the same, or has a key.
    /// </summary>
    public bool MayRepeat { get; init; } = method != HttpMethod.Post;

    /// <summary>Whether an attempt may have been carried out that got no answer.</summary>
    public bool IsInDoubt { get; set; }

    /// <summary>The request of one attempt.</summary>
    public HttpRequestMessage ToRequest(Uri root, string? token)
    {
        var request = new HttpRequestMessage(method, new Uri(root, path));
        if (body is not null)
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        if (Key is not null)
            request.Headers.Add("Idempotency-Key", Key);
        return request;
    }
}

/// <summary>The way to the API of one server: what goes wrong on it is tried again for as long as the options say.</summary>
internal sealed class ApiLink : IDisposable
{
    private const int LongestAnswer = 32 * 1024 * 1024;
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(10);

    private readonly TqqClientOptions _options;
    private readonly HttpClient _http;
    private readonly Uri _root;
    private CertificateRejectedException? _rejected;

    public ApiLink(TqqClientOptions options)
    {
        (_options, Token) = (options, options.Token);
        var address = options.Api!;
        _root = new(address.AbsoluteUri.TrimEnd('/') + "/api/v1/");
        Server = new($"{address.Scheme}://{address.Host}:{address.Port}");
        _http = new(options.ApiHandler ?? NewHandler(), disposeHandler: options.ApiHandler is null)
        {
            Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LongestAnswer,
        };
    }

    /// <summary>The server, for exceptions.</summary>
    public ServerAddress Server { get; }

    /// <summary>What is shown to the server; null before signing in.</summary>
    public string? Token { get; set; }

    /// <summary>Calls.</summary>
    /// <returns>What is answered.</returns>
    /// <exception cref="TqqException">It was refused, or got no answer within the budget.</exception>
    public async Task<T> AskAsync<T>(ApiCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(call, cancellationToken).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(answer, type) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw NotUnderstood(200);
        }
    }

    /// <summary>Calls, where nothing is answered but that it was done.</summary>
    public async Task<byte[]> AskAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var (time, pause) = (_options.TimeProvider, s_firstPause);
        for (var start = time.GetTimestamp(); ;)
        {
            var (answer, failure, canWait) = await TryAsync(call, cancellationToken).ConfigureAwait(false);
            if (failure is null)
                return answer;
            var next = (failure as TqqApiException)?.RetryAfter ?? pause;
            var budget = failure is ServerUnreachableException && !call.IsInDoubt
                ? _options.ConnectBudget ?? _options.RetryBudget : _options.RetryBudget;
            if (!canWait || time.GetElapsedTime(start) + next > budget)
                throw failure;
            await Task.Delay(_options.Spread(next), time, cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < s_longestPause ? pause * 2 : s_longestPause;
        }
    }

    /// <summary>Opens a stream: the answer's body comes as it is written.</summary>
    /// <exception cref="TqqException">It is refused, or the server is not there.</exception>
    public async Task<HttpResponseMessage> OpenAsync(
        string path, string type, string? lastEventId, CancellationToken cancellationToken)
    {
        var call = new ApiCall(HttpMethod.Get, path);
        using var request = call.ToRequest(_root, Token);
        request.Headers.Accept.Add(new(type));
        if (lastEventId is not null)
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        var (response, failure) = await SendAsync(request, HttpCompletionOption.ResponseHeadersRead, call, cancellationToken)
            .ConfigureAwait(false);
        if (response is null)
            throw failure!;
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
            throw await ReadRefusalAsync(response, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _http.Dispose();

    // The answer, or why there is none, and whether it may be tried again.
    private async Task<(byte[] Answer, TqqException? Failure, bool CanWait)> TryAsync(ApiCall call, CancellationToken cancellationToken)
    {
        using var request = call.ToRequest(_root, Token);
        var (response, lost) = await SendAsync(request, HttpCompletionOption.ResponseContentRead, call, cancellationToken)
            .ConfigureAwait(false);
        if (response is null)
            return ([], lost, lost is ServerUnreachableException && (call.MayRepeat || !call.IsInDoubt));
        using (response)
        {
            if (response.IsSuccessStatusCode)
                return (await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false), null, false);
            var refusal = await ReadRefusalAsync(response, cancellationToken).ConfigureAwait(false);
            // What stands between says 5xx where the server is away, or has not answered it.
            var isLost = refusal.LeavesDoubt || (refusal.Type.Length == 0
                && response.StatusCode >= System.Net.HttpStatusCode.InternalServerError);
            call.IsInDoubt |= isLost;
            return ([], refusal, refusal.IsForNow || (isLost && call.MayRepeat));
        }
    }

    private async Task<(HttpResponseMessage? Response, TqqException? Failure)> SendAsync(
        HttpRequestMessage request, HttpCompletionOption completion, ApiCall call, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(_options.ReplyTimeout, _options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return (await _http.SendAsync(request, completion, either.Token).ConfigureAwait(false), null);
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            return (null, Interlocked.Exchange(ref _rejected, null) is { } rejected ? rejected
                : new ForeignServerException(Server, ForeignAnswer.NoTls, "", e));
        }
        catch (HttpRequestException e)
        {
            // Nothing was sent over a connection that there was not.
            call.IsInDoubt |= e.HttpRequestError
                is not (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.ProxyTunnelError);
            return (null, new ServerUnreachableException(Server, "does not answer", e.InnerException ?? e));
        }
        catch (OperationCanceledException e)
        {
            call.IsInDoubt = true;
            cancellationToken.ThrowIfCancellationRequested();
            return (null, new ServerUnreachableException(Server, "does not answer", new TimeoutException(
                string.Create(CultureInfo.InvariantCulture, $"no answer within {_options.ReplyTimeout.TotalSeconds:0} s"), e)));
        }
    }

    private static async Task<TqqApiException> ReadRefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        try
        {
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            if (response.Content.Headers.ContentType?.MediaType == "application/problem+json"
                && JsonSerializer.Deserialize(body, ApiJson.Default.ProblemBody) is { Type: { } type } problem
                && type.StartsWith("/errors/", StringComparison.Ordinal))
                return new(status, type, problem.Detail ?? type, DelayOf(response.Headers.RetryAfter));
        }
        catch (Exception e) when (e is JsonException or HttpRequestException)
        {
            // It is none of the API's answers.
        }

        return NotUnderstood(status);
    }

    private static TimeSpan? DelayOf(RetryConditionHeaderValue? header) => header?.Delta;

    private static TqqApiException NotUnderstood(int status) => new(status, "", string.Create(CultureInfo.InvariantCulture,
        $"what answered {status} is no JSON API of Tqq: the API is on the web port, which is 8080 by default"));

    private SocketsHttpHandler NewHandler() => new()
    {
        AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = _options.ConnectTimeout,
        SslOptions = ServerStream.OptionsFor(Server, _options.TrustedRoots, rejected => _rejected = rejected),
    };
}
