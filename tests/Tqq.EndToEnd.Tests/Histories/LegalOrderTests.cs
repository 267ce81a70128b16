namespace Tqq.EndToEnd.Tests.Histories;

/// <summary>The search for a legal order finds one where there is one, and none where there is none.</summary>
public sealed class LegalOrderTests
{
    private static Call Send(int who, int whom, string text, long from, long to) => new(who, Act.Send, whom, text, from, to, "0");

    private static Call Fetch(int who, long from, long to, string result) => new(who, Act.Fetch, who, "", from, to, result);

    private static bool IsLegal(params Call[] calls) => LegalOrder.Ends(World.Of(3), 3, calls).Count > 0;

    [Fact]
    public void One_thing_after_the_other_is_legal() => Assert.True(IsLegal(
        Send(0, 1, "a", 1, 2), Send(0, 1, "b", 3, 4), Fetch(1, 5, 6, "9 0 a;9 0 b"), Fetch(1, 7, 8, "")));

    [Fact]
    public void What_overlaps_may_come_in_either_order()
    {
        Assert.True(IsLegal(Send(0, 1, "a", 1, 9), Fetch(1, 2, 3, "9 0 a"), Fetch(1, 4, 5, "")));
        Assert.True(IsLegal(Send(0, 1, "a", 1, 9), Fetch(1, 2, 3, ""), Fetch(1, 4, 5, "9 0 a")));
        Assert.True(IsLegal(Send(0, 1, "a", 1, 9), Send(2, 1, "b", 2, 8), Fetch(1, 10, 11, "9 2 b;9 0 a")));
    }

    [Fact]
    public void A_lost_message_is_not_legal() => Assert.False(IsLegal(Send(0, 1, "a", 1, 2), Fetch(1, 3, 4, "")));

    [Fact]
    public void A_message_that_comes_twice_is_not_legal() =>
        Assert.False(IsLegal(Send(0, 1, "a", 1, 2), Fetch(1, 3, 4, "9 0 a"), Fetch(1, 5, 6, "9 0 a")));

    [Fact]
    public void A_message_from_nowhere_is_not_legal() => Assert.False(IsLegal(Fetch(1, 1, 2, "9 0 a"), Send(0, 1, "a", 3, 4)));

    [Fact]
    public void One_senders_messages_in_another_order_are_not_legal() => Assert.False(IsLegal(
        Send(0, 1, "a", 1, 2), Send(0, 1, "b", 3, 4), Fetch(1, 1, 9, "9 0 b;9 0 a")));

    [Fact]
    public void A_friendship_that_only_one_of_the_two_sees_is_not_legal() => Assert.False(IsLegal(
        new(0, Act.Add, 1, "", 1, 2, "0"), new(0, Act.List, 0, "", 3, 4, "1"), new(1, Act.List, 1, "", 3, 4, "")));

    [Fact]
    public void A_status_that_nobody_has_any_more_is_not_legal()
    {
        Call add = new(0, Act.Add, 1, "", 1, 2, "0"), change = new(1, Act.ChangeStatus, 1, "30", 3, 4, "0");
        Assert.True(IsLegal(add, change, new(0, Act.QueryStat, 0, "", 5, 6, "1=30")));
        Assert.False(IsLegal(add, change, new(0, Act.QueryStat, 0, "", 5, 6, "1=10")));
        Assert.False(IsLegal(add, change, Fetch(0, 5, 6, "")));
        Assert.True(IsLegal(add, change, Fetch(0, 5, 6, "99 1 30")));
    }

    [Fact]
    public void A_login_acknowledges_what_was_handed_out_and_one_from_elsewhere_drops_what_was_told_of_friends()
    {
        Call add = new(0, Act.Add, 1, "", 1, 2, "0"), change = new(1, Act.ChangeStatus, 1, "30", 3, 4, "0");
        foreach (var (login, told) in new[] { (Act.LoginAgain, "99 1 30"), (Act.LoginElsewhere, "") })
        {
            Assert.True(IsLegal(add, change, new(0, login, 0, "10", 5, 6, "0"), Fetch(0, 7, 8, told)));
            Assert.True(IsLegal(Send(1, 0, "a", 1, 2), Fetch(0, 3, 4, "9 1 a"), new(0, login, 0, "10", 5, 6, "0"), Fetch(0, 7, 8, "")));
            Assert.False(IsLegal(Send(1, 0, "a", 1, 2), new(0, login, 0, "10", 3, 4, "0"), Fetch(0, 5, 6, "")));
        }
    }

    [Fact]
    public void Two_viewers_may_learn_of_a_change_one_after_the_other_while_it_is_made()
    {
        Call[] friends = [new(0, Act.Add, 2, "", 1, 2, "0"), new(1, Act.Add, 2, "", 3, 4, "0")];
        Assert.True(IsLegal([.. friends, new(2, Act.ChangeStatus, 2, "40", 5, 20, "0"), new(0, Act.QueryStat, 0, "", 6, 7, ""),
            new(1, Act.QueryStat, 1, "", 8, 9, "2=10")]));
        Assert.False(IsLegal([.. friends, new(2, Act.ChangeStatus, 2, "40", 5, 6, "0"), new(0, Act.QueryStat, 0, "", 7, 8, ""),
            new(1, Act.QueryStat, 1, "", 9, 10, "2=10")]));
    }

    [Fact]
    public void A_change_is_learned_late_only_where_a_friendship_is_being_made_meanwhile()
    {
        Call change = new(1, Act.ChangeStatus, 1, "30", 3, 4, "0");
        Assert.True(IsLegal(new(0, Act.Add, 1, "", 1, 9, "0"), change, Send(2, 0, "a", 5, 6), new(1, Act.List, 1, "", 2, 3, "0"),
            Fetch(0, 10, 11, "9 2 a;99 1 30")));
        Assert.False(IsLegal(new(0, Act.Add, 1, "", 1, 2, "0"), change, Send(2, 0, "a", 5, 6), Fetch(0, 10, 11, "9 2 a;99 1 30")));
    }

    [Fact]
    public void Who_adds_somebody_may_hear_of_several_changes_meanwhile_as_one_and_of_the_last_in_any_case()
    {
        // The list of 1 says that 1 has 0 on it already, as it looked then; that of 0 follows before the reply.
        Call[] changes = [new(0, Act.Add, 1, "", 1, 20, "0"), new(1, Act.List, 1, "", 2, 3, "0"),
            new(1, Act.ChangeStatus, 1, "30", 4, 5, "0"), new(1, Act.ChangeStatus, 1, "40", 6, 7, "0")];
        Assert.True(IsLegal([.. changes, Fetch(0, 21, 22, "99 1 20")]));
        Assert.True(IsLegal([.. changes, Fetch(0, 21, 22, "99 1 30;99 1 20")]));
        foreach (var wrong in new[] { "", "99 1 30", "99 1 20;99 1 30" })
            Assert.False(IsLegal([.. changes, Fetch(0, 21, 22, wrong)]), wrong);
        Call back = new(1, Act.ChangeStatus, 1, "10", 8, 9, "0");
        Assert.True(IsLegal([.. changes, back, Fetch(0, 21, 22, ""), new(0, Act.QueryStat, 0, "", 23, 24, "1=10")]));
        Assert.False(IsLegal([.. changes, back, Fetch(0, 21, 22, "99 1 20")]));
        Assert.False(IsLegal([.. changes, back with { Invoked = 21, Returned = 22 }, Fetch(0, 23, 24, "")]));
    }
}
