using System.Net;
using Tqq.Core.Commands;
using Tqq.Core.Devices;
using Tqq.Core.Operations;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Core.Sessions;

namespace Tqq.Core.Tests.Accounts;

/// <summary>
/// Whatever somebody who is blocked does, they are answered as by a stranger who is hidden, wants to be asked and never answers: two towns
/// that differ in nothing but that, and the same requests in both.
/// </summary>
public sealed class BlockedViewTests
{
    private static readonly Uin Anna = new(10001);
    private static readonly Uin Bao = new(10002);
    private static readonly IPAddress Desk = IPAddress.Parse("10.0.0.9");

    [Theory]
    [InlineData(WhoMayAdd.Anyone, false)]
    [InlineData(WhoMayAdd.Verify, false)]
    [InlineData(WhoMayAdd.Nobody, false)]
    [InlineData(WhoMayAdd.Anyone, true)]
    [InlineData(WhoMayAdd.Verify, true)]
    public void Who_is_blocked_sees_what_they_see_of_a_stranger_who_never_answers(WhoMayAdd whoMayAdd, bool wereFriends)
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var (blocking, hidden) = (Blocking(whoMayAdd, wereFriends), Hidden(whoMayAdd, wereFriends));
            var random = new Random(seed);
            for (var at = 0; at < 40; at++)
            {
                var (bao, anna, pause) = (BaosNext(random), AnnasNext(random), TimeSpan.FromSeconds(random.Next(0, 40)));
                var answers = new[] { blocking, hidden }.Select(town =>
                {
                    town.Pass(pause);
                    // In the other town she does the same, but stays hidden.
                    if (anna is not Operation.ChangeStatus || town == blocking)
                        OnDevice(town, anna);
                    return Shown(town.Do(Bao, bao));
                }).ToList();
                Assert.True(answers[0] == answers[1], $"seed {seed}, {bao}: {answers[0]} and not {answers[1]}");
            }
        }
    }

    private static Town Blocking(WhoMayAdd whoMayAdd, bool wereFriends)
    {
        var town = Make(whoMayAdd, wereFriends);
        Assert.Equal(Answer.Done.Instance, OnDevice(town, new Operation.MarkPeer(Bao, true, null)));
        return town;
    }

    // Where they were friends, she has taken Bao off her list.
    private static Town Hidden(WhoMayAdd whoMayAdd, bool wereFriends)
    {
        var town = Make(whoMayAdd == WhoMayAdd.Nobody ? WhoMayAdd.Nobody : WhoMayAdd.Verify, wereFriends);
        OnDevice(town, new Operation.ChangeStatus(Status.Invisible));
        OnDevice(town, new Operation.RemoveFriend(Bao));
        return town;
    }

    private static Answer OnDevice(Town town, Operation operation) =>
        town.Do(Anna, operation, new RequestOrigin(Caller.OfDevice(1, Desk))).Answer;

    private static Town Make(WhoMayAdd whoMayAdd, bool areFriends)
    {
        var town = new Town();
        town.Add(Anna, whoMayAdd);
        town.Add(Bao, WhoMayAdd.Anyone);
        town.Administer(Anna, anna => anna.Administration.Edit(
            anna.Record!.Profile.With(ProfileField.RN, "安娜").With(ProfileField.MO, "13600000000"), anna.Record.Settings));
        town.Login(Anna);
        town.Login(Bao);
        town.Administer(Anna, anna => anna.Devices.Open(DeviceKind.Web, "page", Desk, null, town.Now)!.Value.Step);
        if (areFriends)
            Assert.Equal(new Answer.AddAnswered(Bao, AddOutcome.Added), OnDevice(town, new Operation.AddFriend(Bao)));
        return town;
    }

    private static Operation BaosNext(Random random) => random.Next(9) switch
    {
        0 => new Operation.SendText(Anna, "hi", 2),
        1 => new Operation.SendText(Anna, $"text {random.Next(3)}", 6, $"key {random.Next(3)}"),
        2 => new Operation.AddFriend(Anna),
        3 => new Operation.AskFriend(Anna, $"{random.Next(3)}"),
        4 => new Operation.RefuseFriend(Anna, "no"),
        5 => new Operation.RemoveFriend(Anna),
        6 => new Operation.ShowProfile(Anna),
        7 => Operation.ListOnline.Instance,
        _ => Operation.FetchMessages.Instance,
    };

    private static Operation AnnasNext(Random random) => random.Next(4) switch
    {
        0 => new Operation.ChangeStatus(Status.Busy),
        1 => new Operation.ChangeStatus(Status.Online),
        2 => new Operation.SendText(Bao, "I write all the same", 20),
        _ => new Operation.ListFriends(false),
    };

    private static string Shown(Outcome outcome) => outcome.Answer switch
    {
        Answer.HandedOut mail => $"{outcome.Delay} {string.Join('|', mail.Items)}",
        Answer.OnlineFriends online => $"{outcome.Delay} {string.Join('|', online.Visible)}",
        Answer.ProfileShown shown => $"{outcome.Delay} {string.Join('|', shown.Seen.Profile.Fields)}",
        var answer => $"{outcome.Delay} {answer}",
    };
}
