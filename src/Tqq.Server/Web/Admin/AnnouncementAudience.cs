namespace Tqq.Server.Web.Admin;

/// <summary>To whom an announcement goes.</summary>
public enum AnnouncementAudience
{
    /// <summary>To all accounts.</summary>
    All,

    /// <summary>To those that are online.</summary>
    Online,
}
