using CsCheck;
using Tqq.Core.Profiles;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Server.Tests.Storage.Sqlite;

public sealed class ProfileJsonTests
{
    [Fact]
    public void Only_what_was_set_is_in_the_column() =>
        Assert.Equal("""{"NK":"n","AG":"19"}""", ProfileJson.Write(Profile.Named("n").With(ProfileField.AG, "19")));

    [Fact]
    public void Any_profile_is_read_back_as_it_was_written() => Gen.String.Sample(text =>
    {
        var profile = new Profile([new(ProfileField.NK, text), new(ProfileField.PR, text + "\"\\")]);
        return !text.IsNormalizedUtf16() || ProfileJson.Read(ProfileJson.Write(profile)).Fields.SequenceEqual(profile.Fields);
    });
}

file static class Utf16
{
    /// <summary>Whether no half of a surrogate pair stands alone: such texts never come in, the wire refuses them.</summary>
    public static bool IsNormalizedUtf16(this string text) => !text.EnumerateRunes().Contains(System.Text.Rune.ReplacementChar);
}
