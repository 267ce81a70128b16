using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Tqq.Cli.Language;
using Tqq.Cli.Profiles;
using Tqq.Cli.Terminal;
using Tqq.Server.Storage;
using Tqq.Server.Web;
using Tqq.Server.Web.Admin;

namespace Tqq.Cli.Accounts;

/// <summary>The admin API of the server that runs on a data directory.</summary>
internal sealed partial class AdminClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly string _directory;

    private AdminClient(HttpClient http, string directory) => (_http, _directory) = (http, directory);

    /// <exception cref="CommandFailedException">No server runs there.</exception>
    public static AdminClient Open(string directory)
    {
        AdminAccess? access;
        try
        {
            access = AdminFile.Read(directory);
        }
        catch (UnauthorizedAccessException)
        {
            throw new CommandFailedException(ExitCode.Refused,
                Localized.Of(
                $"{Path.Combine(directory, AdminFile.Name)} may be read only by the user who runs the server: run this as that user",
                $"只有运行服务器的用户可以读取 {Path.Combine(directory, AdminFile.Name)}：请以该用户身份运行"));
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            var file = Path.Combine(directory, AdminFile.Name);
            var why = e is JsonException ? Localized.Of("it is damaged", "文件已损坏") : FileWords.Why(e, file, FileUse.Read);
            throw new CommandFailedException(ExitCode.Failed, Localized.Of($"{file} cannot be read: {why}", $"无法读取 {file}：{why}"));
        }

        if (access is null)
            throw NoServer(directory);
        // With TLS the certificate is made out to another name than the address of this machine; the file that names the
        // address is the administrator's own.
        var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback =
            HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
        // A thousand accounts of a table take minutes; who has waited enough presses Ctrl-C.
        var http = new HttpClient(handler)
        {
            BaseAddress = new Uri(access.Address + WebPaths.Admin + "/"), Timeout = Timeout.InfiniteTimeSpan,
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", access.Token);
        return new(http, directory);
    }

    /// <summary>The server's web port, as this machine reaches it.</summary>
    public Uri Web => new(_http.BaseAddress!, "/");

    public void Dispose() => _http.Dispose();

    public Task<TOut> GetAsync<TOut>(string path, JsonTypeInfo<TOut> type, CancellationToken cancellationToken) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path), type, cancellationToken);

    public Task<TOut> SendAsync<TIn, TOut>(HttpMethod method, string path, TIn body, JsonTypeInfo<TIn> bodyType, JsonTypeInfo<TOut> type,
        CancellationToken cancellationToken) =>
        SendAsync(new HttpRequestMessage(method, path) { Content = JsonContent.Create(body, bodyType) }, type, cancellationToken);

    public async Task SendAsync<TIn>(HttpMethod method, string path, TIn body, JsonTypeInfo<TIn> bodyType,
        CancellationToken cancellationToken) =>
        (await SendAsync(new HttpRequestMessage(method, path) { Content = JsonContent.Create(body, bodyType) }, cancellationToken))
            .Dispose();

    public async Task<TOut> SendAsync<TOut>(HttpRequestMessage request, JsonTypeInfo<TOut> type, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(request, cancellationToken);
        return (await response.Content.ReadFromJsonAsync(type, cancellationToken))!;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await AnswerAsync(request, cancellationToken);
        await RefuseFailedAsync(response, cancellationToken);
        return response;
    }

    /// <summary>Whether there is an account of this number.</summary>
    public async Task<bool> HasAccountAsync(uint uin, CancellationToken cancellationToken)
    {
        using var answer = await AnswerAsync(new HttpRequestMessage(HttpMethod.Get, $"accounts/{uin}"), cancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return false;
        await RefuseFailedAsync(answer, cancellationToken);
        return true;
    }

    /// <summary>Says that there is no account, before a person is asked for more.</summary>
    public async Task RefuseMissingAsync(uint uin, CancellationToken cancellationToken)
    {
        if (!await HasAccountAsync(uin, cancellationToken))
            throw new CommandFailedException(ExitCode.Refused, Localized.Of($"there is no account {uin}", $"没有账号 {uin}"));
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await _http.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException e) when (e.InnerException is System.Net.Sockets.SocketException)
        {
            throw NoServer(_directory);
        }
    }

    private async Task RefuseFailedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
            return;
        using (response)
        {
            // A token of yesterday's server on today's port.
            if (response.StatusCode == HttpStatusCode.Unauthorized)
                throw NoServer(_directory);
            throw new CommandFailedException(response.StatusCode >= HttpStatusCode.InternalServerError ? ExitCode.Failed
                : ExitCode.Refused, await DetailOf(response, cancellationToken));
        }
    }

    private static async Task<string> DetailOf(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var problem = await response.Content.ReadFromJsonAsync(AdminJson.Default.ProblemDetails, cancellationToken);
            return problem?.Detail is { } detail ? InFlags(ServerTexts.Of(detail))
                : Localized.Of($"the server answered {(int)response.StatusCode}", $"服务器返回 {(int)response.StatusCode}");
        }
        catch (JsonException)
        {
            return Localized.Of($"the server answered {(int)response.StatusCode}", $"服务器返回 {(int)response.StatusCode}");
        }
    }

    // The API names what is wrong by its place in the document; the user has typed a flag.
    public static string InFlags(string detail) =>
        Option().Replace(Nick().Replace(Networks().Replace(Field().Replace(detail, "--field "), "--allow-from"), "--nick"), "--$0");

    [GeneratedRegex(@"^fields\.")]
    private static partial Regex Field();

    // "there is no account 10002: give nick to make it", in both languages.
    [GeneratedRegex(@"(?<=: give |：给出 )nick\b")]
    private static partial Regex Nick();

    [GeneratedRegex(@"^(?:uses|days)(?= )")]
    private static partial Regex Option();

    [GeneratedRegex(@"^allowedAddresses(\[\d+\])?")]
    private static partial Regex Networks();

    private static CommandFailedException NoServer(string directory)
    {
        if (File.Exists(directory))
            return new(ExitCode.NoServer, Localized.Of($"{directory} is a file: name the server's data directory with --data",
                $"{directory} 是文件：请用 --data 指定服务器的数据目录"));
        var serve = $"'{Localized.Program} serve --data {CommandHint.Quoted(directory)}'";
        return Directory.Exists(directory)
            ? new(ExitCode.NoServer, Localized.Of(
                $"no server runs on {directory}: start one with {serve}, or name its data directory with --data",
                $"{directory} 上没有运行服务器：请用 {serve} 启动，或用 --data 指定其数据目录"))
            : new(ExitCode.NoServer, Localized.Of(
                $"no server runs on {directory}: there is no directory; start one with {serve}, or name its data directory with --data",
                $"{directory} 不存在，没有运行服务器：请用 {serve} 启动，或用 --data 指定其数据目录"));
    }
}
