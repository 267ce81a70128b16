using Microsoft.AspNetCore.Http;
using Tqq.Core.Rules;
using Tqq.Server.Web.Admin;
using Tqq.Server.Web.Api;

namespace Tqq.Server.Tests.Web.Admin;

/// <summary>A link opens where the person is to whom it is sent.</summary>
public sealed class LinkAddressTests
{
    private const string Elsewhere = "http://192.0.2.7:8080/";

    private static string Link(string asked, string? publicUrl = null, string? elsewhere = Elsewhere) => new LinkAddress(
        new InForce<ApiOptions>(new() { PublicUrl = publicUrl, AddressElsewhere = () => elsewhere })).OfAdministrator("c", asked);

    private static string? Invitation(string host, string? publicUrl = null, string? elsewhere = Elsewhere)
    {
        var context = new DefaultHttpContext();
        (context.Request.Scheme, context.Request.Host) = ("http", HostString.FromUriComponent(host));
        return new LinkAddress(new InForce<ApiOptions>(new() { PublicUrl = publicUrl, AddressElsewhere = () => elsewhere }))
            .OfInvitation("c", context.Request);
    }

    [Theory]
    [InlineData("http://localhost:8080/")]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://[::1]:8080")]
    public void Asked_on_the_server_s_own_machine_it_leads_to_an_address_that_others_open(string asked) =>
        Assert.Equal("http://192.0.2.7:8080/admin/#link=c", Link(asked));

    [Fact]
    public void Where_others_do_not_come_or_the_asker_came_by_another_address_it_leads_there()
    {
        Assert.Equal("http://localhost:8080/admin/#link=c", Link("http://localhost:8080/", elsewhere: null));
        Assert.Equal("http://chat:8080/admin/#link=c", Link("http://chat:8080"));
    }

    [Fact]
    public void What_public_url_says_wins() =>
        Assert.Equal("https://chat.example.org/admin/#link=c", Link("http://127.0.0.1:8080", "https://chat.example.org"));

    [Fact]
    public void That_of_an_invitation_is_told_where_the_page_does_not_know_better()
    {
        Assert.Equal("http://192.0.2.7:8080/#/register/c", Invitation("127.0.0.1:8080"));
        Assert.Equal("https://chat.example.org/#/register/c", Invitation("127.0.0.1:8080", "https://chat.example.org"));
        Assert.Null(Invitation("chat:8080"));
        Assert.Null(Invitation("127.0.0.1:8080", elsewhere: null));
        Assert.Null(Invitation(""));
    }
}
