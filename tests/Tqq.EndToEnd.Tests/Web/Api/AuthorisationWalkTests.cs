using System.Text;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Api;

/// <summary>
/// A walk through all operations of the OpenAPI document: none of them answers whoever may not. Operations that are added are walked
/// through by themselves.
/// </summary>
public sealed class AuthorisationWalkTests(SharedServer shared)
{
    private static readonly string[] Open = ["POST /api/v1/session"];

    [Fact]
    public async Task Every_operation_says_what_it_needs_and_only_these_need_nothing()
    {
        var document = await ApiDocument.ReadAsync(shared.Server);
        Assert.Equal(Open, document.Operations.Where(operation => operation.IsOpen).Select(operation => operation.ToString()));
        Assert.All(document.Operations.Where(operation => !operation.IsOpen), operation => Assert.NotEmpty(operation.Ways));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    [InlineData("tq_00000000000000000000000000000000000000")]
    public async Task Without_a_token_that_opens_something_none_answers(string? token)
    {
        var person = await shared.Server.AddPersonAsync();
        using var stranger = new ApiClient(shared.Server, person.From) { Token = token };
        foreach (var operation in (await ApiDocument.ReadAsync(shared.Server)).Operations.Where(operation => !operation.IsOpen))
            Assert.Equal($"{operation}: 401 /errors/not-signed-in",
                $"{operation}: {await stranger.RefusalAsync(operation.Method, operation.For(person.Uin), BodyOf(operation))}");
    }

    [Fact]
    public async Task What_is_not_there_is_not_told_to_strangers()
    {
        using var stranger = new ApiClient(shared.Server, new([127, 1, 9, 9]));
        Assert.Equal("401 /errors/not-signed-in", await stranger.RefusalAsync(HttpMethod.Get, "no/such/path"));
        Assert.Equal("401 /errors/not-signed-in", await stranger.RefusalAsync(HttpMethod.Delete, "openapi.json"));
        using var known = await ApiClient.SignInAsync(await shared.Server.AddPersonAsync());
        Assert.Equal("404 /errors/missing", await known.RefusalAsync(HttpMethod.Get, "no/such/path"));
        Assert.Equal("405 /errors/no-such-method", await known.RefusalAsync(HttpMethod.Delete, "me"));
    }

    private static StringContent? BodyOf(ApiOperation operation) =>
        operation.Example is { } example ? new(example, Encoding.UTF8, "application/json") : null;
}
