using System.Collections.Immutable;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Profiles;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Replies;
using Tqq.Protocol.Requests;
using Tqq.Protocol.Segments;
using Tqq.Server.Wire.Limits;
using Request = Tqq.Protocol.Requests.Request;

namespace Tqq.Server.Wire.Mapping;

/// <summary>How the protocol says what the messenger answers.</summary>
internal static class AnswerMapping
{
    /// <summary>The `RES` of an answer.</summary>
    public static ResultCode ResultOf(Answer answer) => answer switch
    {
        Answer.Refused => ResultCode.Denied,
        Answer.NoSuchAccount => ResultCode.IllegalUin,
        Answer.NotLoggedIn or Answer.Displaced => ResultCode.NoSession,
        _ => ResultCode.Success,
    };

    /// <summary>Whether a request was one of a session and so acknowledged what the client had received (protocol.md §4). A Logout is answered alike with and without a session.</summary>
    public static bool Acknowledges(Request request, in Outcome outcome) => !outcome.IsRepetition && request switch
    {
        LoginRequest => outcome.Answer is Answer.LoggedIn,
        LogoutRequest => false,
        _ => outcome.Answer is not (Answer.NotLoggedIn or Answer.Displaced),
    };

    /// <summary>The fields behind `RES`.</summary>
    public static Reply ToReply(Request request, Answer answer, WireOptions options, bool counts = false) => answer switch
    {
        Answer.HandedOut mail when counts => new GetMsgExReply(ToItems(mail), mail.Items.FirstOrDefault(item => item.Id > 0)?.Id ?? 0),
        Answer.HandedOut { Items.IsEmpty: true } => GetMsgExReply.Nothing,
        Answer.HandedOut mail => new GetMsgExReply(ToItems(mail)),
        Answer.Displaced displaced => new DisplacedReply(displaced.Address),
        Answer.Done => request is CltMsgRequest or ChangeStatRequest or DelFromListRequest ? AmpersandReply.Instance : BareReply.Instance,
        Answer.LoggedIn login => new LoginReply((uint)options.Heartbeat.TotalSeconds, (uint)options.SessionTimeout.TotalSeconds, login.Key),
        Answer.LoginFailed => LoginFailedReply.WrongPassword,
        Answer.KeyRequired => LoginFailedReply.KeyRequired,
        Answer.FriendTotal total => new ListCountReply((uint)total.Count),
        Answer.FriendList list => new ListReply([.. list.Uins.Select(uin => uin.Value)]),
        Answer.OnlineFriends online => new QueryStatReply(
            [.. online.Visible.Select(friend => new OnlineFriend((uint)friend.Avatar, (uint)friend.Seen, friend.Uin.Value, friend.Nick))]),
        Answer.ProfileShown shown => new GetInfoReply(((GetInfoRequest)request).Level, shown.Target.Value, Values(shown.Shown)),
        Answer.AddAnswered added => new AddToListReply((uint)added.Outcome, added.Target.Value),
        _ => BareReply.Instance,
    };

    /// <summary>How many bytes a message adds to a reply, for the limit of 64 KiB (protocol.md §5.9).</summary>
    public static int SizeOnWire(Message message) => MessageSize.InReply(message.Text);

    /// <summary>The same for each piece of a message.</summary>
    public static IReadOnlyList<int> PiecesOnWire(Message message) =>
        message.Kind == MessageKind.Text ? MessageSize.OfSegments(message.Text) : [MessageSize.InReply(message.Text)];

    private static ImmutableArray<MessageItem> ToItems(Answer.HandedOut mail) => [.. mail.Items.SelectMany((message, at) => ToItems(message).Take(PiecesOf(mail, at)))];

    // All but what was handed out before of the first text, and what will be after of the last.
    private static Range PiecesOf(Answer.HandedOut mail, int at) =>
        (at == 0 ? mail.Cut.Skipped : 0)..(at == mail.Items.Length - 1 && mail.Cut.Through > 0 ? mail.Cut.Through : ^0);

    // Only what people write is cut into segments.
    private static IEnumerable<MessageItem> ToItems(Message message) => message.Kind == MessageKind.Text
        ? Segmenter.Cut(message.Text).Select(piece => new MessageItem((uint)message.Kind, message.Peer.Value, piece))
        : [new MessageItem((uint)message.Kind, message.Peer.Value, message.Text)];

    private static ImmutableDictionary<string, string> Values(Profile profile) =>
        FieldRules.All.ToImmutableDictionary(rule => rule.Field.ToString(), rule => profile[rule.Field]);
}
