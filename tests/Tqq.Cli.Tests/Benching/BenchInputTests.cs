using System.Net;
using Tqq.Cli.Benching;
using Tqq.Cli.Terminal;

namespace Tqq.Cli.Tests.Benching;

public sealed class BenchInputTests
{
    [Fact]
    public void Accounts_are_lines_of_a_number_and_a_password_that_is_never_shown()
    {
        var accounts = AccountFile.Read("-", needsPasswords: true, new StringReader("# mine\n20001 an apple\n\n  20002\tpear  \n"));
        Assert.Equal([new(20001, "an apple"), new(20002, "pear")], accounts);
        Assert.DoesNotContain("apple", accounts[0].ToString(), StringComparison.Ordinal);
        Assert.Equal([new(20001, null)], AccountFile.Read("-", needsPasswords: false, new StringReader("20001")));
    }

    [Theory]
    [InlineData("20001 apple\n20002", 2)]
    [InlineData("20001 apple\n20002 pear\n20001 plum", 3)]
    [InlineData("-1 apple", 1)]
    [InlineData("4294967296 apple", 1)]
    public void A_wrong_line_is_named_but_not_shown(string lines, int number)
    {
        var failure = Assert.Throws<CommandFailedException>(() => AccountFile.Read("-", needsPasswords: true, new StringReader(lines)));
        Assert.Equal($"-, line {number}: must be 'UIN PASSWORD', each UIN once", failure.Message);
    }

    [Theory]
    [InlineData("127.0.0.2", "127.0.0.2")]
    [InlineData("127.0.0.255-127.0.1.1, ::1", "127.0.0.255", "127.0.1.0", "127.0.1.1", "::1")]
    public void Addresses_to_come_from_may_be_ranges(string text, params string[] expected)
    {
        Assert.True(SourceAddresses.TryParse(text, out var addresses));
        Assert.Equal(expected.Select(IPAddress.Parse), addresses);
    }

    [Theory]
    [InlineData("")]
    [InlineData("here")]
    [InlineData("127.0.0.2-127.0.0.1")]
    [InlineData("127.0.0.2-127.0.0.3-127.0.0.4")]
    [InlineData("::1-::2")]
    [InlineData("10.0.0.0-10.255.255.255")]
    public void What_is_no_address_or_too_many_is_refused(string text) => Assert.False(SourceAddresses.TryParse(text, out _));
}
