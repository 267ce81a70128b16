using System.Globalization;
using System.Text;

namespace Tqq.Core.Profiles;

/// <summary>What one profile field may hold. The table of all of them is <see cref="FieldRules"/>.</summary>
/// <param name="Field">The field.</param>
/// <param name="Default">Its value where the account has none.</param>
/// <param name="Allowed">The legal values in words, for error messages.</param>
/// <param name="Audience">Who sees it where its owner has chosen nothing; null where everyone does, and there is nothing to choose.</param>
/// <param name="IsLegal">Tells whether a value may be stored; null for the fields whose meaning is unknown, which cannot be set.</param>
public sealed record FieldRule(ProfileField Field, string Default, string Allowed, Audience? Audience, Func<string, bool>? IsLegal)
{
    /// <summary>Tells whether a value may be stored, or might have been by an earlier version: who has it keeps it.</summary>
    public Func<string, bool>? WasLegal { get; init; } = IsLegal;

    /// <summary>
    /// Whether somebody who says the default says something. It is kept then, although the wire does not tell it from what nobody has said;
    /// an empty value takes it back.
    /// </summary>
    public bool KeepsDefault { get; init; }

    /// <summary>Whether a profile may be given this value: one that may be stored, or an empty one that takes back what was said.</summary>
    public bool Takes(string value) => IsLegal is { } isLegal && (isLegal(value) || (KeepsDefault && value.Length == 0));

    /// <summary>What is shown of a value to whoever may not see it; null for nothing.</summary>
    public Func<string, string>? Mask { get; init; }

    /// <summary>What its values are.</summary>
    public FieldKind Kind { get; init; }

    /// <summary>How many characters a text has at the least.</summary>
    public int Fewest { get; init; }

    /// <summary>How many characters a text has at the most; the highest number.</summary>
    public int Most { get; init; }

    /// <summary>Whether the field can be set at all.</summary>
    public bool CanBeSet => IsLegal is not null;

    internal static FieldRule Text(ProfileField field, int longest, Audience? audience) => new(
        field, "", $"a text of at most {longest} characters, without control characters but tabs and line breaks", audience,
        value => CountCharacters(value) is var n && n >= 0 && n <= longest
            && !value.Any(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r')))
    {
        Kind = FieldKind.Text, Most = longest,
    };

    internal static FieldRule Name(ProfileField field, int longest)
    {
        return new(
            field, "", $"a text of 1 to {longest} characters, at least one of them visible, and without control characters", null,
            value => IsName(value) && VisibleText.HasSomething(value))
        {
            WasLegal = IsName, Kind = FieldKind.Text, Fewest = 1, Most = longest,
        };

        bool IsName(string value) =>
            CountCharacters(value) is var n && n > 0 && n <= longest && !string.IsNullOrWhiteSpace(value) && !value.Any(char.IsControl);
    }

    internal static FieldRule Number(ProfileField field, int highest, Audience? audience) => new(
        field, "0", $"a number from 0 to {highest}", audience,
        value => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n <= highest
            && value == n.ToString(CultureInfo.InvariantCulture))
    {
        Kind = FieldKind.Number, Most = highest,
    };

    internal static FieldRule Code(ProfileField field, Audience? audience, params string[] meanings) =>
        Number(field, meanings.Length - 1, audience) with
        {
            Kind = FieldKind.Code,
            Allowed = string.Join(", ", meanings.Select((meaning, code) =>
                meaning.Length == 0 ? $"{code} (not said)" : $"{code} ({meaning})")),
        };

    internal static FieldRule Unknown(ProfileField field, string value) =>
        new(field, value, "nothing: its meaning is unknown and it is fixed", null, null);

    // Unicode scalar values, so that an emoji counts once; -1 for what is no well-formed text.
    private static int CountCharacters(string value)
    {
        var count = 0;
        for (var at = 0; at < value.Length; count++)
        {
            if (!Rune.TryGetRuneAt(value, at, out var rune))
                return -1;
            at += rune.Utf16SequenceLength;
        }

        return count;
    }
}

/// <summary>What the values of a profile field are.</summary>
public enum FieldKind
{
    /// <summary>Nothing that can be set.</summary>
    Unknown,

    /// <summary>Texts.</summary>
    Text,

    /// <summary>Numbers from 0.</summary>
    Number,

    /// <summary>Numbers that stand for words.</summary>
    Code,
}
