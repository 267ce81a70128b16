using Tqq.Core.Profiles;

namespace Tqq.Core.Tests.Profiles;

/// <summary>The faces of new accounts (protocol.md §5.4).</summary>
public class FacesTests
{
    // The grounds of faces go round in twelves.
    private const int Grounds = 12;

    [Theory]
    [InlineData(10_001, "159")]
    [InlineData(10_002, "270")]
    [InlineData(4_294_967_295, "81")]
    public void A_number_has_the_same_face_for_ever(uint uin, string avatar) => Assert.Equal(avatar, Faces.Of(new(uin)));

    [Fact]
    public void Neighbours_have_other_faces_and_other_grounds()
    {
        var faces = Enumerable.Range(0, 10 * Faces.Count).Select(at => FaceOf(100_000 + (uint)at)).ToArray();
        for (var at = 0; at + Faces.Count <= faces.Length; at++)
        {
            Assert.Equal(Faces.Count, faces[at..(at + Faces.Count)].Distinct().Count());
            Assert.Equal(Grounds, faces[at..(at + Grounds)].Select(face => face * 5 % Grounds).Distinct().Count());
        }
    }

    [Fact]
    public void A_new_account_has_the_face_of_its_number_unless_it_says_which_one_it_has()
    {
        var profile = Profile.Named("Anna");
        Assert.Equal((0, 159), (profile.Avatar, profile.WithFaceOf(new(10_001)).Avatar));
        foreach (var said in new[] { "0", "27" })
            Assert.Equal(said, profile.With(ProfileField.FC, said).WithFaceOf(new(10_001))[ProfileField.FC]);
    }

    [Theory]
    [InlineData(ProfileField.SX)]
    [InlineData(ProfileField.FC)]
    public void Where_the_default_says_something_it_is_kept_and_an_empty_value_takes_it_back(ProfileField field)
    {
        var profile = Profile.Named("Anna");
        Assert.Equal((false, "0"), (profile.Says(field), profile[field]));
        var said = profile.With(field, "0");
        Assert.Equal((true, "0"), (said.Says(field), said[field]));
        Assert.False(said.With(field, "1").With(field, "").Says(field));
        Assert.Throws<ArgumentException>(() => said.With(ProfileField.AG, ""));
        Assert.False(profile.With(ProfileField.AG, "0").Says(ProfileField.AG));
    }

    private static int FaceOf(uint uin) => (int.Parse(Faces.Of(new(uin)), System.Globalization.CultureInfo.InvariantCulture) / 3) + 1;
}
