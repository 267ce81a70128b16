using Tqq.Core;
using Tqq.Server.Cluster;

namespace Tqq.Server.Tests.Cluster;

/// <summary>How many logins of an account have failed within a day.</summary>
public sealed class FailedLoginsTests
{
    private static readonly Uin Anna = new(10001);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly FailedLogins _failed = new();

    [Fact]
    public void Those_of_the_last_24_hours_count_and_older_ones_do_not()
    {
        _failed.Note(Anna, 10 * Hour);
        _failed.Note(Anna, 10.5 * Hour);
        _failed.Note(Anna, 20 * Hour);
        Assert.Equal([3, 3, 1, 0], [.. ((double[])[20, 33.9, 34, 44]).Select(hour => _failed.Count(Anna, hour * Hour))]);
        _failed.Note(Anna, 58 * Hour);
        Assert.Equal((1, 0), (_failed.Count(Anna, 58 * Hour), _failed.Count(new(10002), 58 * Hour)));
    }

    [Fact]
    public void Of_too_many_accounts_the_one_longest_quiet_is_forgotten()
    {
        _failed.Note(Anna, Hour);
        for (uint uin = 20_000; uin < 30_000; uin++)
            _failed.Note(new(uin), Hour);
        Assert.Equal((0, 1), (_failed.Count(Anna, Hour), _failed.Count(new(20_000), Hour)));
    }
}
