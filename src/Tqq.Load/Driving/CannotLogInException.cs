namespace Tqq.Load.Driving;

/// <summary>An account of a run could not log in.</summary>
/// <param name="uin">Its number.</param>
/// <param name="outcome">What became of its last login. Refused: the server was too busy to look at the password, for a minute.</param>
public sealed class CannotLogInException(uint uin, RequestOutcome outcome) : Exception($"{uin} could not log in: {outcome}")
{
    /// <summary>The number of the account.</summary>
    public uint Uin { get; } = uin;

    /// <summary>What became of its last login.</summary>
    public RequestOutcome Outcome { get; } = outcome;
}
