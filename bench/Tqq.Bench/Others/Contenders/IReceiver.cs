namespace Tqq.Bench.Others.Contenders;

/// <summary>What is done with a text that came. The bytes are good during the call only.</summary>
internal delegate void Took(ReadOnlySpan<byte> text);

/// <summary>One account that receives. Disposing it ends a call that waits, with an exception.</summary>
internal interface IReceiver : IDisposable
{
    /// <summary>
    /// Asks for what has come. A server that pushes is waited for; one that has to be asked answers at once, with nothing perhaps.
    /// </summary>
    ValueTask NextAsync(Took took);
}
