using Tqq.Client;

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

/// <summary>Something that was said in a chat.</summary>
/// <param name="Item">What.</param>
/// <param name="At">When it was sent, where that is known; else when it came here, or was typed.</param>
/// <param name="NotSent">How a line that could not be sent is marked; null for everything else.</param>
/// <param name="Key">The key of a line that could not be sent: with it the line arrives once, though some of it may have gone.</param>
internal sealed record ChatEntry(Incoming Item, DateTimeOffset At, string? NotSent = null, string? Key = null);

/// <summary>What was said in a chat, in order. What comes and what is typed may be added at the same time.</summary>
internal sealed class ChatHistory
{
    private readonly Lock _turn = new();
    private readonly List<ChatEntry> _entries = [];

    /// <summary>All of it.</summary>
    public IReadOnlyList<ChatEntry> All
    {
        get
        {
            lock (_turn)
                return [.. _entries];
        }
    }

    /// <summary>The lines that could not be sent.</summary>
    public IReadOnlyList<ChatEntry> NotSent => [.. All.Where(entry => entry.NotSent is not null)];

    public ChatEntry Add(ChatEntry entry)
    {
        lock (_turn)
            _entries.Add(entry);
        return entry;
    }

    /// <summary>A line is being sent again: it will stand where it was sent.</summary>
    public void Remove(ChatEntry entry)
    {
        lock (_turn)
            _entries.Remove(entry);
    }
}
