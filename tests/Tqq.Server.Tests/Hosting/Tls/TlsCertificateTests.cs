using System.Runtime.Versioning;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using Tqq.Server.Hosting.Tls;

namespace Tqq.Server.Tests.Hosting.Tls;

/// <summary>A certificate is replaced while the server runs, and only by one that can be used.</summary>
public sealed class TlsCertificateTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("tqq-").FullName;
    private readonly FakeTimeProvider _time = new(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly FakeLogger<TlsCertificate> _log = new();

    private TlsFiles Files => new(Path.Combine(_directory, "cert.pem"), Path.Combine(_directory, "key.pem"));

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private void Write(string? certificate, string? key)
    {
        if (certificate is not null)
            File.WriteAllText(Files.CertificatePath, certificate);
        if (key is not null)
            File.WriteAllText(Files.KeyPath, key);
    }

    private TlsCertificate Start()
    {
        var pair = PemPair.Create("first");
        Write(pair.Certificate, pair.Key);
        return new(Files, _time, _log);
    }

    private void Look(int times = 2)
    {
        for (var time = 0; time < times; time++)
            _time.Advance(TlsCertificate.Interval);
    }

    private static string NameOf(TlsCertificate certificate) => certificate.Current.TargetCertificate.Subject;

    [Fact]
    public void A_new_pair_is_taken_when_two_looks_found_it_the_same()
    {
        using var certificate = Start();
        var pair = PemPair.Create("second");
        Write(pair.Certificate, pair.Key);
        Look(1);
        Assert.Equal("CN=first", NameOf(certificate));
        Look(1);
        Assert.Equal("CN=second", NameOf(certificate));
        Assert.Equal(LogLevel.Information, Assert.Single(_log.Collector.GetSnapshot()).Level);
    }

    [Fact]
    public void A_certificate_that_comes_before_its_key_is_no_mistake()
    {
        using var certificate = Start();
        var pair = PemPair.Create("second");
        Write(pair.Certificate, null);
        Look(1);
        Write(null, pair.Key);
        Look();
        Assert.Equal("CN=second", NameOf(certificate));
        Assert.DoesNotContain(_log.Collector.GetSnapshot(), record => record.Level == LogLevel.Warning);
    }

    [Fact]
    public void A_broken_pair_keeps_the_old_one_and_is_named_once_and_a_good_one_is_taken_after_it()
    {
        using var certificate = Start();
        Write(null, PemPair.Create().Key);
        Look(5);
        Assert.Equal("CN=first", NameOf(certificate));
        Assert.Contains("do not belong together", Assert.Single(_log.Collector.GetSnapshot()).Message, StringComparison.Ordinal);
        var pair = PemPair.Create("third");
        Write(pair.Certificate, pair.Key);
        Look();
        Assert.Equal("CN=third", NameOf(certificate));
    }

    [Fact]
    public void Files_that_have_gone_are_named_once()
    {
        using var certificate = Start();
        File.Delete(Files.KeyPath);
        Look(5);
        Assert.Equal("CN=first", NameOf(certificate));
        Assert.Contains(Files.KeyPath, Assert.Single(_log.Collector.GetSnapshot()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_used_is_named_in_one_line()
    {
        var now = _time.GetUtcNow();
        var good = PemPair.Create();
        foreach (var (pair, word) in new (PemPair, string)[]
        {
            (PemPair.Create(to: now.AddDays(-1)), "ran out at 2025-12-31"),
            (PemPair.Create(from: now.AddDays(1)), "begins to be valid only at 2026-01-02"),
            (good with { Key = PemPair.Create().Key }, "do not belong together"),
            (good with { Certificate = "letter" }, "holds no certificate"),
            (good with { Key = "letter" }, "holds no private key"),
            (good with { Key = "-----BEGIN ENCRYPTED PRIVATE KEY-----" }, "is encrypted"),
            (good with { Certificate = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----" }, "damaged"),
        })
        {
            var error = Assert.Throws<InvalidDataException>(() => Files.Load(new(pair.Certificate, pair.Key), now));
            Assert.Contains(word, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
        }
    }

    [Fact]
    public void A_pair_that_is_named_on_reload_is_taken_at_once_and_one_that_cannot_be_used_changes_nothing()
    {
        using var certificate = Start();
        var pair = PemPair.Create("second");
        Write(pair.Certificate, null);
        Assert.Throws<InvalidDataException>(() => certificate.Take(Files));
        Assert.Equal("CN=first", NameOf(certificate));
        Write(null, pair.Key);
        Assert.Equal(2099, certificate.Take(Files).Year);
        Assert.Equal("CN=second", NameOf(certificate));
        Look();
        Assert.Equal("CN=second", NameOf(certificate));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_key_that_every_user_of_the_machine_may_read_is_noticed()
    {
        using var certificate = Start();
        File.SetUnixFileMode(Files.KeyPath, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.False(Files.IsKeyOpen);
        File.SetUnixFileMode(Files.KeyPath, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.True(Files.IsKeyOpen);
    }
}
