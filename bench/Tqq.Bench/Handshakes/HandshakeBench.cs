using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tqq.Bench.Figures;
using Tqq.Bench.Many;

namespace Tqq.Bench.Handshakes;

/// <summary>How long plain polls take while TLS handshakes arrive.</summary>
internal static class HandshakeBench
{
    private const int PerSecond = 200;
    private const int Rounds = 9;
    private static readonly string[] s_polls = ["--rate", "500", "--mix", "poll=1", "--warm-up", "1", "--duration", "4"];

    /// <param name="before">`tqq.dll` of the build to compare with; null for none.</param>
    public static async Task RunAsync(string? before)
    {
        Console.WriteLine(
            $"500 plain polls a second on 32 connections that are kept (`tqq bench`, open loop: latencies count from the scheduled arrival), without TLS clients and while {PerSecond} of them arrive each second, make a handshake (RSA of 2,048 bits, no resumption) and leave. {Rounds} rounds of 4 s each in turn, medians, least and greatest in brackets. The server is bound to one core, the TLS clients share the other with the polls.");
        Console.WriteLine();
        Console.WriteLine("| | handshakes/s | poll p50 ms | p99 ms | p99.9 ms |");
        Console.WriteLine("|---|---|---|---|---|");
        var directory = Directory.CreateTempSubdirectory("tqq-bench-tls-").FullName;
        try
        {
            var tls = WritePair(directory);
            var programs = new List<(string Name, string Path)> { ("now", Path.Combine(AppContext.BaseDirectory, "tqq.dll")) };
            if (before is not null)
                programs.Insert(0, ("before", before));
            var contenders = new List<(string Name, Quick.Version Version)>();
            foreach (var (name, path) in programs)
                contenders.Add((name, await Quick.Version.StartAsync(path, tls)));
            foreach (var line in await MeasureAsync(contenders))
                Console.WriteLine(line);
            foreach (var (_, version) in contenders)
                await version.DisposeAsync();
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<IEnumerable<string>> MeasureAsync(IReadOnlyList<(string Name, Quick.Version Version)> contenders)
    {
        var uins = Enumerable.Range((int)Quick.Version.First, Quick.Version.Accounts).Select(uin => (uint)uin).ToList();
        var seen = new Dictionary<(string Name, int Rate), List<(double Done, double P50, double P99, double P999)>>();
        // The first round warms up.
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var (name, version) in contenders)
            {
                foreach (var rate in (int[])[0, PerSecond])
                {
                    await using var clients = new HandshakeLoad(version.Ports[1], rate);
                    var report = await OpenLoad.RunAsync(version.Address, uins, s_polls);
                    var done = await clients.StopAsync();
                    if (!seen.TryGetValue((name, rate), out var rounds))
                        seen[(name, rate)] = rounds = [];
                    if (round > 0)
                        rounds.Add((done, OpenLoad.Milliseconds(report, "poll", "p50"), OpenLoad.Milliseconds(report, "poll", "p99"),
                            OpenLoad.Milliseconds(report, "poll", "p999")));
                }
            }
        }

        var lines = seen.Select(pair => string.Create(CultureInfo.InvariantCulture,
            $"| {pair.Key.Name} | {Numbers.Median(pair.Value.Select(round => round.Done)):F0} | {Spread(pair.Value.Select(round => round.P50))} | **{Spread(pair.Value.Select(round => round.P99))}** | {Spread(pair.Value.Select(round => round.P999))} |"));
        if (contenders is not [var (before, _), var (now, _)])
            return lines;
        var ratios = seen[(now, PerSecond)].Zip(seen[(before, PerSecond)], (young, old) => young.P99 / old.P99);
        return [.. lines, "", $"While handshakes arrive, the p99 is **{Spread(ratios, "F2")}** times that of before, round by round."];
    }

    private static string Spread(IEnumerable<double> values, string format = "F1")
    {
        var all = values.ToList();
        string Of(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        return $"{Of(Numbers.Median(all))} ({Of(all.Min())} to {Of(all.Max())})";
    }

    private static string[] WritePair(string directory)
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=bench", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var (certificateFile, keyFile) = (Path.Combine(directory, "cert.pem"), Path.Combine(directory, "key.pem"));
        File.WriteAllText(certificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(keyFile, UnixFileMode.UserRead);
        return ["--listen", "127.0.0.1:0,tls://127.0.0.1:0", "--tls-cert", certificateFile, "--tls-key", keyFile];
    }
}
