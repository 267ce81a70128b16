using Tqq.Server.Storage;

namespace Tqq.Server.Tests.Storage;

/// <summary>What was found damaged.</summary>
public sealed class DamageLogTests
{
    [Fact]
    public void Beyond_a_thousand_places_it_says_that_there_are_more()
    {
        var log = new DamageLog();
        for (var place = 0; place < DamageLog.Most; place++)
            log.Report($"page {place}");
        log.Report("page 0");
        Assert.Equal((DamageLog.Most, false), (log.Found.Count, log.IsMore));
        log.Report("one more");
        Assert.Equal((DamageLog.Most, true), (log.Found.Count, log.IsMore));
    }
}
