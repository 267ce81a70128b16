using System.Net.Security;
using Microsoft.Extensions.Logging;

namespace Tqq.Server.Hosting.Tls;

/// <summary>
/// The certificate that new connections get. The files are looked at again and again; a new pair is taken when two looks
/// have found it the same, so that a certificate is never paired with the key of the one before. A pair that cannot be used
/// changes nothing, and is named once.
/// </summary>
internal sealed partial class TlsCertificate : IDisposable
{
    /// <summary>How often the files are looked at.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private TlsFiles _files;
    private readonly TimeProvider _time;
    private readonly ILogger<TlsCertificate> _logger;
    private readonly ITimer _timer;
    private SslStreamCertificateContext _current;
    private TlsTexts _seen;
    private TlsTexts _judged;
    private string? _unreadable;

    /// <summary>Begins with a pair that is good.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public TlsCertificate(TlsFiles files, TimeProvider time, ILogger<TlsCertificate> logger)
    {
        (_files, _time, _logger) = (files, time, logger);
        _seen = _judged = files.Read();
        _current = files.Load(_seen, time.GetUtcNow());
        _timer = time.CreateTimer(_ => Look(), null, Interval, Interval);
    }

    /// <summary>What the next connection gets.</summary>
    public SslStreamCertificateContext Current => Volatile.Read(ref _current);

    public void Dispose() => _timer.Dispose();

    /// <summary>These files count from now on, and what they hold counts at once.</summary>
    /// <returns>Until when the certificate is valid.</returns>
    /// <exception cref="InvalidDataException">They cannot be used; everything stays as it was.</exception>
    public DateTimeOffset Take(TlsFiles files)
    {
        lock (_lock)
        {
            var texts = files.Read();
            var next = files.Load(texts, _time.GetUtcNow());
            (_files, _seen, _judged, _unreadable) = (files, texts, texts, null);
            Volatile.Write(ref _current, next);
            return next.TargetCertificate.NotAfter.ToUniversalTime();
        }
    }

    private void Look()
    {
        lock (_lock)
            LookAlone();
    }

    private void LookAlone()
    {
        try
        {
            var before = _seen;
            _seen = _files.Read();
            _unreadable = null;
            if (_seen != before || _seen == _judged)
                return;
            _judged = _seen;
            Volatile.Write(ref _current, _files.Load(_seen, _time.GetUtcNow()));
            LogReplaced(_logger, Current.TargetCertificate.NotAfter.ToUniversalTime());
        }
        catch (InvalidDataException e)
        {
            if (e.Message != _unreadable)
                LogKept(_logger, e.Message);
            _unreadable = e.Message;
        }
    }

    [LoggerMessage(20, LogLevel.Information, "new connections get the new TLS certificate, valid to {NotAfter:u}")]
    private static partial void LogReplaced(ILogger logger, DateTime notAfter);

    [LoggerMessage(21, LogLevel.Warning, "the TLS certificate stays the old one: {Reason}")]
    private static partial void LogKept(ILogger logger, string reason);
}
