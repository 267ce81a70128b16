using System.Net;
using Tqq.Core.Accounts;
using Tqq.Core.Limits;
using Tqq.Core.Operations;
using Tqq.Core.Steps;
using Tqq.Server.Passwords;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>A login has come: when may it be looked at? Null where as many wait as may.</summary>
/// <param name="Address">From where.</param>
[GenerateSerializer, Immutable]
internal sealed record AdmitLogin(IPAddress Address) : AccountCall<LoginPermit?>
{
    public override ValueTask<LoginPermit?> RunAsync(AccountHost host, CancellationToken cancellationToken)
    {
        var now = host.Services.Clock.Now();
        return new(host.Account.AdmitLogin(Address, host.Services.Throttles.Delay(Address, now.Uptime), now));
    }

    public override LoginPermit? AnswerUnreadable(StoreRefusedException cause) => null;
}

/// <summary>A login that was admitted is not looked at after all.</summary>
/// <param name="Address">From where.</param>
[GenerateSerializer, Immutable]
internal sealed record WithdrawLogin(IPAddress Address) : AccountCall<bool>
{
    public override ValueTask<bool> RunAsync(AccountHost host, CancellationToken cancellationToken)
    {
        host.Account.WithdrawLogin(Address);
        host.LeaveIfUnused();
        return new(true);
    }

    public override bool AnswerUnreadable(StoreRefusedException cause) => true;
}

/// <summary>A login that was admitted. Checking a password takes long, so other calls come in between.</summary>
/// <param name="Attempt">The login.</param>
[GenerateSerializer, Immutable]
internal sealed record LogIn(LoginAttempt Attempt) : AccountCall<Outcome>
{
    public override async ValueTask<Outcome> RunAsync(AccountHost host, CancellationToken cancellationToken)
    {
        var outcome = await host.Queue.PinnedAsync(() => LogInAsync(host, cancellationToken));
        host.LeaveIfUnused();
        return outcome;
    }

    public override Outcome AnswerUnreadable(StoreRefusedException cause) => Answer.Refused.Instance;

    private async Task<Outcome> LogInAsync(AccountHost host, CancellationToken cancellationToken)
    {
        var (account, services, address) = (host.Account, host.Services, Attempt.Origin.Caller.Address);
        var check = account.Examine(Attempt);
        if ((check is LoginCheck.ByAppPassword ? true : await IsRightAsync(host, check, cancellationToken)) is not { } isRight)
        {
            account.WithdrawLogin(address);
            return Answer.Refused.Instance;
        }

        var now = services.Clock.Now();
        var step = account.Login(check, isRight, Attempt, SessionKeys.Make(), now);
        if (step is Step.Done { Outcome.Answer: Answer.LoginFailed })
            services.Throttles.Failed(address, host.Uin, now.Uptime);
        else
            services.Throttles.Succeeded(address, host.Uin);
        var done = await host.Steps.RunAsync(step);
        host.WatchSession();
        return done.Outcome;
    }

    // Whatever stands behind the number is read and computed alike, so that the time tells nothing. Null where it cannot be said now.
    private async Task<bool?> IsRightAsync(AccountHost host, LoginCheck check, CancellationToken cancellationToken)
    {
        string? hash;
        try
        {
            hash = await host.Services.Store.ReadPasswordHashAsync(host.Uin, cancellationToken);
        }
        catch (StoreRefusedException)
        {
            return null;
        }

        var address = Attempt.Origin.Caller.Address;
        var origin = new LoginOrigin(AddressBlock.Of(address), host.Account.IsUsual(address));
        var known = check is LoginCheck.ByPassword ? hash : null;
        return await host.Services.Passwords.VerifyAsync(known, Attempt.PasswordMd5, origin, cancellationToken);
    }
}
