using Tqq.Cli.Talking;
using Tqq.Cli.Terminal;

namespace Tqq.Cli.Tests.Talking;

public sealed class TextArgumentTests
{
    [Fact]
    public async Task Ctrl_C_does_not_wait_for_more_input()
    {
        using var input = new Endless();
        using var stop = new CancellationTokenSource();
        var console = new TerminalOutput(TextWriter.Null, TextWriter.Null, input);
        var reading = Task.Run(() => TextArgument.Read("-", console, stop.Token), TestContext.Current.CancellationToken);
        await input.IsRead.Task;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            reading.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    /// <summary>Somebody who never ends their text.</summary>
    private sealed class Endless : TextReader
    {
        private readonly ManualResetEventSlim _end = new();

        public TaskCompletionSource IsRead { get; } = new();

        public override string ReadToEnd()
        {
            IsRead.SetResult();
            _end.Wait();
            return "";
        }

        protected override void Dispose(bool disposing)
        {
            _end.Set();
            base.Dispose(disposing);
        }
    }
}
