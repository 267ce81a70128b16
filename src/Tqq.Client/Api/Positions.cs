using System.Globalization;
using System.Text;

namespace Tqq.Client;

/// <summary>Where it is kept how far a program has come in the events of its account, across restarts of the program.</summary>
public interface IPositionStore
{
    /// <summary>The position that was kept last; null where none was.</summary>
    string? Load();

    /// <summary>Keeps a position. When this returns, it outlives the process.</summary>
    /// <param name="position">The position, an id of <see cref="ApiEvent.Id"/>.</param>
    void Save(string position);
}

/// <summary>A position in a file of its own. The file is replaced as a whole, so that it is never half written.</summary>
/// <param name="path">The file; its folder has to exist.</param>
public sealed class FilePositions(string path) : IPositionStore
{
    // An id is an epoch and a number.
    private const int Longest = 100;

    /// <inheritdoc/>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public string? Load()
    {
        try
        {
            return File.ReadAllText(path).Trim() is { Length: > 0 and <= Longest } position ? position : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string position)
    {
        var half = $"{path}.{Environment.ProcessId}.new";
        using (var file = new FileStream(half, FileMode.Create, FileAccess.Write))
        {
            file.Write(Encoding.ASCII.GetBytes(position + "\n"));
            file.Flush(flushToDisk: true);
        }

        File.Move(half, path, overwrite: true);
    }
}

/// <summary>How far a program has come. It is kept as `EPOCH-NUMBER TIME`.</summary>
/// <param name="Id">The event that it goes on behind; null before it has begun.</param>
/// <param name="At">When that was: should the server not know the event any more, what is unread since then is handed out.</param>
internal readonly record struct Place(string? Id, DateTimeOffset At)
{
    public static Place Parse(string? kept) => kept?.Split(' ') is [{ Length: > 0 } id, var time]
        && DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? new(id, at) : default;

    public override string ToString() => $"{Id} {At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)}";
}
