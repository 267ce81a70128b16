namespace Tqq.Server.Storage;

/// <summary>Who may make an account.</summary>
public enum RegistrationMode
{
    /// <summary>The administrator alone.</summary>
    Closed,

    /// <summary>Whoever has an invitation.</summary>
    Invite,

    /// <summary>Anybody, so many of one address.</summary>
    Open,
}

/// <summary>What an administrator has chosen while the server ran.</summary>
/// <param name="Mode">Who may make an account.</param>
/// <param name="By">Who has chosen it: the administrator's number, or "token".</param>
/// <param name="At">When, by the calendar.</param>
public sealed record RegistrationChoice(RegistrationMode Mode, string By, DateTimeOffset At);
