using Tqq.Core;
using Tqq.Core.Operations;
using Tqq.Core.Sessions;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Replies;
using Tqq.Protocol.Requests;
using Tqq.Server.Wire.Commands;
using Tqq.Server.Wire.Admission;
using Tqq.Server.Wire.Receipts;

namespace Tqq.Server.Wire.Connections;

/// <summary>What a request is answered.</summary>
/// <param name="Result">`RES`.</param>
/// <param name="Reply">The reply; null for nothing at all (NULL), when the connection closes.</param>
/// <param name="Second">A reply behind it, after which the connection closes (protocol.md §5.3).</param>
/// <param name="IsLast">Whether the connection closes after it.</param>
/// <param name="Held">For how long it was held back.</param>
internal readonly record struct WireReply(
    ResultCode Result, Reply? Reply, Reply? Second = null, bool IsLast = false, TimeSpan Held = default)
{
    /// <summary>Nothing at all (NULL).</summary>
    public static WireReply Nothing => default;
}

/// <summary>From a request to its reply, for one connection, whatever its dialect.</summary>
/// <param name="connection">The connection.</param>
internal sealed class RequestAnswerer(WireConnection connection)
{
    private readonly WireServices _services = connection.Services;

    /// <summary>Has a request answered. A reply that is to be held back has been.</summary>
    public ValueTask<WireReply> AnswerAsync(ReceivedRequest request)
    {
        if (!connection.Slot.TryBeginRequest())
        {
            if (connection.Slot.Activity != ConnectionActivity.Evicted)
                _services.Rejections.Note(RejectionReason.RequestLimit, connection.Address);
            _services.Log.Null(
                connection.Address,
                    "as many requests are in flight, of this address or in all, as may be (--requests, --requests-per-address)");
            return new(WireReply.Nothing);
        }

        if (request.LacksKey)
        {
            _services.Log.Answered(connection.Address, request, Answer.NotLoggedIn.Instance, TimeSpan.Zero);
            return new(new WireReply(ResultCode.NoSession, BareReply.Instance));
        }

        var uin = new Uin(request.Head.Uin);
        if (request.Head.Receipt is { } receipt)
            request = request with { Origin = request.Origin with { Receipt = _services.Counted.Find(uin, receipt) } };
        return request.Request is LoginRequest login ? AnswerLoginAsync(uin, request, login) : AnswerAsync(uin, request);
    }

    private async ValueTask<WireReply> AnswerAsync(Uin uin, ReceivedRequest request)
    {
        var received = await AwaitReceiptAsync(uin, request, request.Origin.Caller);
        var command = WireCommands.Of(request);
        var outcome = await _services.Messenger.ExecuteAsync(uin, command.ToOperation(request), request.Origin, CancellationToken.None);
        var (answer, delay) = (outcome.Answer, outcome.Delay);
        _services.Log.Answered(connection.Address, request, answer, delay);
        if (received is not null && command.Acknowledges(outcome))
            _services.Carried.Remove(received);
        if (answer is Answer.HandedOut mail)
            Note(uin, request, mail);

        var isLast = delay > TimeSpan.Zero && !await HoldBackAsync(delay);
        if (answer is Answer.Silence)
            return WireReply.Nothing;
        var (result, reply) = command.ToReply(request, answer, _services.Options);
        var held = isLast ? TimeSpan.Zero : delay;
        return result == ResultCode.Success && request.Request.HasTwoReplies
            ? new(result, reply, command.SecondReply, IsLast: true, held)
            : new(result, reply, IsLast: isLast, Held: held);
    }

    private async ValueTask<WireReply> AnswerLoginAsync(Uin uin, ReceivedRequest request, LoginRequest login)
    {
        var (isLast, received, held) = (false, default(CarriedHandout), TimeSpan.Zero);
        var attempt = new LoginAttempt(login.PasswordMd5, request.Head.Key == "?", request.Origin);
        var outcome = await _services.Messenger.LoginAsync(uin, attempt, HoldBackLoginAsync, CancellationToken.None);
        _services.Log.Answered(connection.Address, request, outcome.Answer, TimeSpan.Zero);
        var command = WireCommands.Of(request);
        if (received is not null && command.Acknowledges(outcome))
            _services.Carried.Remove(received);
        var (result, reply) = command.ToReply(request, outcome.Answer, _services.Options);
        return new(result, reply, IsLast: isLast, Held: held);

        async ValueTask<bool> HoldBackLoginAsync(TimeSpan delay)
        {
            if (isLast = delay > TimeSpan.Zero && !await HoldBackAsync(delay))
                return false;
            held = delay;
            received = await AwaitReceiptAsync(uin, request, caller: null);
            return true;
        }
    }

    // What a client has of the last reply with messages to a request that did not count.
    private ValueTask<CarriedHandout?> AwaitReceiptAsync(Uin uin, ReceivedRequest request, in Caller? caller) =>
        _services.Carried.AwaitConfirmationAsync(uin, caller, connection.Carrying, request.Origin.Repetition!.Value.Arrived);

    // What becomes of a handout: its client counts, or this connection carries it.
    private void Note(Uin uin, ReceivedRequest request, Answer.HandedOut mail)
    {
        if (request.Origin.Receipt is { } had)
        {
            _services.Counted.Note(uin, request.Head.Seq, had, mail.Handout);
            _services.Carried.Replaced(uin, mail.Handout);
        }
        else if (mail.Handout > 0)
            connection.Carry(uin, mail.Handout);
    }

    /// <returns>
    /// False where there was no place left to hold it back: then it goes at once, and is the last of its connection (§6).
    /// </returns>
    private async Task<bool> HoldBackAsync(TimeSpan delay)
    {
        if (!_services.Delayed.TryTake(connection.Address))
            return false;
        connection.Slot.EndRequest();
        try
        {
            await Task.Delay(delay, _services.Time, connection.Stopping);
        }
        catch (OperationCanceledException)
        {
            // The server stops: the reply goes out now.
        }
        finally
        {
            _services.Delayed.GiveBack(connection.Address);
        }

        return true;
    }
}
