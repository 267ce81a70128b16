using Tqq.Core.Operations;
using Tqq.Core.Profiles;

namespace Tqq.Core.Tests.Histories;

/// <summary>Compares answers, and puts them in words for whoever reads a failure.</summary>
internal static class Answers
{
    public static void AssertSame(Outcome expected, Outcome answered)
    {
        if (expected.Delay != answered.Delay || !AreSame(expected.Answer, answered.Answer))
            Assert.Fail($"the model says {Of(expected)}, the rules say {Of(answered)}");
    }

    private static bool AreSame(Answer expected, Answer answered) => (expected, answered) switch
    {
        (Answer.HandedOut one, Answer.HandedOut two) => one.Handout == two.Handout
            && one.Items.Select(item => (item.Id, item.Kind, item.Peer, item.Text))
                .SequenceEqual(two.Items.Select(item => (item.Id, item.Kind, item.Peer, item.Text))),
        (Answer.FriendList one, Answer.FriendList two) => one.Uins.SequenceEqual(two.Uins),
        (Answer.OnlineFriends one, Answer.OnlineFriends two) =>
            one.Visible.Select(friend => friend with { Version = 0 })
            .SequenceEqual(two.Visible.Select(friend => friend with { Version = 0 })),
        (Answer.ProfileShown one, Answer.ProfileShown two) => one.Target == two.Target && Of(one.Seen) == Of(two.Seen),
        _ => expected == answered,
    };

    private static string Of(SeenProfile seen) =>
        $"[{string.Join(", ", seen.Profile.Fields)}], for friends [{string.Join(", ", seen.ForFriends)}]";

    private static string Of(Outcome outcome)
    {
        var answer = outcome.Answer switch
        {
            Answer.HandedOut mail =>
                $"handed out {mail.Handout}:"
            + $" [{string.Join("; ", mail.Items.Select(item => $"{item.Id} {item.Kind} {item.Peer} {item.Text}"))}]",
            Answer.FriendList list => $"friends [{string.Join(", ", list.Uins)}]",
            Answer.OnlineFriends online =>
                $"online [{string.Join(", ", online.Visible.Select(friend => $"{friend.Uin} {friend.Seen} {friend.Nick}"))}]",
            Answer.ProfileShown shown => $"profile of {shown.Target} {Of(shown.Seen)}",
            var other => other.ToString(),
        };
        return outcome.Delay == TimeSpan.Zero ? answer : $"{answer}, after {outcome.Delay}";
    }
}
