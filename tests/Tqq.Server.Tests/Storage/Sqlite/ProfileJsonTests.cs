using System.Text;
using CsCheck;
using Tqq.Core.Profiles;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Server.Tests.Storage.Sqlite;

public sealed class ProfileJsonTests
{
    [Fact]
    public void Only_what_was_set_is_in_the_column() =>
        Assert.Equal("""{"NK":"n","AG":"19"}""", ProfileJson.Write(Profile.Named("n").With(ProfileField.AG, "19")));

    // Half a surrogate pair never comes in: the wire refuses what is no UTF-8.
    [Fact]
    public void Any_profile_is_read_back_as_it_was_written() =>
        Gen.String.Where(text => !text.EnumerateRunes().Contains(Rune.ReplacementChar)).Sample(text =>
    {
        var profile = new Profile([new(ProfileField.NK, text), new(ProfileField.PR, text + "\"\\")]);
        return ProfileJson.Read(ProfileJson.Write(profile)).Fields.SequenceEqual(profile.Fields);
    });
}
