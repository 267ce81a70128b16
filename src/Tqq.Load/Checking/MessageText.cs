using System.Globalization;

namespace Tqq.Load.Checking;

/// <summary>The text of a numbered message: `bench:RUN:NUMBER:` and dots up to the length.</summary>
/// <param name="run">Tells this run's messages from those of others, in hex.</param>
internal sealed class MessageText(uint run)
{
    /// <summary>The shortest length that holds every number, in bytes.</summary>
    public const int MinLength = 28;

    /// <summary>The longest that comes back as one segment (protocol.md §5.9).</summary>
    public const int MaxLength = 399;

    private readonly string _sign = string.Create(CultureInfo.InvariantCulture, $"bench:{run:x8}:");

    /// <summary>Writes the text of the message with this number.</summary>
    public string Write(int number, int length) => string.Create(CultureInfo.InvariantCulture, $"{_sign}{number}:").PadRight(length, '.');

    /// <summary>Reads the number; false where it is no message of this run.</summary>
    public bool TryRead(string text, out int number)
    {
        number = 0;
        if (!text.StartsWith(_sign, StringComparison.Ordinal))
            return false;
        var rest = text.AsSpan(_sign.Length);
        var end = rest.IndexOf(':');
        return end > 0 && int.TryParse(rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
