using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Api;

/// <summary>What the framework refuses by itself is said in the API's own form.</summary>
public sealed class ProblemTests(SharedServer shared)
{
    [Theory]
    [InlineData("GET", "no/such/path", "404 /errors/missing")]
    [InlineData("POST", "me", "405 /errors/no-such-method")]
    [InlineData("POST", "friends", "415 /errors/not-json")]
    public async Task A_client_that_accepts_something_else_than_json_is_told_of_errors_all_the_same(
        string method, string path, string refusal)
    {
        using var client = await ApiClient.SignInAsync(await shared.Server.AddPersonAsync());
        foreach (var accepted in (string[])["text/event-stream", "application/x-ndjson", "text/plain", "x/y"])
            Assert.Equal(refusal,
                await client.RefusalAsync(HttpMethod.Parse(method), path, new StringContent("text"), ("Accept", accepted)));
    }

    [Fact]
    public async Task Whoever_signs_in_with_a_body_of_another_type_is_told_so_and_not_to_sign_in()
    {
        using var stranger = new ApiClient(shared.Server, new([127, 1, 9, 8]));
        Assert.Equal("415 /errors/not-json", await stranger.RefusalAsync(HttpMethod.Post, "session", new StringContent("{}")));
    }

    [Fact]
    public async Task The_case_of_a_path_changes_nothing()
    {
        using var client = await ApiClient.SignInAsync(await shared.Server.AddPersonAsync());
        await client.AskAsync(HttpMethod.Get, "ME");
        using var stranger = new ApiClient(shared.Server, System.Net.IPAddress.Loopback);
        Assert.Equal("401 /errors/not-signed-in", await stranger.RefusalAsync(HttpMethod.Get, "ME"));
    }

    [Fact]
    public async Task Every_operation_that_needs_a_right_describes_that_it_may_be_missing()
    {
        foreach (var operation in (await ApiDocument.ReadAsync(shared.Server)).Operations.Where(operation =>
            operation.Right is not ("none" or "any")))
            Assert.Contains("/errors/not-allowed: ",
                operation.Description.GetProperty("responses").GetProperty("403").GetProperty("description").GetString(),
                StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_operation_of_an_account_describes_that_it_may_be_asked_too_fast()
    {
        foreach (var operation in (await ApiDocument.ReadAsync(shared.Server)).Operations.Where(operation => operation.Right != "none"))
            Assert.True(operation.Description.GetProperty("responses").TryGetProperty("429", out var refused)
                && refused.GetProperty("description").GetString()!.Contains("/errors/too-fast: ", StringComparison.Ordinal),
                $"{operation}");
    }
}
