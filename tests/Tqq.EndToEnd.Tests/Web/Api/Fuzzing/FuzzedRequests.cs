using System.Globalization;
using System.Text;

namespace Tqq.EndToEnd.Tests.Web.Api.Fuzzing;

/// <summary>Makes up requests for the operations of the document, and now and then for what is none.</summary>
internal sealed class FuzzedRequests(ApiDocument document, Random chance)
{
    private static readonly string[] s_methods =
        ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "get", "PROPFIND"];

    private static readonly string[] s_paths =
    [
        "/api/v1", "/api/v1/", "/api/v1//me", "/api/v1/me/", "/api/v1/ME", "/API/V1/me", "/api/v2/me",
        "/api/v1/me/../tokens",
        "/api/v1/%6De", "/api/v1/me%00", "/api/v1/me%2F", "/api/v1/me%", "/api/v1/me%zz", "/api/v1/me;a=b", "/api/v1/openapi.json",
        "/api/v1/to/",
        "/api/v1/conversations/10001/messages/1/2", "/api/v1/\u597d", "//api/v1/me", "/../health", "/", "*",
    ];

    private static readonly string[] s_headers =
    [
        "Accept: x/y", "Accept: application/json;q=0, */*", "Accept: ", "Accept: application/x-ndjson", "Accept-Encoding: gzip, br",
        "Content-Encoding: gzip", "Cookie: a=b; ;;=; tqq-session=", "Cookie: tqq-session=%00", "Origin: null",
        "Origin: http://evil.example",
        "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-origin", "X-Forwarded-For: 192.0.2.1", "X-Forwarded-Proto: https",
        "Forwarded: for=192.0.2.1", "Range: bytes=0-1", "If-Match: *", "If-None-Match: *", "If-Modified-Since: x", "Expect: 100-continue",
        "Upgrade: h2c", "Upgrade: websocket\r\nConnection: Upgrade", "X-HTTP-Method-Override: DELETE", "Authorization: Basic YTpi",
        "Authorization: Bearer", "Idempotency-Key: ", "Idempotency-Key: a b", "Idempotency-Key: a\r\nIdempotency-Key: b", "Last-Event-ID: ",
        "Last-Event-ID: 1-2-3", "Last-Event-ID: 99999999999999999999-1", "Access-Control-Request-Method: POST", "TE: trailers",
        "Accept-Language: zh", "Connection: close", "Priority: u=9", "User-Agent: ",
    ];

    private static readonly string[] s_types =
    [
        "application/json; charset=utf-8", "application/json; charset=utf-16", "application/json;;", "APPLICATION/JSON", "text/json",
        "text/plain",
        "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
        "application/problem+json", "application/xml", "x", "",
    ];

    // Keys and places in a log.
    private static readonly string[] s_marks =
        ["a1", "a2", "1-1", "1", "9223372036854775807", new string('k', 64), new string('k', 65), "\u597d"];

    private readonly FuzzedValues _values = new(document, chance);
    private readonly ApiOperation[] _operations = [.. document.Operations];

    /// <summary>The next one.</summary>
    public FuzzedRequest Next(FuzzCast cast)
    {
        var operation = _values.One(_operations);
        var (path, reaches) = Path(operation, cast);
        var method = operation.Method.Method;
        if (_values.In(3))
            (path, reaches) = (_values.One(s_paths), false);
        if (_values.In(3))
            (method, reaches) = (_values.One(s_methods), false);
        var headers = Headers(operation, cast);
        var query = Query(operation, cast);
        var (body, type) = Body(operation, cast);
        if (type is not null && !_values.In(2))
            headers.Add($"Content-Type: {type}");
        var (framing, framed, isFramed) = Frame(body);
        headers.Add(framing);
        var isHttp = isFramed && headers.TrueForAll(header => header.All(c => c is >= ' ' and <= '~' or '\r' or '\n'))
            && path.All(char.IsAscii) && path.StartsWith('/') && !path.Contains("%00", StringComparison.Ordinal) && body.Length <= 60_000;
        var head = $"{method} {path}{query} HTTP/1.1\r\nHost: 127.0.0.1\r\n{string.Join("\r\n", headers.Where(header =>
            header.Length > 0))}\r\n\r\n";
        return new(reaches ? operation : null, method, path, [.. Encoding.UTF8.GetBytes(head), .. framed], isHttp);
    }

    private (string Path, bool Reaches) Path(ApiOperation operation, FuzzCast cast)
    {
        var (path, reaches) = (operation.Path, true);
        foreach (var parameter in operation.Parameters("path"))
        {
            var (name, schema) = (parameter.GetProperty("name").GetString()!, parameter.GetProperty("schema"));
            var text = name == "id" && _values.In(50) ? _values.One(["1", "2", "3", "4"]) : _values.Plain(schema, name, cast);
            text = text.Length is 0 or > 1000 ? "x" : text;
            reaches &= schema.GetProperty("type").GetString() == "string" ? text.All(char.IsAsciiLetterOrDigit)
                : schema.GetProperty("format").GetString() == "int32"
                ? int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
                : long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _);
            path = path.Replace($"{{{name}}}", Uri.EscapeDataString(text), StringComparison.Ordinal);
        }

        return (path, reaches);
    }

    private string Query(ApiOperation operation, FuzzCast cast)
    {
        var pairs = operation.Parameters("query").Where(_ => _values.In(50)).Select(parameter => (
            Name: parameter.GetProperty("name").GetString()!, Schema: parameter.GetProperty("schema"))).Select(parameter =>
            $"{parameter.Name}={Escape(_values.Plain(parameter.Schema, parameter.Name, cast))}").ToList();
        if (_values.In(4) && pairs.Count > 0)
            pairs.Add(pairs[0]);
        if (_values.In(4))
            pairs.Add(_values.One(["x=1", "=", "&&", "limit", "limit=", "%zz=%zz", "a%00=b", "[]=1", $"auth={cast.Sender}", "auth=x"]));
        if (operation.Ways.Contains("auth") && _values.In(30))
            pairs.Add($"auth={cast.Sender}");
        return pairs.Count == 0 ? "" : "?" + string.Join('&', pairs);
    }

    // As long as a request line may be.
    private static string Escape(string text) => Uri.EscapeDataString(text.Length > 600 ? text[..600] : text);

    private List<string> Headers(ApiOperation operation, FuzzCast cast)
    {
        var headers = new List<string> { _values.One(cast.Secrets) };
        foreach (var name in operation.Parameters("header").Select(parameter => parameter.GetProperty("name").GetString()!))
            if (_values.In(40))
                headers.Add($"{name}: {_values.One(s_marks)}");
        for (var more = _values.In(25) ? chance.Next(1, 4) : 0; more > 0; more--)
            headers.Add(_values.One(s_headers));
        if (_values.In(1))
            headers.Add($"X-Long: {new string('x', 9000)}");
        return headers;
    }

    private (byte[] Body, string? Type) Body(ApiOperation operation, FuzzCast cast)
    {
        if (!operation.Description.TryGetProperty("requestBody", out var described))
            return _values.In(5) ? (_values.Bytes(), _values.One(s_types)) : ([], null);
        var content = described.GetProperty("content").EnumerateObject().First();
        var isJson = content.Name == "application/json";
        var type = isJson && !_values.In(6) ? content.Name : _values.One(s_types);
        var usual = Encoding.UTF8.GetBytes(isJson ? _values.Json(content.Value.GetProperty("schema"), "", cast) : _values.Text());
        return (chance.Next(100) switch
        {
            < 6 => _values.Break(usual),
            < 8 => _values.Bytes(),
            8 => [],
            9 => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(usual)),
            10 => [.. "\uFEFF"u8, .. usual],
            11 => [.. usual, .. "{}"u8],
            12 => [.. usual, .. Enumerable.Repeat((byte)' ', Math.Max(1, _values.One([65_536 - usual.Length, 65_537, 200_000])))],
            _ => usual,
        }, type);
    }

    private (string Framing, byte[] Framed, bool IsHttp) Frame(byte[] body) => chance.Next(100) switch
    {
        < 8 when body.Length > 0 => ("Transfer-Encoding: chunked",
            [.. Encoding.ASCII.GetBytes($"{body.Length:x}\r\n"), .. body, .. "\r\n0\r\n\r\n"u8], true),
        8 when body.Length > 0 => ("Transfer-Encoding: chunked", [.. "xyz\r\n"u8, .. body], false),
        9 when body.Length > 0 => ($"Content-Length: {body.Length}\r\nTransfer-Encoding: chunked", [.. "0\r\n\r\n"u8], false),
        _ => (body.Length > 0 || _values.In(50) ? $"Content-Length: {body.Length}" : "", body, true),
    };
}
