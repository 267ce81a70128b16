using System.Net;
using Tqq.Server.Storage;
using Tqq.Server.Web.Admin.Overview;

namespace Tqq.Server.Tests.Web.Admin;

public sealed class FindingsTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private static readonly FindingFacts Well = new() { Now = Now, Exposure = new([], null), StoreBytes = 4e8, FreeBytes = 2e10 };

    [Fact]
    public void Of_a_server_that_is_well_there_is_nothing_but_what_is_well()
    {
        Assert.Empty(Findings.Of(Well));
        Assert.Equal([new("store-read-through", "ok", At: Now)], Findings.Of(Well with { ReadThrough = Now }));
    }

    [Fact]
    public void The_last_backup_that_the_server_made_is_well_until_it_is_older_than_a_week()
    {
        var backup = new Backup("tqq-20260131T110000Z.db", 408, Now.AddHours(-1), 1284, 41208);
        Assert.Equal([new("backup-made", "ok", At: backup.Made, Bytes: 408)], Findings.Of(Well with { LastBackup = backup }));
        var old = backup with { Made = Now.AddDays(-8) };
        Assert.Equal([new("backup-old", "warning", At: old.Made)], Findings.Of(Well with { LastBackup = old }));
    }

    [Fact]
    public void Errors_come_first_then_warnings_then_what_is_well() => Assert.Equal(
        [
            new("store-failing", "error", Text: "the disk hangs"),
            new("disk-nearly-full", "warning", Bytes: 300_000_000),
            new("wire-open-without-tls", "warning", Port: 8000, Count: 52),
            new("web-open-without-tls", "warning", Port: 8080),
            new("sessions-without-key", "warning", Count: 50),
            new("login-queue", "warning", Count: 4, Address: "203.0.113.9"),
            new("addresses-slowed-down", "warning", Count: 1, Address: "203.0.113.9"),
            new("errors-lately", "warning", Count: 2),
            new("certificate-expires", "warning", At: Now.AddDays(13)),
            new("registration-open", "warning"),
            new("store-read-through", "ok", At: Now),
        ],
        Findings.Of(Well with
        {
            Trouble = "the disk hangs",
            FreeBytes = 3e8,
            Exposure = new([8000], 8080),
            AllowsPlain = true,
            WireSessions = 52,
            WithoutKey = 50,
            LoginsWaiting = 4,
            MostWaiting = IPAddress.Parse("203.0.113.9"),
            SlowedDown = (1, IPAddress.Parse("203.0.113.9")),
            ErrorsLately = 2,
            CertificateEnds = Now.AddDays(13),
            IsRegistrationOpen = true,
            ReadThrough = Now,
        }));

    [Fact]
    public void A_damaged_store_is_not_well_however_it_was_when_it_was_read() =>
        Assert.Equal(["damage-found"], Findings.Of(Well with { Damage = 1, ReadThrough = Now }).Select(finding => finding.Code));

    [Fact]
    public void Room_is_short_where_a_backup_would_not_fit() =>
        Assert.Equal(["disk-nearly-full"], Findings.Of(Well with { StoreBytes = 3e10 }).Select(finding => finding.Code));

    [Fact]
    public void A_web_port_that_refuses_passwords_without_TLS_is_no_trouble() =>
        Assert.Empty(Findings.Of(Well with { Exposure = new([], 8080) }));
}
