using Tqq.Client;
using Tqq.Load.Checking;
using Tqq.Load.Planning;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Replies;
using Tqq.Protocol.Requests;
using Request = Tqq.Protocol.Requests.Request;

namespace Tqq.Load.Driving;

/// <summary>Says what an account has to say on a lane, and writes down what of it concerns messages.</summary>
internal sealed class Speaker(Population population, MessageChecker checker)
{
    private const uint Text = 9;
    private const uint Online = 10;
    private const uint Busy = 30;
    private static readonly string s_clientCode = new TqqClientOptions().ClientCode;

    private long _seq;

    /// <summary>Asks for messages, and takes those that come.</summary>
    public async Task<RequestOutcome> PollAsync(Lane lane, int account)
    {
        var (outcome, reply) = await AskAsync(lane, account, Command.GetMsgEx, GetMsgExRequest.Instance).ConfigureAwait(false);
        foreach (var item in (reply as GetMsgExReply)?.Items ?? [])
            if (item.Type == Text)
                checker.Receive(item.Sender, population.UinOf(account), item.Text);
        return outcome;
    }

    /// <summary>Sends the next message from one account to another.</summary>
    public async Task<RequestOutcome> SendAsync(Lane lane, int account, int receiver, int size)
    {
        var (from, to) = (population.UinOf(account), population.UinOf(receiver));
        var (number, text) = checker.Begin(from, to, size);
        var (outcome, _) = await AskAsync(lane, account, Command.CltMsg, new CltMsgRequest(to, text)).ConfigureAwait(false);
        checker.Settle(from, to, number, outcome switch
        {
            RequestOutcome.Done => MessageFate.Stored,
            // Never left, or was turned down.
            RequestOutcome.NoConnection or RequestOutcome.Refused or RequestOutcome.NoSession or RequestOutcome.NoAccount =>
                MessageFate.Refused,
            _ => MessageFate.Unknown,
        });
        return outcome;
    }

    /// <summary>Changes the status: online and busy in turn.</summary>
    public async Task<RequestOutcome> ChangeAsync(Lane lane, Arrival arrival) =>
        (await AskAsync(lane, arrival.Account, Command.ChangeStat, new ChangeStatRequest(arrival.Number % 2 == 0 ? Busy : Online))
            .ConfigureAwait(false)).Outcome;

    /// <summary>Begins a session with a key.</summary>
    public async Task<RequestOutcome> LoginAsync(Lane lane, int account)
    {
        population.Remember(account, "?");
        var request = new LoginRequest(TqqClientOptions.Md5Of(population.Accounts[account].Password!), s_clientCode);
        var (outcome, reply) = await AskAsync(lane, account, Command.Login, request).ConfigureAwait(false);
        population.Remember(account, (reply as LoginReply)?.Key);
        return reply is LoginFailedReply ? RequestOutcome.NoAccount : outcome;
    }

    /// <summary>Ends the session; what was handed out last counts as taken.</summary>
    public async Task<RequestOutcome> LogoutAsync(Lane lane, int account) =>
        (await AskAsync(lane, account, Command.Logout, LogoutRequest.Instance).ConfigureAwait(false)).Outcome;

    // No two requests of a run have the same SEQ: none is taken for a repetition.
    private Task<(RequestOutcome Outcome, Reply? Reply)> AskAsync(Lane lane, int account, Command command, Request request) =>
        lane.AskAsync(account, new(ProtocolVersion.V11, command, new((ulong)Interlocked.Increment(ref _seq)), population.UinOf(account),
            population.KeyOf(account)), request);
}
