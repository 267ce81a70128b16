using Tqq.Cli.Terminal;

namespace Tqq.Cli.Tests.Terminal;

public sealed class ShortenTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("1234567890", "1234567890")]
    [InlineData("12345678901", "1234567...")]
    [InlineData("123456😀8901", "123456...")]
    [InlineData("12345😀78901", "12345😀...")]
    public void A_text_is_cut_where_it_is_too_long_and_never_within_a_character(string text, string shown) =>
        Assert.Equal(shown, TerminalText.Shorten(text, 10));
}
