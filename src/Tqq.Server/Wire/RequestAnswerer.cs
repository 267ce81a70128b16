using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Tqq.Core;
using Tqq.Core.Operations;
using Tqq.Core.Sessions;
using Tqq.Protocol.Commands;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Http;
using Tqq.Protocol.Replies;
using Tqq.Protocol.Requests;
using Tqq.Server.Wire.Heads;
using Tqq.Server.Wire.Commands;
using Tqq.Server.Wire.Places;
using Tqq.Server.Wire.Receipts;

namespace Tqq.Server.Wire;

/// <summary>From a body to the bytes of its reply, for one connection.</summary>
/// <param name="services">What all connections share.</param>
/// <param name="address">The client's address.</param>
/// <param name="socket">The connection's socket, where it has one.</param>
/// <param name="place">The connection's place.</param>
/// <param name="stopping">The server stops: nothing is held back any more.</param>
internal sealed class RequestAnswerer(WireServices services, IPAddress address, Socket? socket, ConnectionPlace place, CancellationToken stopping)
{
    // Formatting is synchronous, so one buffer for each thread serves all connections.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_body;

    // Null as long as no reply carried messages to a client that does not count.
    private HandoutCarrier? _carrier;

    /// <summary>Reads a body that arrived at a time; null where it is answered with nothing (NULL).</summary>
    public ReceivedRequest? Understand(in ReadOnlySequence<byte> body, in Head head, TimeSpan arrived)
    {
        if (body.IsSingleSegment)
            return Understand(body.FirstSpan, head, arrived);
        var whole = ArrayPool<byte>.Shared.Rent((int)body.Length);
        try
        {
            body.CopyTo(whole);
            return Understand(whole.AsSpan(0, (int)body.Length), head, arrived);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole);
        }
    }

    /// <summary>Has a request answered and writes the reply, without flushing.</summary>
    public async ValueTask<Replied> AnswerAsync(ReceivedRequest request, IBufferWriter<byte> output)
    {
        if (request.LacksKey)
        {
            services.Log.Answered(address, request, Answer.NotLoggedIn.Instance, TimeSpan.Zero);
            Write(request, ResultCode.NoSession, BareReply.Instance, output);
            return Replied.One;
        }

        var uin = new Uin(request.Head.Uin);
        if (request.Head.Receipt is { } receipt)
            request = request with { Origin = request.Origin with { Receipt = services.Counted.Find(uin, receipt) } };
        if (request.Request is LoginRequest login)
            return await AnswerLoginAsync(uin, request, login, output);
        var received = await AwaitReceiptAsync(uin, request, request.Origin.Caller);
        var command = WireCommands.Of(request);
        var outcome = await services.Messenger.ExecuteAsync(uin, command.ToOperation(request), request.Origin, CancellationToken.None);
        var (answer, delay) = (outcome.Answer, outcome.Delay);
        services.Log.Answered(address, request, answer, delay);
        if (received is not null && command.Acknowledges(outcome))
            services.Carriers.Remove(received);
        if (answer is Answer.HandedOut mail)
            Note(uin, request, mail);

        var isLast = delay > TimeSpan.Zero && !await HoldBackAsync(delay);
        if (answer is Answer.Silence)
            return Replied.Nothing;
        var (result, reply) = command.ToReply(request, answer, services.Options);
        Write(request, result, reply, output);
        if (result != ResultCode.Success || !request.Request.HasTwoReplies)
            return isLast ? Replied.Last : Replied.One;
        Write(request, result, command.SecondReply!, output);
        return Replied.Last;
    }

    // What a client has of the last reply with messages to a request that did not count.
    private ValueTask<CarriedHandout?> AwaitReceiptAsync(Uin uin, ReceivedRequest request, in Caller? caller) =>
        services.Carriers.AwaitConfirmationAsync(uin, caller, _carrier, request.Origin.Repetition!.Value.Arrived);

    // What becomes of a handout: its client counts, or this connection carries it.
    private void Note(Uin uin, ReceivedRequest request, Answer.HandedOut mail)
    {
        if (request.Origin.Receipt is { } had)
        {
            services.Counted.Note(uin, request.Head.Seq, had, mail.Handout);
            services.Carriers.Replaced(uin, mail.Handout);
        }
        else if (mail.Handout > 0)
            (_carrier ??= new(services.Carriers, socket)).Carry(uin, mail.Handout);
    }

    private async ValueTask<Replied> AnswerLoginAsync(Uin uin, ReceivedRequest request, LoginRequest login, IBufferWriter<byte> output)
    {
        var (isLast, received) = (false, default(CarriedHandout));
        var attempt = new LoginAttempt(login.PasswordMd5, request.Head.Key == "?", request.Origin);
        var outcome = await services.Messenger.LoginAsync(uin, attempt, HoldBackLoginAsync, CancellationToken.None);
        var answer = outcome.Answer;
        services.Log.Answered(address, request, answer, TimeSpan.Zero);
        var command = WireCommands.Of(request);
        if (received is not null && command.Acknowledges(outcome))
            services.Carriers.Remove(received);
        var (result, reply) = command.ToReply(request, answer, services.Options);
        Write(request, result, reply, output);
        return isLast ? Replied.Last : Replied.One;

        async ValueTask<bool> HoldBackLoginAsync(TimeSpan delay)
        {
            if (isLast = delay > TimeSpan.Zero && !await HoldBackAsync(delay))
                return false;
            received = await AwaitReceiptAsync(uin, request, caller: null);
            return true;
        }
    }

    /// <summary>The last reply goes to the kernel now.</summary>
    /// <param name="end">How many bytes the kernel will have been given by then in the life of this connection; null where that is not known before.</param>
    public void Send(long? end) => _carrier?.Send(end);

    /// <summary>The kernel had no room for all of it.</summary>
    public void Hang() => _carrier?.Hang();

    /// <summary>The kernel has all of the last reply.</summary>
    /// <param name="since">Since which time stamp of the server's clock.</param>
    /// <param name="end">How many bytes it was given in the life of this connection; null where that is not known.</param>
    public void Wrote(long since, long? end) => _carrier?.Wrote(since, end);

    /// <summary>Whether it is still to be said of a reply with messages whether it was received.</summary>
    public bool IsReceiptAwaited => _carrier is { IsAwaited: true };

    /// <summary>The client has ended its side in order, and nothing more was sent to it.</summary>
    public void ClientEnded() => _carrier?.ClientEnded();

    /// <summary>The connection is over.</summary>
    /// <param name="isBroken">Whether it broke or was closed by force: if replies carried messages, the client may not have them.</param>
    public void End(bool isBroken) => _carrier?.End(isBroken);

    private ReceivedRequest? Understand(ReadOnlySpan<byte> body, in Head http, TimeSpan arrived)
    {
        if (!RequestParser.TryParse(body, http.IsForm, out var head, out var request, out var failure))
        {
            if (failure == ParseFailure.UnknownCommand)
                services.Unknown.Note(RequestParser.CommandForLog(body));
            if (services.Log.ExplainsNull)
                services.Log.Null(address, FailureInWords.Of(body, http.IsForm, failure));
            return null;
        }

        if (request is LoginRequest login && !services.Options.ClientCodes.Contains(login.ClientCode))
        {
            services.Log.Null(address, "LC is none of the client codes that may log in (--client-codes)");
            return null;
        }

        return new(head, request, OriginMapping.Of(address, head, body.TrimEnd("\r\n"u8), arrived, IsForForeignPage(http))) { IsShort = !http.HasTarget };
    }

    // Any page of the web could otherwise act in the session of its reader's address (§1.2).
    private bool IsForForeignPage(in Head http) =>
        http.Origin is { } origin && !services.Options.BrowserOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase);

    /// <returns>False where there was no place left to hold it back: then it goes at once, and is the last of its connection (§6).</returns>
    private async Task<bool> HoldBackAsync(TimeSpan delay)
    {
        if (!services.Delayed.TryTake(address))
            return false;
        place.EndRequest();
        try
        {
            await Task.Delay(delay, services.Time, stopping);
        }
        catch (OperationCanceledException)
        {
            // The server stops: the reply goes out now.
        }
        finally
        {
            services.Delayed.GiveBack(address);
        }

        return true;
    }

    private void Write(ReceivedRequest request, ResultCode result, Reply reply, IBufferWriter<byte> output)
    {
        var body = t_body ??= new(1024);
        body.ResetWrittenCount();
        ReplyWriter.Write(new(request.Head.Version, request.Head.Command, request.Head.Seq, request.Head.Uin, result), reply, body);
        ReplyBlock.Write(output, services.ServerHeader, body.WrittenSpan);
    }
}
