using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Tqq.Core;
using Tqq.Core.Operations;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Http;
using Tqq.Protocol.Replies;
using Tqq.Protocol.Requests;
using Tqq.Server.Wire.Heads;
using Tqq.Server.Wire.Mapping;
using Tqq.Server.Wire.Places;

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

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private (Uin Uin, long Handout)? _handedOut;

    /// <summary>Whether the connection is over, though that may not have been looked at yet.</summary>
    public bool IsDead => socket is { IsDead: true };

    /// <summary>Ends when all has been told of this connection.</summary>
    public Task Ended => _ended.Task;

    public bool IsStopping => stopping.IsCancellationRequested;

    /// <summary>Reads a body; null where it is answered with nothing (NULL).</summary>
    public Call? Understand(in ReadOnlySequence<byte> body, in Head head)
    {
        if (body.IsSingleSegment)
            return Understand(body.FirstSpan, head);
        var whole = ArrayPool<byte>.Shared.Rent((int)body.Length);
        try
        {
            body.CopyTo(whole);
            return Understand(whole.AsSpan(0, (int)body.Length), head);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole);
        }
    }

    /// <summary>Has a request answered and writes the reply, without flushing.</summary>
    public async ValueTask<Replied> AnswerAsync(Call call, IBufferWriter<byte> output)
    {
        if (call.LacksKey)
        {
            services.Log.Answered(address, call, Answer.NotLoggedIn.Instance, TimeSpan.Zero);
            Write(call, ResultCode.NoSession, BareReply.Instance, output);
            return Replied.One;
        }

        var uin = new Uin(call.Head.Uin);
        await services.Carriers.AwaitFateAsync(uin, this, counts: call.Caller.Taken is not null);
        if (call.Request is LoginRequest login)
            return await AnswerLoginAsync(call, login, output);
        var (answer, delay) = await services.Messenger.ExecuteAsync(uin, RequestMapping.ToOperation(call.Request, call.IsShort), call.Caller, CancellationToken.None);
        services.Log.Answered(address, call, answer, delay);
        if (answer is Answer.HandedOut { Handout: > 0 } mail)
        {
            _handedOut = (uin, mail.Handout);
            services.Carriers.Add(uin, this);
        }

        var isLast = delay > TimeSpan.Zero && !await HoldBackAsync(delay);
        if (answer is Answer.Silence)
            return Replied.Nothing;
        if (call.Request is QueryStatRequest { WantsList: false } && answer is Answer.OnlineFriends online)
        {
            Write(call, ResultCode.Success, new ListCountReply((uint)online.Visible.Length), output);
            Write(call, ResultCode.Success, QueryStatReply.Nobody, output);
            return Replied.Last;
        }

        Write(call, AnswerMapping.ResultOf(answer), AnswerMapping.ToReply(call.Request, answer, services.Options), output);
        return isLast ? Replied.Last : Replied.One;
    }

    private async ValueTask<Replied> AnswerLoginAsync(Call call, LoginRequest login, IBufferWriter<byte> output)
    {
        var isLast = false;
        var attempt = new LoginAttempt(login.PasswordMd5, call.Head.Key == "?", call.Caller);
        var (answer, _) = await services.Messenger.LoginAsync(new(call.Head.Uin), attempt, async delay => !(isLast = !await HoldBackAsync(delay)), CancellationToken.None);
        services.Log.Answered(address, call, answer, TimeSpan.Zero);
        Write(call, AnswerMapping.ResultOf(answer), AnswerMapping.ToReply(login, answer, services.Options), output);
        return isLast ? Replied.Last : Replied.One;
    }

    /// <summary>All of the last reply has left.</summary>
    public void Flushed()
    {
        if (_handedOut is { } handedOut)
            services.Messenger.ReportHandout(handedOut.Uin, handedOut.Handout, arrived: true);
    }

    /// <summary>The client has sent another request on this connection, so it has had the reply before it.</summary>
    public void NextRequestComes()
    {
        if (_handedOut is { } handedOut)
            services.Carriers.Remove(handedOut.Uin, this);
        _handedOut = null;
    }

    /// <summary>The connection broke: if the last reply carried messages, the client may not have them.</summary>
    public void ConnectionBroke()
    {
        if (_handedOut is { } handedOut)
            services.Messenger.ReportHandout(handedOut.Uin, handedOut.Handout, arrived: false);
    }

    /// <summary>The connection is over, and what there was to say of it has been said.</summary>
    public void End()
    {
        NextRequestComes();
        _ended.SetResult();
    }

    private Call? Understand(ReadOnlySpan<byte> body, in Head http)
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

        return new(head, request, CallerMapping.Of(address, head, body.TrimEnd("\r\n"u8), IsForForeignPage(http))) { IsShort = !http.HasTarget };
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

    private void Write(Call call, ResultCode result, Reply reply, IBufferWriter<byte> output)
    {
        var body = t_body ??= new(1024);
        body.ResetWrittenCount();
        ReplyWriter.Write(new(call.Head.Version, call.Head.Command, call.Head.Seq, call.Head.Uin, result), reply, body);
        ReplyBlock.Write(output, services.ServerHeader, body.WrittenSpan);
    }
}
