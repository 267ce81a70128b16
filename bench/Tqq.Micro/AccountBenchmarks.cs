using System.Net;
using BenchmarkDotNet.Attributes;
using Tqq.Core;
using Tqq.Core.Accounts;
using Tqq.Core.Changes;
using Tqq.Core.Commands;
using Tqq.Core.Limits;
using Tqq.Core.Mail;
using Tqq.Core.Peers;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Core.Rules;
using Tqq.Core.Sessions;
using Tqq.Core.Steps;

namespace Tqq.Micro;

/// <summary>The state machine of one account.</summary>
public class AccountBenchmarks
{
    private static readonly DateTimeOffset s_start = DateTimeOffset.UnixEpoch;
    private static readonly Operation s_send = new Operation.SendText(new(20_002), "a small text", 12);
    private static readonly PeerRequest s_text = new PeerRequest.TakeText(new(20_002), "a small text");

    private static readonly WireLimits s_wire = new() { LongestText = 400, MessagesAtOnce = 100, BytesAtOnce = 65_024 };

    private readonly LiveAccount _account;
    private ulong _count;

    public AccountBenchmarks()
    {
        var rules = new AccountRules { Wire = s_wire, Rates = new() { Sending = RateLimit.None, Other = RateLimit.None },
            MailboxLimit = int.MaxValue };
        var record = new AccountRecord(new(20_001), Profile.Named("bench"), AccountSettings.Default, true, s_start);
        var session = new SessionRecord(IPAddress.Loopback, null, Status.Online, s_start);
        _account = new(record.Uin, new AccountSnapshot(record, [], [], session, 0, 0, 0, 0), rules, Now);
    }

    // Time stands still: a session that lives on is the usual case.
    private static Moment Now => new(TimeSpan.FromSeconds(1), s_start);

    private RequestOrigin Origin => new(new(IPAddress.Loopback, null), new(++_count, _count, Now.Uptime));

    [Benchmark(Description = "an empty poll")]
    public Step Poll()
    {
        var origin = Origin;
        var step = _account.Begin(Operation.FetchMessages.Instance, origin, Now);
        _account.Answered(origin.Caller, (Step.Done)step, Now);
        return step;
    }

    [Benchmark(Description = "a send, up to asking the receiver")]
    public Step Send() => _account.Begin(s_send, Origin, Now);

    [Benchmark(Description = "a text comes in, up to storing it")]
    public PeerStep Hear() => _account.Hear(s_text, Now);
}
