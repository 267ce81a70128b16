namespace Tqq.Server.Hosting.Settings;

/// <summary>How a line of the log is written.</summary>
public enum LogFormat : byte
{
    /// <summary>For people: time, level, category, message.</summary>
    Text,

    /// <summary>For machines: a JSON object a line, with the values of the message beside it.</summary>
    Json,
}
