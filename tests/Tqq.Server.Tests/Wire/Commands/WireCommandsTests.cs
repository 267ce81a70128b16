using System.Net;
using Tqq.Core;
using Tqq.Core.Accounts;
using Tqq.Core.Limits;
using Tqq.Core.Operations;
using Tqq.Core.Profiles;
using Tqq.Core.Rules;
using Tqq.Core.Steps;
using Tqq.Protocol.Commands;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Replies;
using Tqq.Protocol.Requests;
using Tqq.Server.Wire.Commands;
using Request = Tqq.Protocol.Requests.Request;

namespace Tqq.Server.Tests.Wire.Commands;

/// <summary>Each command of the protocol means something to the rules, and each of their answers to it can be said.</summary>
public sealed class WireCommandsTests
{
    private static readonly Uin Somebody = new(10001);

    // One request of each command, with an answer that only this command gets; Login is none of a session.
    private static readonly Dictionary<Command, (Request Request, Answer Answer)> Examples = new()
    {
        [Command.Login] = (new LoginRequest("00", "ab"), new Answer.LoggedIn(null)),
        [Command.List] = (new ListRequest(1, null), new Answer.FriendList([Somebody])),
        [Command.QueryStat] = (new QueryStatRequest(1, null), new Answer.OnlineFriends([])),
        [Command.GetInfo] = (new GetInfoRequest(0, 10001), new Answer.ProfileShown(Somebody, new(Profile.Named("nobody"), []))),
        [Command.AddToList] = (new AddToListRequest(10001), new Answer.AddAnswered(Somebody, AddOutcome.Added)),
        [Command.AckAddToList] = (new AckAddToListRequest(10001, 2, "hi"), Answer.Done.Instance),
        [Command.DelFromList] = (new DelFromListRequest(10001), Answer.Done.Instance),
        [Command.ChangeStat] = (new ChangeStatRequest(30), Answer.Done.Instance),
        [Command.GetMsgEx] = (GetMsgExRequest.Instance, Answer.HandedOut.None),
        [Command.CltMsg] = (new CltMsgRequest(10001, "hi"), Answer.Done.Instance),
        [Command.Logout] = (LogoutRequest.Instance, Answer.Done.Instance),
    };

    public static TheoryData<Command> All => [.. Enum.GetValues<Command>()];

    public static TheoryData<Command> OfSessions => [.. Enum.GetValues<Command>().Where(command => command != Command.Login)];

    [Theory]
    [MemberData(nameof(All))]
    public void A_command_has_a_row_of_its_own(Command command) => Assert.Equal(command, WireCommands.Of(Received(command)).Command);

    [Fact]
    public void There_are_as_many_rows_as_commands() =>
        Assert.Equal(CommandTable.Rows.Select(row => row.Command), WireCommands.Rows.Select(row => row.Command));

    [Theory]
    [MemberData(nameof(OfSessions))]
    public void A_command_is_an_operation_and_what_comes_of_it_is_a_reply_that_its_client_reads(Command command)
    {
        var (row, received) = (WireCommands.Of(Received(command)), Received(command));
        Assert.NotNull(row.ToOperation(received));
        var (result, reply) = row.ToReply(received, Examples[command].Answer, new());
        Assert.Equal(ResultCode.Success, result);
        var body = new System.Buffers.ArrayBufferWriter<byte>();
        ReplyWriter.Write(new(ProtocolVersion.V11, command, new(7), 10002, result), reply, body);
        Assert.True(ReplyParser.TryParse(body.WrittenSpan, out _, out var read, out _));
        Assert.IsType(reply.GetType(), read);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_refusal_is_said_of_every_command_and_an_answer_to_another_one_of_none(Command command)
    {
        var (row, received) = (WireCommands.Of(Received(command)), Received(command));
        Assert.Equal((ResultCode.Denied, BareReply.Instance), row.ToReply(received, Answer.Refused.Instance, new()));
        Assert.Equal((ResultCode.IllegalUin, BareReply.Instance), row.ToReply(received, Answer.NoSuchAccount.Instance, new()));
        Assert.Equal((ResultCode.NoSession, BareReply.Instance), row.ToReply(received, Answer.NotLoggedIn.Instance, new()));
        Answer another = command == Command.AddToList ? Answer.Done.Instance : new Answer.AddAnswered(Somebody, AddOutcome.Added);
        Assert.Throws<ArgumentOutOfRangeException>(() => row.ToReply(received, another, new()));
    }

    [Theory]
    [MemberData(nameof(OfSessions))]
    public void Without_a_session_only_those_commands_succeed_that_the_protocol_allows_before_login(Command command)
    {
        var account = new LiveAccount(new(10002), null, new(new AccountRules()), new(TimeSpan.Zero, DateTimeOffset.UnixEpoch));
        var (row, received) = (WireCommands.Of(Received(command)), Received(command));
        var step = account.Begin(row.ToOperation(received), received.Origin, new(TimeSpan.Zero, DateTimeOffset.UnixEpoch));
        var (result, _) = row.ToReply(received, Assert.IsType<Step.Done>(step).Outcome.Answer, new());
        Assert.Equal(command.Row.IsAllowedBeforeLogin, result == ResultCode.Success);
    }

    [Theory]
    [InlineData(Command.CltMsg, RateClass.Sending)]
    [InlineData(Command.ChangeStat, RateClass.StatusChange)]
    [InlineData(Command.AddToList, RateClass.Befriending)]
    [InlineData(Command.AckAddToList, RateClass.Befriending)]
    public void A_command_counts_against_the_limit_that_the_protocol_says(Command command, RateClass rate) =>
        Assert.Equal(rate, WireCommands.Of(Received(command)).ToOperation(Received(command)).Rate);

    private static ReceivedRequest Received(Command command) =>
        new(new(ProtocolVersion.V11, command, new(7), 10002), Examples[command].Request, new(new(IPAddress.Loopback, null)));
}
