namespace Tqq.Core.Devices;

/// <summary>What opened a device session.</summary>
public enum DeviceKind : byte
{
    /// <summary>The web page in a browser.</summary>
    Web = 1,

    /// <summary>A gateway for bots.</summary>
    Bot = 2,

    /// <summary>An administrator, to try something.</summary>
    Admin = 3,

    /// <summary>A program that signed in to the web API with the password.</summary>
    Program = 4,

    /// <summary>A token for a program: it has a name, and rights of its own.</summary>
    Token = 5,
}
