using System.Runtime.InteropServices;

namespace Tqq.Cli.Terminal;

/// <summary>
/// Every signal that asks a program to end, as a token, for commands that have something to finish or to say then: Ctrl-C,
/// Ctrl-\, SIGTERM, and SIGHUP, which comes when the terminal is closed. A second one ends the program at once, but for SIGHUP:
/// the system and the shell each send one.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly PosixSignal[] s_ends = [PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];

    private readonly CancellationTokenSource _source = CancellationTokenSource.CreateLinkedTokenSource(Surroundings.Current.Interrupted);
    private readonly PosixSignalRegistration[] _signals;

    public Interruption() => _signals = Surroundings.Current.OwnsProcess
        ? [.. s_ends.Select(signal => PosixSignalRegistration.Create(signal, Interrupt))]
        : [];

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();
        _source.Dispose();
    }

    private void Interrupt(PosixSignalContext context)
    {
        context.Cancel = !_source.IsCancellationRequested || context.Signal == PosixSignal.SIGHUP;
        _source.Cancel();
    }
}
