using System.Net;
using Tqq.Core.Limits;

namespace Tqq.Core.Tests.Limits;

public sealed class AddressBlockTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("fe80::1%1", "fe80::")]
    [InlineData("::1", "::")]
    public void What_one_customer_has_counts_as_one(string address, string block) =>
        Assert.Equal(IPAddress.Parse(block), AddressBlock.Of(IPAddress.Parse(address)));
}
