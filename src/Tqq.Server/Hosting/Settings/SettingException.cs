namespace Tqq.Server.Hosting.Settings;

/// <summary>A setting is wrong. The text is one line: which setting, where it came from, what is wrong, what is allowed.</summary>
public sealed class SettingException : Exception
{
    /// <summary>With the default text.</summary>
    public SettingException() : this("a setting is wrong") { }

    /// <summary>With a text of its own.</summary>
    public SettingException(string message) : base(message) { }

    /// <summary>With a text and the cause.</summary>
    public SettingException(string message, Exception innerException) : base(message, innerException) { }
}
