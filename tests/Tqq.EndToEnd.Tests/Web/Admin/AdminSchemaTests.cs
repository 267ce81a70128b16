using System.Net;
using System.Text;
using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>What the schemas of the OpenAPI document allow is what the server takes, and what it gives is as they say.</summary>
public sealed class AdminSchemaTests(SharedServer shared)
{
    private static readonly string[] s_values =
    [
        "null", "true", "7", "1.5", "10000", "4294967295", "4294967296", "\"x\"", "\"verify\"", "\"friends\"", "\"app-password\"",
            "\"10001\"", "[]", "[null]", "[7]", "[\"10.0.0.0/8\"]",
        "[" + string.Join(',', Enumerable.Range(0, 33).Select(at => $"\"10.0.0.{at}\"")) + "]", "{}", "{\"AG\":null}", "{\"AG\":19}",
            "{\"AG\":\"19\"}", "{\"XX\":\"1\"}",
    ];

    [Fact, LongRun]
    public async Task A_body_is_refused_where_its_schema_does_not_allow_it_and_only_there()
    {
        var document = await AdminDocument.ReadAsync(shared.Server);
        var uin = (await shared.Server.AddPersonAsync()).Uin;
        foreach (var operation in document.Operations.Where(operation =>
            operation is { TakesBody: true, IsOpen: false, ReachesAll: false }))
        {
            var schema = new AdminSchema(document, operation.Body);
            var right = schema.Required.ToDictionary(name => name, name => name == "uin" ? "4294967294" : "\"right and long\"");
            await CompareAsync(operation, uin, schema, right);
            foreach (var member in schema.Members.Append("colour"))
            {
                await CompareAsync(operation, uin, schema, right.Where(pair => pair.Key != member));
                foreach (var value in s_values)
                    await CompareAsync(operation, uin, schema, right.Where(pair => pair.Key != member).Append(new(member, value)));
            }
        }
    }

    [Theory]
    [InlineData("accounts?after=0&limit=1", true)]
    [InlineData("accounts?after=4294967295&limit=1000", true)]
    [InlineData("accounts?after=-1", false)]
    [InlineData("accounts?after=4294967296", false)]
    [InlineData("accounts?limit=0", false)]
    [InlineData("accounts?limit=1001", false)]
    public async Task Numbers_of_the_query_have_the_limits_that_are_said(string query, bool isAllowed)
    {
        var document = await AdminDocument.ReadAsync(shared.Server);
        var parameters = document.Operations.Single(operation => operation.Method == HttpMethod.Get
            && operation.Path.EndsWith("/accounts", StringComparison.Ordinal)).Description.GetProperty("parameters");
        var said = query.Split('?')[1].Split('&').Select(pair => pair.Split('=')).All(pair => new AdminSchema(
            document, parameters.EnumerateArray().Single(parameter => parameter.GetProperty("name").GetString() == pair[0])
                .GetProperty("schema")).Allows(JsonElement.Parse(pair[1])));
        using var answer = await shared.Server.AdminAsync(HttpMethod.Get, query);
        Assert.Equal((isAllowed, isAllowed), (said, answer.StatusCode == HttpStatusCode.OK));
    }

    [Fact]
    public async Task What_is_answered_is_as_its_schema_says()
    {
        var document = await AdminDocument.ReadAsync(shared.Server);
        var friend = await shared.Server.AddPersonAsync();
        await shared.Server.AdminAsync(HttpMethod.Post, $"accounts/{friend.Uin}/app-passwords", new { name = "phone" });
        string[] paths = ["accounts", "accounts?limit=1", $"accounts/{friend.Uin}", $"accounts/{friend.Uin}/app-passwords", "server"];
        foreach (var path in paths)
        {
            using var answer = await shared.Server.AdminAsync(HttpMethod.Get, path);
            var template = "/admin/api/v1/" + path.Split('?')[0].Replace($"{friend.Uin}", "{uin}", StringComparison.Ordinal);
            var said = document.Operations.Single(operation => operation.Method == HttpMethod.Get && operation.Path == template).Description
                .GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema");
            var body = JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.True(new AdminSchema(document, said).Allows(body, isClosed: true), $"{path}: {body}");
        }
    }

    private async Task CompareAsync(AdminOperation operation, uint uin, AdminSchema schema, IEnumerable<KeyValuePair<string,
        string>> members)
    {
        var body = $"{{{string.Join(',', members.Select(pair => $"\"{pair.Key}\":{pair.Value}"))}}}";
        using var answer = await shared.Server.AdminAsync(operation.Method, operation.For(uin),
            new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.True(schema.Allows(JsonElement.Parse(body)) == (answer.StatusCode != HttpStatusCode.BadRequest),
            $"{operation}: {answer.StatusCode} for {body}");
    }
}
