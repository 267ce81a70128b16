using Tqq.Core.Operations;

namespace Tqq.Core.Tests.Histories;

/// <summary>An answer in words, for whoever reads a failure.</summary>
internal static class Words
{
    public static string Of(Outcome outcome)
    {
        var answer = outcome.Answer switch
        {
            Answer.HandedOut mail =>
                $"handed out {mail.Handout}:"
            + $" [{string.Join("; ", mail.Items.Select(item => $"{item.Id} {item.Kind} {item.Peer} {item.Text}"))}]",
            Answer.FriendList list => $"friends [{string.Join(", ", list.Uins)}]",
            Answer.OnlineFriends online =>
                $"online [{string.Join(", ", online.Visible.Select(friend => $"{friend.Uin} {friend.Seen} {friend.Nick}"))}]",
            Answer.ProfileShown shown => $"profile of {shown.Target} [{string.Join(", ", shown.Shown.Fields)}]",
            var other => other.ToString(),
        };
        return outcome.Delay == TimeSpan.Zero ? answer : $"{answer}, after {outcome.Delay}";
    }
}
