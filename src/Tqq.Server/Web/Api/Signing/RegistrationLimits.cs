using System.Net;
using Tqq.Core.Limits;
using Tqq.Core.Rules;

namespace Tqq.Server.Web.Api.Signing;

/// <summary>How many accounts may be made or asked for, and how many invitations be guessed, from one address.</summary>
internal sealed class RegistrationLimits(InForce<ApiOptions> options, TimeProvider time)
{
    // Codes have 60 bits: this is for who types one wrong, and for the server's sake.
    private static readonly RateLimit s_guesses = new(TimeSpan.FromMinutes(1), 10);

    private readonly AddressMeter _made = new(time);
    private readonly AddressMeter _guessed = new(time);

    /// <summary>Counts an attempt. An invitation is limit enough; where anybody may make an account, addresses are.</summary>
    /// <returns>Null where it may be looked at; otherwise how long not.</returns>
    public TimeSpan? TryTake(IPAddress address, bool byInvitation) =>
        byInvitation ? _guessed.TryTake(address, s_guesses) : _made.TryTake(address, options.Now.RegistrationRate);

    /// <summary>The attempt was not looked at, or an invitation was none that is guessed.</summary>
    public void GiveBack(IPAddress address, bool byInvitation)
    {
        if (byInvitation)
            _guessed.GiveBack(address, s_guesses);
        else
            _made.GiveBack(address, options.Now.RegistrationRate);
    }
}
