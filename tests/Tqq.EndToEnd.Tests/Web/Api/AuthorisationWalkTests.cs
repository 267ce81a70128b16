using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Api;

/// <summary>
/// A walk through all operations of the OpenAPI document: none of them answers whoever may not. Operations that are added are walked
/// through by themselves.
/// </summary>
public sealed class AuthorisationWalkTests(SharedServer shared)
{
    private static readonly string[] Open = 
        ["POST /api/v1/session", "GET /api/v1/registration", "POST /api/v1/registration", "POST /api/v1/registration/invitation"];
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
    [InlineData("a revoked token", "all")]
    [InlineData("a revoked token", "certain people")]
    [InlineData("a session that was ended", "all")]
    [InlineData("a disabled account's", "all")]
    [InlineData("a disabled account's", "certain people")]
    [InlineData("a kicked account's", "all")]
    [InlineData("an account's that is not to be used from there", "all")]
    [InlineData("an account's that is not to be used from there", "certain people")]
    [InlineData("an account's whose password is another", "all")]
    [InlineData("a deleted account's", "all")]
    public async Task What_opened_once_opens_nothing_any_more(string what, string whose)
    {
        var person = await shared.Server.AddPersonAsync();
        using var owner = await ApiClient.SignInAsync(person);
        using var program = await TokenAsync(
            person, owner, new { name = "", rights = "all", peers = whose == "all" ? null : (uint[])[person.Uin] });
        var account = $"accounts/{person.Uin}";
        using var _ = what switch
        {
            "a revoked token" => await owner.CallAsync(HttpMethod.Delete, "tokens/2"),
            "a session that was ended" => await program.CallAsync(HttpMethod.Delete, "session"),
            "a disabled account's" => await shared.Server.AdminAsync(HttpMethod.Post, account + "/disable"),
            "a kicked account's" => await shared.Server.AdminAsync(HttpMethod.Post, account + "/kick?devices=true"),
            "an account's whose password is another" =>
                await shared.Server.AdminAsync(HttpMethod.Put, account + "/password", new { password = "battery staple" }),
            "a deleted account's" => await shared.Server.AdminAsync(HttpMethod.Delete, account),
            _ => await shared.Server.AdminAsync(HttpMethod.Patch, account, new { allowedAddresses = Elsewhere }),
        };
        await WalkAsync(program, person, "401 /errors/not-signed-in", _ => true);
    }

    [Theory]
    [InlineData("a token whose time is over", 2)]
    [InlineData("a session that was unused for 90 days", 91)]
    public async Task What_is_over_opens_nothing_any_more(string what, int days)
    {
        using var directory = new TemporaryDirectory();
        var calendar = new SetCalendar();
        await using var server = await LocalServer.StartAsync(directory.At("data"), calendar);
        var person = await server.AddPersonAsync();
        using var owner = await ApiClient.SignInAsync(person);
        var isToken = what.StartsWith("a token", StringComparison.Ordinal);
        using var program = await TokenAsync(person, owner,
            new { name = "", rights = "all", expires = isToken ? DateTimeOffset.UtcNow.AddDays(1) : (DateTimeOffset?)null });
        await program.AskAsync(HttpMethod.Get, "me");
        calendar.Ahead = TimeSpan.FromDays(days);
        await WalkAsync(isToken ? program : owner, person, "401 /errors/not-signed-in", _ => true);
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
