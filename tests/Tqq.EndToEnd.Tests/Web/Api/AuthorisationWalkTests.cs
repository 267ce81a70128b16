using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Api;

/// <summary>
/// A walk through all operations of the OpenAPI document: none of them answers whoever may not. Operations that are added are walked
/// through by themselves.
/// </summary>
public sealed class AuthorisationWalkTests(SharedServer shared)
{
    private static readonly string[] Open = ["POST /api/v1/session", "GET /api/v1/registration", "POST /api/v1/registration"];
    private static readonly string[] Elsewhere = ["192.0.2.0/24"];
    private static readonly uint[] Others = [4_000_000_000];

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
                $"{operation}: {await stranger.RefusalAsync(operation.Method, operation.For(person.Uin), operation.Body())}");
    }

    [Fact]
    public async Task What_is_not_there_is_not_told_to_strangers()
    {
        using var stranger = new ApiClient(shared.Server, new([127, 1, 9, 9]));
        Assert.Equal("401 /errors/not-signed-in", await stranger.RefusalAsync(HttpMethod.Get, "no/such/path"));
        Assert.Equal("405 /errors/no-such-method", await stranger.RefusalAsync(HttpMethod.Delete, "openapi.json"));
        using var known = await ApiClient.SignInAsync(await shared.Server.AddPersonAsync());
        Assert.Equal("404 /errors/missing", await known.RefusalAsync(HttpMethod.Get, "no/such/path"));
        Assert.Equal("405 /errors/no-such-method", await known.RefusalAsync(HttpMethod.Post, "me"));
    }

    [Fact]
    public async Task A_token_without_the_right_is_told_so_by_each()
    {
        var person = await shared.Server.AddPersonAsync();
        using var owner = await ApiClient.SignInAsync(person);
        foreach (var rights in (string[])["send", "read", "all"])
        {
            using var program = await TokenAsync(person, owner, new { name = "", rights });
            await WalkAsync(program, person, "403 /errors/not-allowed",
                operation => operation.Right != "any" && operation.Right != rights && (rights != "all" || operation.Right == "owner"));
        }
    }

    [Fact]
    public async Task A_token_for_certain_people_does_nothing_with_others()
    {
        var person = await shared.Server.AddPersonAsync();
        using var owner = await ApiClient.SignInAsync(person);
        using var program = await TokenAsync(person, owner, new { name = "", rights = "all", peers = Others });
        await WalkAsync(program, person, "403 /errors/not-allowed",
            operation => operation.Path.Contains("{uin}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a revoked token")]
    [InlineData("a session that was ended")]
    [InlineData("a disabled account's")]
    [InlineData("an account's that is not to be used from there")]
    [InlineData("a deleted account's")]
    public async Task What_opened_once_opens_nothing_any_more(string what)
    {
        var person = await shared.Server.AddPersonAsync();
        using var owner = await ApiClient.SignInAsync(person);
        using var program = await TokenAsync(person, owner, new { name = "", rights = "all" });
        var account = $"accounts/{person.Uin}";
        using var _ = what switch
        {
            "a revoked token" => await owner.CallAsync(HttpMethod.Delete, "tokens/2"),
            "a session that was ended" => await program.CallAsync(HttpMethod.Delete, "session"),
            "a disabled account's" => await shared.Server.AdminAsync(HttpMethod.Post, account + "/disable"),
            "a deleted account's" => await shared.Server.AdminAsync(HttpMethod.Delete, account),
            _ => await shared.Server.AdminAsync(HttpMethod.Patch, account, new { allowedAddresses = Elsewhere }),
        };
        await WalkAsync(program, person, "401 /errors/not-signed-in", _ => true);
    }

    private async Task WalkAsync(ApiClient caller, Person person, string refusal, Func<ApiOperation, bool> which)
    {
        foreach (var operation in (await ApiDocument.ReadAsync(shared.Server)).Operations.Where(operation =>
            !operation.IsOpen && operation.Ways.Contains("token") && which(operation)))
            Assert.Equal($"{operation}: {refusal}",
                $"{operation}: {await caller.RefusalAsync(operation.Method, operation.For(person.Uin), operation.Body())}");
    }

    private static async Task<ApiClient> TokenAsync(Person person, ApiClient owner, object body) => new(person.Server, person.From)
    {
        Token = (await owner.AskAsync(HttpMethod.Post, "tokens", body, System.Net.HttpStatusCode.Created)).GetProperty("token").GetString(),
    };
}
