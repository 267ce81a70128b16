namespace Tqq.Server.Web;

/// <summary>
/// The caller of the admin API sent what is not allowed. The message names the place as a JSON path and says what is allowed:
/// it is shown to the caller as it is.
/// </summary>
internal sealed class BadInputException : Exception
{
    /// <summary>With the default text.</summary>
    public BadInputException() : this("this is not allowed") { }

    /// <summary>With a text of its own.</summary>
    public BadInputException(string message) : base(message) { }

    /// <summary>With a text and the cause.</summary>
    public BadInputException(string message, Exception innerException) : base(message, innerException) { }

    /// <summary>With the member that is wrong.</summary>
    public BadInputException(InputFault fault, string message) : base(message) => Fault = fault;

    /// <summary>The member that is wrong; null where it is the request as a whole.</summary>
    public InputFault? Fault { get; }

    /// <summary>A text of the caller's as it can be shown in one line: short, and without control characters.</summary>
    public static string Shown(string text) => string.Concat(text.Take(80).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
}
