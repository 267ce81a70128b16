using Tqq.Server.Web.Api;

namespace Tqq.Server.Tests.Web.Api;

/// <summary>What callers show.</summary>
public sealed class ApiSecretTests
{
    [Fact]
    public void A_token_can_be_told_by_its_checksum_and_no_two_are_alike()
    {
        var tokens = Enumerable.Range(0, 1000).Select(_ => ApiSecret.MakeToken()).ToHashSet();
        Assert.Equal(1000, tokens.Count);
        Assert.All(tokens, token => Assert.True(ApiSecret.IsToken(token)));
        Assert.All(tokens.Take(50), token =>
        {
            foreach (var at in Enumerable.Range(3, token.Length - 3))
            {
                var other = token[at] == 'a' ? 'b' : 'a';
                Assert.False(ApiSecret.IsToken($"{token[..at]}{other}{token[(at + 1)..]}"));
            }
        });
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("tq_")]
    [InlineData("tq_0123456789ABCDEFGHIJKLMNOPQRSTUV000000")]
    [InlineData("TQ_0123456789ABCDEFGHIJKLMNOPQRSTUV1ggZdL")]
    [InlineData(" tq_0123456789ABCDEFGHIJKLMNOPQRSTUV1ggZdL")]
    public void What_is_none_is_told_at_sight(string? text) => Assert.False(ApiSecret.IsToken(text));

    [Fact]
    public void The_checksum_is_the_crc_of_the_characters_before_it_in_base_62() =>
        Assert.True(ApiSecret.IsToken("tq_0123456789ABCDEFGHIJKLMNOPQRSTUV1ggZdL"));
}
