using Tqq.Core.Profiles;

namespace Tqq.Core.Tests.Profiles;

public sealed class FieldRuleTests
{
    private static readonly FieldRule s_nick = FieldRules.Of(ProfileField.NK);

    [Theory]
    [InlineData("\u200B")] // no width
    [InlineData("\u2060")] // no break
    [InlineData("\u00AD")] // a hyphen that is only seen at the end of a line
    [InlineData("\u3164")] // a filler of Hangul
    [InlineData("\u115F\u1160\uFFA0")]
    [InlineData("\u202E")] // from right to left
    [InlineData("\u2800")] // Braille without a dot
    [InlineData("\uFE0F")] // another look for what stands before it
    [InlineData("\u034F\u0301")]
    [InlineData("\u180B")]
    [InlineData("\u2065")]
    [InlineData("\uFFF0")]
    [InlineData("\U000E0041")] // an invisible A
    [InlineData("\U000E0100")]
    [InlineData("\U0001D159")]
    [InlineData("\U0001D173")]
    [InlineData(" \u3000\u2028\uFEFF\u200D\u200B")]
    public void A_nickname_has_something_visible_in_it(string invisible)
    {
        Assert.False(s_nick.IsLegal!(invisible));
        Assert.True(s_nick.IsLegal(invisible + "a"));
        Assert.Contains("at least one of them visible", Assert.Throws<ArgumentException>(() => Profile.Named(invisible)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Anna")]
    [InlineData("小明")]
    [InlineData("7")]
    [InlineData(".")]
    [InlineData("☆")]
    [InlineData("👩‍👩‍👧")]
    [InlineData("\uE000")] // of somebody's own font
    [InlineData("\U0001FAFF")] // whether or not the tables know it
    public void Letters_digits_signs_and_pictures_are_visible(string nick) => Assert.True(s_nick.IsLegal!(nick));

    [Theory]
    [InlineData("\u200B", true)]
    [InlineData("a", true)]
    [InlineData("", false)]
    [InlineData("  ", false)]
    [InlineData("a\tb", false)]
    [InlineData("123456789012345678901234567890123", false)]
    public void Who_has_an_invisible_nickname_from_an_earlier_version_keeps_it(string nick, bool isKept) =>
        Assert.Equal(isKept, s_nick.WasLegal!(nick));
}
