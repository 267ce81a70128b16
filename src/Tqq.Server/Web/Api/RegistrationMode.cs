namespace Tqq.Server.Web.Api;

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
