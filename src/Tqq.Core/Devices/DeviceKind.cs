namespace Tqq.Core.Devices;

/// <summary>What opened a device session.</summary>
public enum DeviceKind : byte
{
    /// <summary>The web page, or another client of the web API.</summary>
    Web = 1,

    /// <summary>A gateway for bots.</summary>
    Bot = 2,

    /// <summary>An administrator, to try something.</summary>
    Admin = 3,
}
