using System.Runtime.InteropServices;

namespace Tqq.Cli.Terminal;

/// <summary>Ctrl-C and SIGTERM as a token, for commands that have something to finish or to say then. A second Ctrl-C ends the program at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = CancellationTokenSource.CreateLinkedTokenSource(Surroundings.Current.Interrupted);
    private readonly PosixSignalRegistration[] _signals;

    public Interruption() => _signals = Surroundings.Current.OwnsProcess
        ? [PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt)]
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
        context.Cancel = !_source.IsCancellationRequested;
        _source.Cancel();
    }
}
