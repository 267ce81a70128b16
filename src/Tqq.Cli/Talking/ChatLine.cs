namespace Tqq.Cli.Talking;

/// <summary>What a line that is typed in a chat means.</summary>
internal abstract record ChatLine
{
    private ChatLine()
    {
    }

    /// <summary>A text for the other.</summary>
    public sealed record Text(string Said) : ChatLine;

    /// <summary>An empty line.</summary>
    public sealed record Nothing : ChatLine;

    /// <summary>`/quit`.</summary>
    public sealed record Quit : ChatLine;

    /// <summary>`/help`.</summary>
    public sealed record Help : ChatLine;

    /// <summary>`/history`.</summary>
    public sealed record History : ChatLine;

    /// <summary>`/who`.</summary>
    public sealed record Who : ChatLine;

    /// <summary>`/retry`: sends what could not be sent.</summary>
    public sealed record Retry : ChatLine;

    /// <summary>A line that begins with `/` and is no command: it is not sent, because it is more likely a slip than a text.</summary>
    public sealed record Unknown(string Word) : ChatLine;

    /// <summary>Reads a line. A text that begins with `/` is typed with a second one before it.</summary>
    public static ChatLine Parse(string line) => line.TrimEnd() switch
    {
        "" when line.Length == 0 => new Nothing(),
        "/quit" => new Quit(),
        "/help" => new Help(),
        "/history" => new History(),
        "/who" => new Who(),
        "/retry" => new Retry(),
        ['/', '/', ..] => new Text(line[1..]),
        ['/', ..] => new Unknown(line.Split(' ')[0]),
        _ => new Text(line),
    };
}
