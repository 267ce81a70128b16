using Microsoft.Extensions.Time.Testing;
using Tqq.Server.Web.Admin;

namespace Tqq.Server.Tests.Web.Admin;

/// <summary>Links that make an administrator are good once, for half an hour.</summary>
public sealed class AdminLinksTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly AdminLinks _links;

    public AdminLinksTests() => _links = new(_time);

    [Fact]
    public void One_has_128_bits_and_is_good_once()
    {
        var code = _links.Make(isForFirst: true);
        Assert.Matches("^[A-Za-z0-9_-]{22}$", code);
        Assert.Null(_links.TryTake(code[1..]));
        Assert.True(_links.TryTake(code)!.IsForFirst);
        Assert.Null(_links.TryTake(code));
    }

    [Fact]
    public void One_is_good_for_half_an_hour_also_where_it_was_given_back()
    {
        var code = _links.Make(isForFirst: false);
        _time.Advance(TimeSpan.FromMinutes(29));
        _links.GiveBack(_links.TryTake(code)!);
        _links.GiveBack(_links.TryTake(code)!);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(_links.TryTake(code));
    }

    [Fact]
    public void There_are_twenty_and_the_oldest_gives_way()
    {
        var codes = Enumerable.Range(0, AdminLinks.Most + 1).Select(_ => _links.Make(isForFirst: false)).ToList();
        Assert.Null(_links.TryTake(codes[0]));
        Assert.All(codes.Skip(1), code => Assert.NotNull(_links.TryTake(code)));
    }
}
