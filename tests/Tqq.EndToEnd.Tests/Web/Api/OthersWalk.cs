using System.IO.Compression;
using System.Net;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Api;

/// <summary>All that somebody can ask the API about an account, and all that was answered, by streams, too.</summary>
internal sealed class OthersWalk : IDisposable
{
    /// <summary>The text that comes in last.</summary>
    public const string End = "the end";

    // These would end the walk.
    private static readonly string[] Ending =
        ["DELETE /api/v1/session", "DELETE /api/v1/me", "PUT /api/v1/me/password", "GET /api/v1/events", "GET /api/v1/listen"];

    private readonly ApiDocument _document;
    private readonly ApiClient _caller;
    private readonly HttpResponseMessage[] _streams;
    private readonly List<string> _answers = [];

    private OthersWalk(ApiDocument document, ApiClient caller, HttpResponseMessage[] streams) =>
        (_document, _caller, _streams) = (document, caller, streams);

    /// <summary>Begins, with both kinds of streams from the beginning of the log.</summary>
    public static async Task<OthersWalk> BeginAsync(TestServer server, ApiClient caller) => new(await ApiDocument.ReadAsync(server), caller,
        [await caller.CallAsync(HttpMethod.Get, "events?after=0"), await caller.CallAsync(HttpMethod.Get, "listen?after=0")]);

    /// <summary>Whether an operation is asked for: all but those that end the caller's session, and streams.</summary>
    public static bool IsWalked(ApiOperation operation) => !operation.IsOpen && !Ending.Contains($"{operation}");

    /// <summary>Where an operation can be asked about an account, by its path and by its query.</summary>
    public static IEnumerable<string> Paths(ApiOperation operation, uint uin) =>
    [
        operation.For(uin, "999"),
        .. operation.Parameters("query").Select(parameter => parameter.GetProperty("name").GetString()).Where(name =>
            name is "q" or "peer" or "search").Select(name => $"{operation.For(uin, "999")}?{name}={uin}"),
        .. operation.Path.EndsWith("/card", StringComparison.Ordinal) ? [operation.For(uin) + "?as=friend"] : Array.Empty<string>(),
    ];

    /// <summary>Asks all about an account.</summary>
    public async Task AskAllAsync(uint uin)
    {
        foreach (var operation in _document.Operations.Where(IsWalked))
            foreach (var path in Paths(operation, uin))
            {
                using var answer = await _caller.CallAsync(operation.Method, path, operation.Body(uin));
                _answers.Add($"{operation.Method} {path}: {answer.Headers} {await ReadAsync(answer.Content)}");
            }
    }

    /// <summary>All answers, with what the streams said up to the last text.</summary>
    public async Task<IEnumerable<string>> EndAsync()
    {
        foreach (var stream in _streams)
        {
            Assert.Equal(HttpStatusCode.OK, stream.StatusCode);
            using var reader = new StreamReader(await stream.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
            string? line;
            do
            {
                line = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
                _answers.Add(line ?? "the stream has ended");
            }
            while (line?.Contains(End, StringComparison.Ordinal) is false);
            Assert.NotNull(line);
        }

        return _answers;
    }

    private static async Task<string> ReadAsync(HttpContent content)
    {
        if (content.Headers.ContentType?.MediaType != "application/zip")
            return await content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        await using var zip = new ZipArchive(await content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        var texts = zip.Entries.Select(entry => new StreamReader(entry.Open()).ReadToEnd());
        return string.Join('\n', texts);
    }

    public void Dispose()
    {
        foreach (var stream in _streams)
            stream.Dispose();
    }
}

/// <summary>What an account has and others must not learn, with words that occur nowhere else.</summary>
/// <param name="friend">A friend of the account's, whose number nobody else has heard of.</param>
/// <param name="uin">That number.</param>
/// <param name="word">A word that stands in all that is secret.</param>
internal sealed class Secret(ApiClient friend, uint uin, string word) : IDisposable
{
    /// <summary>The fields of the profile that have it.</summary>
    public static readonly string[] Fields = ["address", "postcode", "phone", "mobile", "email", "realName"];

    private const uint Lowest = 3_900_000_000;

    /// <summary>Gives it to an account.</summary>
    /// <param name="account">The account.</param>
    /// <param name="server">Where it is.</param>
    /// <param name="isOfOwner">Whether the caller is of the account, whose own profile and names are no secret then.</param>
    public static async Task<Secret> PlantAsync(ApiClient account, TestServer server, bool isOfOwner = false)
    {
        var word = $"xq{Guid.NewGuid():N}"[..12];
        var hidden = await server.AddPersonAsync("anyone", word, Lowest + TestServer.NextUin());
        var friend = await ApiClient.SignInAsync(hidden);
        await account.AskAsync(HttpMethod.Post, "friends", new { uin = hidden.Uin });
        await account.AskAsync(HttpMethod.Put, $"people/{hidden.Uin}/mute", status: HttpStatusCode.NoContent);
        await account.AskAsync(HttpMethod.Post, $"conversations/{hidden.Uin}/messages", new { text = word }, HttpStatusCode.Created);
        if (!isOfOwner)
        {
            await account.AskAsync(HttpMethod.Patch, "me", new { profile = new { address = word, postcode = word[..6], phone = word,
                mobile = "136" + word, email = word + "@test", realName = word } });
            await account.AskAsync(HttpMethod.Patch, "sessions/1", new { name = word });
            await account.AskAsync(HttpMethod.Post, "tokens", new { name = word, rights = "all" }, HttpStatusCode.Created);
            await account.AskAsync(HttpMethod.Post, "me/app-passwords", new { name = word }, HttpStatusCode.Created);
        }

        return new(friend, hidden.Uin, word);
    }

    /// <summary>The friend comes online and writes to the account.</summary>
    public async Task SayAsync(uint account)
    {
        using var stream = await friend.CallAsync(HttpMethod.Get, "events");
        await friend.AskAsync(HttpMethod.Post, $"conversations/{account}/messages", new { text = word }, HttpStatusCode.Created);
    }

    /// <summary>Whether an answer tells something of it.</summary>
    public bool IsTold(string answer) => answer.Contains(word[..6], StringComparison.OrdinalIgnoreCase)
        || answer.Contains($"{uin}", StringComparison.Ordinal);

    public void Dispose() => friend.Dispose();
}
