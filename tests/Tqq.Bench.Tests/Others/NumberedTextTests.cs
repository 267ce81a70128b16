using System.Text;
using Tqq.Bench.Others.Checking;

namespace Tqq.Bench.Tests.Others;

public sealed class NumberedTextTests
{
    [Fact]
    public void What_is_written_is_read_back()
    {
        var text = new NumberedText(99, 12_345_678, 1_234_567_890_123_456);
        var bytes = new byte[NumberedText.Length];
        text.Write(bytes);
        Assert.Equal("0099 12345678 1234567890123456", Encoding.ASCII.GetString(bytes));
        Assert.Equal(text, NumberedText.Read(bytes));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0099 12345678 123456789012345")]
    [InlineData("0099 12345678 12345678901234567")]
    [InlineData("0099-12345678-1234567890123456")]
    [InlineData("00x9 12345678 1234567890123456")]
    public void Anything_else_is_an_error(string text) =>
        Assert.Throws<InvalidOperationException>(() => NumberedText.Read(Encoding.ASCII.GetBytes(text)));
}
