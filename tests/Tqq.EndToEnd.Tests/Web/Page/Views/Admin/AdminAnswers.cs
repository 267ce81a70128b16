using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tqq.Server.Web.Admin.Overview;
using Tqq.Server.Web.Admin.Running;

namespace Tqq.EndToEnd.Tests.Web.Page.Views.Admin;

/// <summary>An answer of the admin API that a test gives.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Body">Its body; null for none.</param>
internal sealed record AdminAnswer(int Status, string? Body);

/// <summary>What the administrator's pages are answered by tests: figures, which no two runs have alike, and secrets.</summary>
internal static class AdminAnswers
{
    // A sample each ten seconds, for an hour.
    private const int Samples = 360;

    /// <summary>The figures, by method and path.</summary>
    public static IReadOnlyDictionary<string, AdminAnswer> Figures { get; } = new Dictionary<string, AdminAnswer>
    {
        ["GET /overview"] = Json(Overview, OverviewJson.Default.OverviewBody),
        ["GET /overview/history"] = Json(History, OverviewJson.Default.OverviewHistoryBody),
        ["GET /store"] = Json(Store, RunningJson.Default.StoreBody),
        ["GET /backups"] = Json(Backups, RunningJson.Default.BackupPage),
    };

    /// <summary>Backups of which one is being made, and the last one failed.</summary>
    public static string BusyBackups { get; } = Json(Backups with
    {
        Running = new("tqq-20260528T140100Z.db", AdminTown.Now.AddMinutes(-1), 150_000_000, 412_000_000, "copying"),
        Failed = new(AdminTown.Now.AddHours(-9), "No space left on device (28): /var/lib/tqq/backups/tqq-20260528T050200Z.db.part"),
    }, RunningJson.Default.BackupPage).Body!;

    /// <summary>A store of which something is damaged.</summary>
    public static string DamagedStore { get; } = Json(Store with
    {
        Damage =
        [
            new("message 17 of account 31415926 does not have its checksum", true),
            new("page 4711 of tqq.db ends in the middle: a trace of a power cut, or damage", false),
        ],
    }, RunningJson.Default.StoreBody).Body!;

    /// <summary>A refusal of a type.</summary>
    public static string Refusal(string type, string detail) => JsonSerializer.Serialize(new { type = "/errors/" + type, detail });

    private static OverviewBody Overview => new("0.1.0", AdminTown.Now, AdminTown.Now.AddDays(-25), 25 * 86_400,
        new(12_480, 38), new(214, 168, 52, 9, 52), new(168, 391, 27), new(46, 8_312), new(412_000_000, 81_000_000_000, 1.4, null),
        new(new(2.1, 7.4, 4_000), new(3.0, 11.2, 4_100), new(1.9, 6.8, 900)), new(3, 0, 2), new(4, 1),
        [
            new("damage-found", "error", Count: 2),
            new("wire-open-without-tls", "warning", Port: 8000, Count: 52),
            new("sessions-without-key", "warning", Count: 52),
            new("addresses-slowed-down", "warning", Count: 2, Address: "203.0.113.7"),
            new("certificate-expires", "warning", At: AdminTown.Now.AddDays(9)),
            new("backup-made", "ok", At: AdminTown.Now.AddHours(-11), Bytes: 398_000_000),
        ]);

    private static OverviewHistoryBody History
    {
        get
        {
            var messages = Curve(46, 18, 40);
            // It was down for three minutes.
            for (var at = 118; at < 136; at++)
                messages[at] = null;
            return new("hour", 10, AdminTown.Now, messages, Curve(214, 30, 90), Curve(31, 9, 25), Curve(3, 2, 12), Curve(7, 4, 8),
                Curve(11, 5, 10), Curve(412e6, 1e6, 200), Curve(0, 0, 1),
                [new(AdminTown.Now.AddMinutes(-37), "start"), new(AdminTown.Now.AddMinutes(-11), "backup")]);
        }
    }

    private static StoreBody Store => new("/var/lib/tqq/tqq.db", 412_000_000, 81_000_000_000, 0, [], false, null, Backups.Backups[0]);

    private static BackupPage Backups => new("/var/lib/tqq/backups",
    [
        new("tqq-20260528T030200Z.db", 398_000_000, AdminTown.Now.AddHours(-11), true, 12_471, 1_204_332),
        new("tqq-20260527T030200Z.db", 391_000_000, AdminTown.Now.AddHours(-35), true),
    ]);

    private static double?[] Curve(double middle, double height, double length) =>
        [.. Enumerable.Range(0, Samples).Select(at => (double?)Math.Round(Math.Max(0,
            middle + (height * Math.Sin(at / length)) + (height / 3 * Math.Sin(at * 1.7))), 1))];

    private static AdminAnswer Json<T>(T body, JsonTypeInfo<T> how) => new(200, JsonSerializer.Serialize(body, how));
}
