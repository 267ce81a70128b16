using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tqq.Core.Profiles;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Api;

/// <summary>
/// docs/api.md as somebody reads it who types each line: what stands under a line is what is answered. Each section has two people of its
/// own for 10001 and 10002, who are friends and have a token.
/// </summary>
public sealed partial class ApiPageTests(SharedServer shared)
{
    private static string Page { get; } = File.ReadAllText(Path.Combine(Repository.Root, "docs/api.md"));

    public static TheoryData<string> Sections => [.. SectionTitle().Matches(Page).Select(match => match.Groups[1].Value)];

    [Theory]
    [MemberData(nameof(Sections))]
    public async Task What_stands_under_a_line_is_what_is_answered(string section)
    {
        var (hong, bao) = (new Person(shared.Server, TestServer.NextUin(), "correct horse"),
            new Person(shared.Server, TestServer.NextUin(), "correct horse"));
        var variables = await BefriendAsync(hong, bao);
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        foreach (Match example in Example().Matches(TextOf(section, hong, bao)))
        {
            var line = CurlLine.Parse(example.Groups["line"].Value.Trim(), variables);
            using var request = new HttpRequestMessage(line.Method, new Uri(shared.Server.Web, line.Address.PathAndQuery[1..]));
            request.Content = line.Body is null ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(line.Body));
            foreach (var (name, value) in line.Headers)
                Assert.True(request.Headers.TryAddWithoutValidation(name, value)
                    || request.Content!.Headers.TryAddWithoutValidation(name, value));
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead,
                TestContext.Current.CancellationToken);
            await CompareAsync(example, answer);
        }
    }

    [Fact]
    public async Task Every_operation_has_a_line()
    {
        var variables = new Dictionary<string, string> { ["TOKEN"] = "", ["BAO"] = "" };
        var lines = Curl().Matches(Page).Select(match => CurlLine.Parse(match.Groups["line"].Value.Trim(), variables)).ToList();
        var operations = (await ApiDocument.ReadAsync(shared.Server)).Operations;
        Assert.Empty(operations.Where(operation => !lines.Exists(line =>
            operation.Fits(line.Method, line.Address.AbsolutePath["/api/v1/".Length..]))).Select(operation => $"{operation}"));
    }

    private static async Task CompareAsync(Match example, HttpResponseMessage answer)
    {
        var (line, kind, expected) = (example.Groups["line"].Value, example.Groups["kind"].Value, example.Groups["answer"].Value);
        if (kind == "text")
        {
            // What goes on is read as far as the page shows it.
            Assert.True(answer.IsSuccessStatusCode, $"{line}\n{answer.StatusCode}");
            using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
            foreach (var expectedLine in expected.TrimEnd('\n').Split('\n'))
                Assert.Null(AnswerShape.Difference(expectedLine,
                    await reader.ReadLineAsync(TestContext.Current.CancellationToken) ?? "the end"));
            return;
        }

        var given = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (kind.Length == 0)
        {
            Assert.True(answer.StatusCode == HttpStatusCode.NoContent, $"{line}\n{answer.StatusCode} {given}");
            return;
        }

        var isProblem = answer.Content.Headers.ContentType?.MediaType == "application/problem+json";
        var shown = JsonDocument.Parse(expected).RootElement;
        Assert.True(answer.IsSuccessStatusCode || (isProblem && shown.GetProperty("status").GetInt32() == (int)answer.StatusCode),
            $"{line}\n{answer.StatusCode} {given}");
        Assert.True(AnswerShape.Difference(shown, JsonDocument.Parse(given).RootElement) is not { } difference,
            $"{line}\n{given}\n{AnswerShape.Difference(shown, JsonDocument.Parse(given).RootElement)}");
    }

    private static string TextOf(string section, Person hong, Person bao)
    {
        var text = Page[Page.IndexOf($"\n## {section}\n", StringComparison.Ordinal)..];
        var end = text.IndexOf("\n## ", 5, StringComparison.Ordinal);
        return (end < 0 ? text : text[..end]).Replace("10001", $"{hong.Uin}", StringComparison.Ordinal)
            .Replace("10002", $"{bao.Uin}", StringComparison.Ordinal);
    }

    private static async Task<Dictionary<string, string>> BefriendAsync(Person hong, Person bao)
    {
        var tokens = new List<string>();
        // Each has the face of the number that the page shows.
        foreach (var (person, nick, stands) in new[] { (hong, "小红", 10_001u), (bao, "Bao", 10_002u) })
        {
            using var made = await person.Server.AdminAsync(HttpMethod.Post, "accounts",
                new
                {
                    uin = person.Uin, nick, password = person.Password, whoMayAdd = "anyone",
                    fields = new Dictionary<string, string> { ["FC"] = Faces.Of(new(stands)) },
                });
            Assert.Equal(HttpStatusCode.Created, made.StatusCode);
            using var client = await ApiClient.SignInAsync(person);
            tokens.Add(client.Token!);
        }

        await hong.LoginAsync();
        Assert.StartsWith("0&CD=0&", await hong.ResultAsync("AddToList", $"&UN={bao.Uin}"), StringComparison.Ordinal);
        await hong.LogoutAsync();
        return new() { ["TOKEN"] = tokens[0], ["BAO"] = tokens[1] };
    }

    // In a block, or in the middle of a text.
    [GeneratedRegex(@"(?m)(^ *|`)(?<line>curl -?[^`\n]*(\\\n[^`\n]*)*)")]
    private static partial Regex Curl();

    [GeneratedRegex(@"(?m)^## (.+)$")]
    private static partial Regex SectionTitle();

    [GeneratedRegex(@"(?s)```sh\n(?<line>curl .*?)```\n(```(?<kind>json|text)\n(?<answer>.*?)```)?")]
    private static partial Regex Example();
}
