using Tqq.Core.Profiles;

namespace Tqq.Core.Tests.Profiles;

/// <summary>Who sees what of a profile (protocol.md §5.4).</summary>
public sealed class ProfilePrivacyTests
{
    private const string Number = "13612345678";
    private const string Beginning = "136********";

    // Each field that can be set, with a value that is not its default.
    private static readonly Profile s_said = FieldRules.All.Where(rule => rule.CanBeSet).Aggregate(Profile.Named("n"),
        (profile, rule) => profile.With(rule.Field, rule.Field == ProfileField.MO ? Number : "1"));

    public static TheoryData<ProfileField, Audience, Viewer> Table { get; } =
    [
        .. from rule in FieldRules.All
           where rule.Audience is not null
           from audience in Enum.GetValues<Audience>()
           from viewer in Enum.GetValues<Viewer>()
           select (rule.Field, audience, viewer),
    ];

    [Theory]
    [MemberData(nameof(Table))]
    public void A_field_is_seen_by_whom_its_owner_chose_and_no_other_field_changes(ProfileField field, Audience audience, Viewer viewer)
    {
        var sees = viewer == Viewer.Oneself || audience == Audience.Everyone || (audience == Audience.Friends && viewer == Viewer.Friend);
        var chosen = default(FieldAudiences).With(field, audience);
        var (seen, usual) = (s_said.SeenBy(viewer, chosen), s_said.SeenBy(viewer, default));
        Assert.Equal(sees ? s_said[field] : field == ProfileField.MO ? Beginning : FieldRules.Of(field).Default, seen.Profile[field]);
        Assert.Equal(viewer == Viewer.Friend && audience == Audience.Friends, seen.ForFriends.Contains(field));
        foreach (var rule in FieldRules.All.Where(rule => rule.Field != field))
            Assert.Equal(usual.Profile[rule.Field], seen.Profile[rule.Field]);
    }

    [Theory]
    [InlineData(Viewer.Oneself, "", Number)]
    [InlineData(Viewer.Friend, "", Beginning)]
    [InlineData(Viewer.Stranger, "AD EM PC PH RN", Beginning)]
    public void Where_nothing_is_chosen_five_fields_are_for_friends_and_the_mobile_number_is_masked(
        Viewer viewer, string hidden, string mobile)
    {
        var seen = s_said.SeenBy(viewer, default).Profile;
        Assert.Equal(hidden, string.Join(' ', FieldRules.All.Where(rule =>
            rule.Field != ProfileField.MO && seen[rule.Field] != s_said[rule.Field]).Select(rule => rule.Field)));
        Assert.Equal(mobile, seen[ProfileField.MO]);
    }

    [Fact]
    public void Only_what_is_said_is_named_as_shown_to_friends() =>
        Assert.Equal([ProfileField.RN],
            Profile.Named("n").With(ProfileField.RN, "安娜").SeenBy(Viewer.Friend, default).ForFriends);

    [Theory]
    [InlineData("", "")]
    [InlineData("136", "***")]
    [InlineData("1361", "136*")]
    public void A_number_too_short_to_keep_its_beginning_keeps_none(string number, string shown) =>
        Assert.Equal(shown,
            Profile.Named("n").With(ProfileField.MO, number).SeenBy(Viewer.Stranger, default).Profile[ProfileField.MO]);

    [Fact]
    public void Whatever_is_chosen_a_stranger_sees_name_face_and_introduction_as_lists_show_them()
    {
        var closed = FieldRules.All.Where(rule => rule.Audience is not null)
            .Aggregate(default(FieldAudiences), (all, rule) => all.With(rule.Field, Audience.Nobody));
        Assert.Equal([ProfileField.FC, ProfileField.MO, ProfileField.PR, ProfileField.SX, ProfileField.NK],
            s_said.SeenBy(Viewer.Stranger, closed).Profile.Fields.Select(pair => pair.Key).Order());
    }
}
