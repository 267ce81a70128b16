using Tqq.Core.Profiles;

namespace Tqq.Core.Tests.Profiles;

/// <summary>Who sees which field, as its owner has chosen.</summary>
public sealed class FieldAudiencesTests
{
    private static IEnumerable<ProfileField> Choosable =>
        FieldRules.All.Where(rule => rule.Audience is not null).Select(rule => rule.Field);

    [Fact]
    public void Nothing_is_chosen_at_first() => Assert.Empty(default(FieldAudiences).Chosen);

    [Fact]
    public void Each_field_keeps_its_own_choice()
    {
        var chosen = Choosable.Index().ToDictionary(one => one.Item, one => (Audience)(one.Index % 3));
        var audiences = chosen.Aggregate(default(FieldAudiences), (all, one) => all.With(one.Key, one.Value));
        Assert.Equal(chosen, Choosable.ToDictionary(field => field, field => audiences[field]));
        Assert.Equal(chosen.Where(one => one.Value != FieldRules.Of(one.Key).Audience), audiences.Chosen);
    }

    [Fact]
    public void The_default_again_is_as_if_nothing_had_been_chosen()
    {
        var audiences = default(FieldAudiences);
        foreach (var field in Choosable)
            foreach (var audience in Enum.GetValues<Audience>())
                audiences = audiences.With(field, audience);
        foreach (var field in Choosable)
            audiences = audiences.With(field, FieldRules.Of(field).Audience!.Value);
        Assert.Equal(default, audiences);
    }

    [Fact]
    public void What_lists_show_and_what_the_wire_cannot_leave_out_gives_no_choice()
    {
        Assert.Equal([ProfileField.FC, ProfileField.PR, ProfileField.SX, ProfileField.NK],
            FieldRules.All.Where(rule => rule is { CanBeSet: true, Audience: null }).Select(rule => rule.Field));
        foreach (var rule in FieldRules.All.Where(rule => rule.Audience is null))
        {
            Assert.Throws<ArgumentException>(() => default(FieldAudiences).With(rule.Field, Audience.Nobody));
            Assert.Equal(Audience.Everyone, default(FieldAudiences)[rule.Field]);
        }
    }
}
