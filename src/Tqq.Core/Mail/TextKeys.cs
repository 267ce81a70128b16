
namespace Tqq.Core.Mail;

/// <summary>
/// The keys of the texts that one account has taken within a day (protocol.md §4), and of those that are being stored. A day is
/// measured on the clock that nobody sets, from when a text was taken or the account came into memory: so a key counts for a day at
/// least, whatever becomes of the calendar.
/// </summary>
internal sealed class TextKeys
{
    private readonly Dictionary<(Uin Sender, UInt128 Mark), Entry> _entries = [];
    private TimeSpan _looksNext;

    /// <summary>What is known of a key and its text.</summary>
    public Known Find(TextKey key, TimeSpan now) =>
        !_entries.TryGetValue((key.Sender, key.Mark), out var entry) || IsOver(entry, now) ? Known.Nothing
        : entry.Digest != key.Digest ? Known.OtherText
        : entry.IsStored ? Known.Taken : Known.BeingStored;

    /// <summary>A text with this key is on its way to the disk.</summary>
    public void Begin(TextKey key, TimeSpan now)
    {
        if (now >= _looksNext)
            Forget(now);
        _entries[(key.Sender, key.Mark)] = new(key.Digest, now, IsStored: false);
    }

    /// <summary>A key that was read from disk.</summary>
    public void Read(TextKey key, TimeSpan now) => _entries[(key.Sender, key.Mark)] = new(key.Digest, now, IsStored: true);

    /// <summary>The text is on disk, and the key with it.</summary>
    public void Stored(TextKey key) => _entries[(key.Sender, key.Mark)] = _entries[(key.Sender, key.Mark)] with { IsStored = true };

    /// <summary>Neither is on disk.</summary>
    public void Failed(TextKey key) => _entries.Remove((key.Sender, key.Mark));

    private static bool IsOver(Entry entry, TimeSpan now) => entry.IsStored && now - entry.Since >= TextKey.Life;

    // Now and then, so that a key costs next to nothing when it is taken.
    private void Forget(TimeSpan now)
    {
        foreach (var (id, entry) in _entries)
            if (IsOver(entry, now))
                _entries.Remove(id);
        _looksNext = now + (TextKey.Life / 24);
    }

    /// <summary>What is known of a key and its text.</summary>
    internal enum Known
    {
        /// <summary>No text with this key is known.</summary>
        Nothing,

        /// <summary>The text is on disk, or was, or the settings of the account kept it out.</summary>
        Taken,

        /// <summary>The text is on its way to the disk, and nobody knows yet what becomes of it.</summary>
        BeingStored,

        /// <summary>The key belongs to another text.</summary>
        OtherText,
    }

    private readonly record struct Entry(long Digest, TimeSpan Since, bool IsStored);
}
