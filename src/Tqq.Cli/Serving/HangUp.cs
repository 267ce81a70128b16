using System.Runtime.InteropServices;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Server.Hosting;
using Tqq.Server.Hosting.Settings;

namespace Tqq.Cli.Serving;

/// <summary>
/// SIGHUP: the settings and the TLS files are read again. The server goes on, whatever comes of it, also when its terminal was closed.
/// </summary>
/// <param name="values">The settings that it was started with.</param>
/// <param name="read">Reads them again.</param>
/// <param name="console">Where to say what came of it.</param>
internal sealed class HangUp(SettingValues values, Func<SettingValues> read, TerminalOutput console) : IDisposable
{
    private readonly Lock _lock = new();
    private SettingValues _values = values;
    private PosixSignalRegistration? _registration;
    private TqqServer? _server;
    private bool _hasMissed;

    /// <summary>From now on the signal does not end the process. Windows has none: what it has instead is the end.</summary>
    public void Listen()
    {
        if (OperatingSystem.IsWindows())
            return;
        // Language and surroundings are those of this run of the program.
        var run = ExecutionContext.Capture()!;
        _registration = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            ExecutionContext.Run(run, _ => Reload(), null);
        });
    }

    /// <summary>This server runs now; a signal that came while it started counts.</summary>
    public void Begin(TqqServer server)
    {
        lock (_lock)
        {
            _server = server;
            if (_hasMissed)
                Reload();
        }
    }

    /// <summary>Reads all again and says what has changed, what needs a restart, or what is wrong.</summary>
    public void Reload()
    {
        lock (_lock)
        {
            if (_server is null)
            {
                _hasMissed = true;
                return;
            }

            try
            {
                var before = _values;
                var changes = before.Reload(read());
                var valid = _server.Reload(changes.Values.Options, text => console.Warn(ServerTexts.Of(text)));
                _values = changes.Values;
                console.Warn(changes.Taken.IsEmpty
                    ? Localized.Of("SIGHUP: read again; no setting has changed", "SIGHUP：已重新读取；没有设置改变")
                    : Localized.Of("SIGHUP: read again; changed: ", "SIGHUP：已重新读取；已改变：")
                        + string.Join(", ", changes.Taken.Select(setting => $"{setting.Name} {before[setting]} -> {_values[setting]}")));
                if (valid is { } until)
                    console.Warn(Localized.Of($"new connections get the TLS certificate that is valid until {until:u}",
                        $"新连接使用有效期至 {until:u} 的 TLS 证书"));
                if (!changes.NeedRestart.IsEmpty)
                {
                    var names = string.Join(", ", changes.NeedRestart.Select(setting => setting.Name));
                    console.Warn(Localized.Of($"these can change only with a restart and stay as they are: {names}",
                        $"以下设置要重新启动后才能改变，目前保持不变：{names}"));
                }
            }
            catch (Exception e) when (e is SettingException or ServerStartException)
            {
                console.Warn(Localized.Of($"SIGHUP: nothing was changed: {e.Message}", $"SIGHUP：没有任何改变：{ServerTexts.Of(e.Message)}"));
            }
        }
    }

    public void Dispose() => _registration?.Dispose();
}
