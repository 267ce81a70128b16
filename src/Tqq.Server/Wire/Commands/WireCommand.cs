using Tqq.Core.Commands;
using Tqq.Core.Operations;
using Tqq.Protocol.Commands;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Replies;
using Tqq.Server.Wire.Limits;
using Request = Tqq.Protocol.Requests.Request;

namespace Tqq.Server.Wire.Commands;

/// <summary>How the protocol says an answer that belongs to one command alone.</summary>
/// <returns>The reply; null where the answer is none of this command.</returns>
internal delegate Reply? AnswerInWords(ReceivedRequest request, Answer answer, WireOptions options);

/// <summary>
/// One command as the server carries it out: what its request asks of an account, and how the protocol says what the account answers.
/// </summary>
/// <param name="command">The command.</param>
/// <param name="toOperation">What a request asks of the account; null for Login, which goes its own way.</param>
/// <param name="say">How what comes of it is said, where it is done (`RES=0`).</param>
internal sealed class WireCommand(Command command, Func<ReceivedRequest, Operation>? toOperation, AnswerInWords say)
{
    /// <summary>The command.</summary>
    public Command Command => command;

    /// <summary>The reply behind the first one, where a request of this command has two (<see cref="Request.HasTwoReplies"/>).</summary>
    public Reply? SecondReply { get; init; }

    /// <summary>A command whose requests are of one type.</summary>
    /// <param name="command">The command.</param>
    /// <param name="toOperation">What a request asks of the account.</param>
    /// <param name="say">How what comes of it is said.</param>
    public static WireCommand Of<TRequest>(Command command, Func<TRequest, Operation> toOperation, Func<TRequest, Answer, Reply?> say)
        where TRequest : Request =>
        new(command, received => toOperation((TRequest)received.Request), (received, answer, _) => say((TRequest)received.Request, answer));

    /// <summary>The same, where nothing comes of it but that it is done.</summary>
    public static WireCommand Of<TRequest>(Command command, Func<TRequest, Operation> toOperation, Reply done)
        where TRequest : Request =>
        Of(command, toOperation, (_, answer) => answer is Answer.Done ? done : null);

    /// <summary>What a request asks of the account.</summary>
    /// <exception cref="InvalidOperationException">It is a Login, which is no operation of a session.</exception>
    public Operation ToOperation(ReceivedRequest request) =>
        toOperation is { } make ? make(request) : throw new InvalidOperationException($"{command} is no operation");

    /// <summary>The reply to a request.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The answer is none of this command.</exception>
    public (ResultCode Result, Reply Reply) ToReply(ReceivedRequest request, Answer answer, WireOptions options) => answer switch
    {
        Answer.Refused or Answer.KeyReused => (ResultCode.Denied, BareReply.Instance),
        Answer.NoSuchAccount => (ResultCode.IllegalUin, BareReply.Instance),
        Answer.NotLoggedIn => (ResultCode.NoSession, BareReply.Instance),
        Answer.Displaced displaced => (ResultCode.NoSession, new DisplacedReply(displaced.Address)),
        _ => (ResultCode.Success, say(request, answer, options)
            ?? throw new ArgumentOutOfRangeException(nameof(answer), answer.GetType().Name, $"no reply of {command}")),
    };

    /// <summary>Whether a request was one of a session and so acknowledged what the client had received (protocol.md §4).</summary>
    public bool Acknowledges(in Outcome outcome) => !outcome.IsRepetition && (command.Row.IsAllowedBeforeLogin
        ? outcome.Answer is Answer.LoggedIn or Answer.Done
        : outcome.Answer is not (Answer.NotLoggedIn or Answer.Displaced));
}
