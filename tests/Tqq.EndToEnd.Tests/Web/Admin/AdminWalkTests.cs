using System.Text;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>
/// A walk through all operations of the admin API's OpenAPI document: none of them answers whoever may not. Operations that are added are
/// walked through by themselves.
/// </summary>
public sealed class AdminWalkTests(SharedServer shared)
{
    private static readonly string[] Open = ["POST /admin/api/v1/session", "POST /admin/api/v1/first", "POST /admin/api/v1/first/check"];
    private static readonly string[] Elsewhere = ["192.0.2.0/24"];

    [Fact]
    public async Task Only_these_need_nothing()
    {
        var operations = (await AdminDocument.ReadAsync(shared.Server)).Operations.Where(operation => operation.IsOfAdmin);
        Assert.Equal(Open, operations.Where(operation => operation.IsOpen).Select(operation => operation.ToString()));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("a wrong token")]
    [InlineData("a wrong cookie")]
    [InlineData("an ordinary account's token")]
    [InlineData("an ordinary account's token as the cookie")]
    public async Task Who_is_no_administrator_is_answered_by_none(string who)
    {
        var person = await shared.Server.AddPersonAsync();
        using var ordinary = await ApiClient.SignInAsync(person);
        using var caller = new AdminBrowser(shared.Server, person.From)
        {
            Token = who switch { "a wrong token" => "wrong", "an ordinary account's token" => ordinary.Token, _ => null },
            Cookie = who switch
            {
                "a wrong cookie" => "tqq-admin=wrong",
                "an ordinary account's token as the cookie" => "tqq-admin=" + ordinary.Token,
                _ => null,
            },
        };
        await WalkAsync(caller, person, "401 /errors/not-signed-in", _ => true);
    }

    [Theory]
    [InlineData("signed out")]
    [InlineData("demoted")]
    [InlineData("disabled")]
    [InlineData("with a new password")]
    [InlineData("from elsewhere than it may be used from")]
    [InlineData("whose sessions were ended")]
    public async Task Who_was_an_administrator_is_answered_by_none(string what)
    {
        var person = await shared.Server.AddPersonAsync();
        using var admin = await AdminBrowser.SignInAsync(person, isConfirmed: true);
        var (account, administrator) = ($"accounts/{person.Uin}", $"administrators/{person.Uin}");
        using var done = what switch
        {
            "signed out" => await admin.CallAsync(HttpMethod.Delete, "session"),
            "demoted" => await shared.Server.AdminAsync(HttpMethod.Delete, administrator),
            "disabled" => await shared.Server.AdminAsync(HttpMethod.Post, account + "/disable"),
            "with a new password" =>
                await shared.Server.AdminAsync(HttpMethod.Put, account + "/password", new { password = "another one" }),
            "whose sessions were ended" => await shared.Server.AdminAsync(HttpMethod.Delete, administrator + "/sessions"),
            _ => await shared.Server.AdminAsync(HttpMethod.Patch, account, new { allowedAddresses = Elsewhere }),
        };
        Assert.True(done.IsSuccessStatusCode);
        await WalkAsync(admin, person, "401 /errors/not-signed-in", _ => true);
    }

    [Fact]
    public async Task Who_may_only_read_is_told_so_by_each_that_needs_more()
    {
        var person = await shared.Server.AddPersonAsync();
        using var reader = await AdminBrowser.SignInAsync(person, "read-only", isConfirmed: true);
        await WalkAsync(reader, person, "403 /errors/not-allowed", operation => operation.Right == "full");
        Assert.All((await AdminDocument.ReadAsync(shared.Server)).Operations.Where(operation => operation.Right == "read"), operation =>
            Assert.True(operation.Method == HttpMethod.Get || operation.Path.Contains("/session", StringComparison.Ordinal)
                || operation.Path.Contains("/totp", StringComparison.Ordinal), operation.ToString()));
    }

    [Fact]
    public async Task Without_the_password_given_again_none_destroys_or_gives_power()
    {
        var person = await shared.Server.AddPersonAsync();
        using var admin = await AdminBrowser.SignInAsync(person);
        await WalkAsync(admin, person, "403 /errors/confirm-password", operation => operation.AsksPassword);
        Assert.Contains((await AdminDocument.ReadAsync(shared.Server)).Operations, operation => operation.AsksPassword);
        Assert.Equal("403 /errors/not-the-password",
            await admin.RefusalAsync(HttpMethod.Post, "session/confirm", new { password = "wrong" }));
        Assert.Equal("403 /errors/confirm-password", await admin.RefusalAsync(HttpMethod.Delete, $"accounts/{person.Uin}"));
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    [InlineData("none")]
    [InlineData(null)]
    public async Task A_page_of_another_site_changes_nothing_with_the_cookie(string? site)
    {
        var person = await shared.Server.AddPersonAsync();
        using var admin = await AdminBrowser.SignInAsync(person, isConfirmed: true);
        admin.Site = site;
        await WalkAsync(admin, person, "403 /errors/foreign-page", operation => operation.Method != HttpMethod.Get);
        Assert.Equal(site is null ? "401 /errors/wrong-password" : "403 /errors/foreign-page",
            await admin.RefusalAsync(HttpMethod.Post, "session", new { uin = person.Uin, password = "wrong" }));
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task A_page_of_another_site_reads_nothing_with_the_cookie_and_does_not_learn_that_it_is_good(string site)
    {
        var person = await shared.Server.AddPersonAsync();
        using var admin = await AdminBrowser.SignInAsync(person, isConfirmed: true);
        admin.Site = site;
        await WalkAsync(admin, person, "401 /errors/not-signed-in", operation => operation.Method == HttpMethod.Get);
    }

    [Fact]
    public async Task Every_route_that_changes_something_has_a_name_in_the_audit_log_which_no_other_has()
    {
        var acts = (await AdminDocument.ReadAsync(shared.Server)).Operations
            .Where(operation => operation.IsOfAdmin && operation.Method != HttpMethod.Get).Select(operation => operation.Act).ToList();
        Assert.All(acts, act => Assert.Matches("^[a-z-]+\\.[a-z-]+$", act));
        Assert.Equal(acts.Distinct(), acts);
    }

    private async Task WalkAsync(AdminBrowser caller, Person person, string refusal, Func<AdminOperation, bool> which)
    {
        var walked = 0;
        foreach (var operation in (await AdminDocument.ReadAsync(shared.Server)).Operations.Where(operation =>
            operation.IsOfAdmin && !operation.IsOpen && which(operation)))
        {
            var body = operation.TakesBody ? new StringContent("{}", Encoding.UTF8, "application/json") : null;
            Assert.Equal($"{operation}: {refusal}",
                $"{operation}: {await caller.RefusalAsync(operation.Method, operation.For(person.Uin), body)}");
            walked++;
        }

        Assert.True(walked > 3);
    }
}
