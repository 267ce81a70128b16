using System.Collections.Immutable;
using Orleans;

namespace Tqq.Core.Access;

/// <summary>
/// What an administrator shows beside the password: a code that changes every half minute (RFC 6238), or one of some recovery codes.
/// </summary>
/// <param name="Secret">What the codes are computed from, in base 32.</param>
/// <param name="IsOn">Whether it is asked for. Before that its owner has to show one right code.</param>
/// <param name="LastStep">The step of the last code that was used: neither it nor an earlier one is good again.</param>
/// <param name="Recovery">SHA-256 in upper-case hex of the recovery codes that are left; each is good once.</param>
[GenerateSerializer, Immutable]
public sealed record SecondFactor(string Secret, bool IsOn, long LastStep, ImmutableArray<string> Recovery)
{
    /// <summary>How many recovery codes there are at first.</summary>
    public const int RecoveryCodes = 10;

    /// <summary>One that is not on yet.</summary>
    public static SecondFactor Of(string secret) => new(secret, false, 0, []);

    /// <summary>After a code of this step was used; null where it is not good any more.</summary>
    public SecondFactor? WithoutStep(long step) => step > LastStep ? this with { LastStep = step } : null;

    /// <summary>After the recovery code with this hash was used; null where there is none.</summary>
    public SecondFactor? WithoutRecovery(string hash) => Recovery.Contains(hash) ? this with { Recovery = Recovery.Remove(hash) } : null;

    /// <summary>This one, without what was used of it meanwhile, as another says.</summary>
    public SecondFactor Behind(SecondFactor other) => IsOn && other.IsOn && Secret == other.Secret
        ? this with { LastStep = Math.Max(LastStep, other.LastStep), Recovery = [.. Recovery.Where(other.Recovery.Contains)] } : this;

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"second factor, {(IsOn ? "on" : "off")}";
}
