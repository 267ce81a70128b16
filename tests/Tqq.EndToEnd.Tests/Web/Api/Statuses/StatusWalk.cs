using System.Net;
using System.Text;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Api.Statuses;

/// <summary>Walks through all operations, in each circumstance that is the same for all of them.</summary>
/// <param name="server">A server without limits of rates where anybody may make an account.</param>
/// <param name="store">Its store.</param>
/// <param name="book">Where it notes what they answer.</param>
internal sealed class StatusWalk(TestServer server, FailingStore store, StatusBook book)
{
    private const uint Nobody = 4_000_000_001;
    private static readonly DiskFault[] s_faults = [DiskFault.Full, DiskFault.TakesNothing, DiskFault.IsDamaged,
        DiskFault.HangsInWriting, DiskFault.Hangs];

    /// <summary>Walks.</summary>
    public async Task RunAsync()
    {
        var cast = await StatusCast.MakeAsync(server);
        using var callers = await Callers.MakeAsync(cast);
        foreach (var operation in book.Operations)
        {
            await AskAsWhoMayNotAsync(operation, cast, callers);
            await AskWronglyAsync(operation, cast.Page);
            await AskOfBadDiskAsync(operation, cast);
        }

        foreach (var operation in book.Operations)
        {
            var (path, body) = cast.Deed(operation);
            var status = await book.TryAsync(cast.Page, operation, path, body);
            Assert.True((int)status < 300, $"{operation}: {status}");
            if (operation.Method == HttpMethod.Get || !EndsSomething(operation))
                continue;
            cast.Dispose();
            cast = await StatusCast.MakeAsync(server, cast);
        }

        cast.Dispose();
    }

    /// <summary>
    /// Walks once more after the server was started anew: now nobody is known, and the guard has to read who calls.
    /// </summary>
    /// <param name="page">Somebody's session.</param>
    /// <param name="uin">Whose.</param>
    public async Task RunUnreadableAsync(ApiClient page, uint uin)
    {
        foreach (var fault in (DiskFault[])[DiskFault.Hangs, DiskFault.IsDamaged])
        {
            store.Fault = fault;
            foreach (var operation in book.Operations.Where(operation => !operation.IsOpen))
                await book.TryAsync(page, operation, operation.For(uin), operation.Body());
            store.Fault = DiskFault.None;
        }
    }

    private static bool EndsSomething(ApiOperation operation) => operation.Method == HttpMethod.Delete
        || operation.Path.EndsWith("/password", StringComparison.Ordinal)
        || operation.Path.Contains("/requests/", StringComparison.Ordinal);

    private async Task AskAsWhoMayNotAsync(ApiOperation operation, StatusCast cast, Callers callers)
    {
        var (path, body) = cast.Deed(operation);
        var types = StatusBook.TypesOf(operation).ToHashSet();
        if (!operation.IsOpen)
            await book.TryAsync(callers.Stranger, operation, path, body);
        if (types.Contains("/errors/other-account"))
            await book.TryAsync(cast.Page, operation, path, cast.Deed(operation).Body, ("Tqq-Account", $"{Nobody}"));
        if (types.Contains("/errors/account-disabled"))
        {
            var disabled = await server.AddPersonAsync();
            using var done = await server.AdminAsync(HttpMethod.Post, $"accounts/{disabled.Uin}/disable");
            await book.TryAsync(cast.Page, operation, path, new { uin = disabled.Uin, password = disabled.Password, token = true });
        }

        if (types.Contains("/errors/not-allowed"))
            await book.TryAsync(operation.Right == "read" ? callers.Sender : callers.Reader, operation, path, cast.Deed(operation).Body);
        if (types.Contains("/errors/foreign-page"))
            await book.TryAsync(callers.Stranger, operation, path, path switch
            {
                "session" when operation.IsOpen => new { uin = cast.Owner.Uin, password = cast.Owner.Password },
                "registration" => new { nick = "x", password = "correct horse" },
                _ => cast.Deed(operation).Body,
            }, ("Cookie", callers.Cookie), ("Sec-Fetch-Site", "cross-site"));
        if (types.Contains("/errors/needs-https"))
            await book.TryAsync(cast.Page, operation, path, cast.Deed(operation).Body, ("X-Forwarded-For", "192.0.2.7"));
    }

    private async Task AskWronglyAsync(ApiOperation operation, ApiClient page)
    {
        if (operation.Path.Contains("{uin}", StringComparison.Ordinal))
        {
            await book.TryAsync(page, operation, operation.For(1), operation.Body());
            await book.TryAsync(page, operation, operation.For(Nobody), operation.Body());
        }

        if (operation.Path.EndsWith("{id}", StringComparison.Ordinal))
            await book.TryAsync(page, operation, operation.For(10_001)[..^1] + "999", operation.Body());
        foreach (var parameter in operation.Parameters("query").Select(parameter => parameter.GetProperty("name").GetString()))
            await book.TryAsync(page, operation, $"{operation.For(10_001)}?{parameter}=0x");
        if (!operation.Description.TryGetProperty("requestBody", out var described))
            return;
        var isJson = described.GetProperty("content").TryGetProperty("application/json", out _);
        foreach (var body in (HttpContent[])[
            new StringContent("""{ "nonsense": 1 }""", Encoding.UTF8, isJson ? "application/json" : "text/plain"),
            new StringContent("", Encoding.UTF8, "text/plain"), new MultipartFormDataContent { new StringContent("x") },
            new StringContent(new string(' ', 70_000), Encoding.UTF8, isJson ? "application/json" : "text/plain")])
            await book.TryAsync(page, operation, operation.For(10_001), body);
    }

    // What a disk does not take is as if it had not been asked for.
    private async Task AskOfBadDiskAsync(ApiOperation operation, StatusCast cast)
    {
        foreach (var fault in s_faults)
        {
            var (path, body) = cast.Deed(operation);
            store.Fault = fault;
            await book.TryAsync(cast.Page, operation, path, body);
            store.Fault = DiskFault.None;
        }
    }

    /// <summary>Callers who may not do what the account itself may.</summary>
    private sealed record Callers(ApiClient Stranger, ApiClient Sender, ApiClient Reader, string Cookie) : IDisposable
    {
        public static async Task<Callers> MakeAsync(StatusCast cast)
        {
            using var signedIn = await cast.Page.CallAsync(
                HttpMethod.Post, "session", new { uin = cast.Owner.Uin, password = cast.Owner.Password });
            return new(new(cast.Owner.Server, cast.Owner.From), await TokenAsync(cast, "send"), await TokenAsync(cast, "read"),
                signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        }

        public void Dispose()
        {
            Stranger.Dispose();
            Sender.Dispose();
            Reader.Dispose();
        }

        private static async Task<ApiClient> TokenAsync(StatusCast cast, string rights) => new(cast.Owner.Server, cast.Owner.From)
        {
            Token = (await cast.Page.AskAsync(HttpMethod.Post, "tokens", new { name = "", rights }, HttpStatusCode.Created))
                .GetProperty("token").GetString(),
        };
    }
}
