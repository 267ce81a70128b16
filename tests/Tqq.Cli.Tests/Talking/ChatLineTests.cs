using Tqq.Cli.Talking;

namespace Tqq.Cli.Tests.Talking;

/// <summary>What a line in a chat means.</summary>
public sealed class ChatLineTests
{
    [Fact]
    public void A_slash_begins_a_command_and_two_a_text()
    {
        Assert.Equal(new ChatLine.Help(), ChatLine.Parse("/help"));
        Assert.Equal(new ChatLine.Quit(), ChatLine.Parse("/quit "));
        Assert.Equal(new ChatLine.Unknown("/hlep"), ChatLine.Parse("/hlep me"));
        Assert.Equal(new ChatLine.Unknown("/"), ChatLine.Parse("/"));
        Assert.Equal(new ChatLine.Text("/etc/hosts is a file"), ChatLine.Parse("//etc/hosts is a file"));
        Assert.Equal(new ChatLine.Text("1/2"), ChatLine.Parse("1/2"));
        Assert.Equal(new ChatLine.Text(" two  "), ChatLine.Parse(" two  "));
        Assert.Equal(new ChatLine.Nothing(), ChatLine.Parse(""));
    }
}
