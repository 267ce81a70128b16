namespace Tqq.Bench.Others.Contenders;

/// <summary>One account that sends, one text at a time.</summary>
internal interface ISender : IDisposable
{
    /// <summary>Sends a text and waits for the acknowledgement.</summary>
    /// <param name="account">To whom.</param>
    /// <param name="text">Digits and spaces; <see cref="Checking.NumberedText.Length"/> bytes.</param>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    ValueTask SendAsync(int account, ReadOnlyMemory<byte> text);
}
