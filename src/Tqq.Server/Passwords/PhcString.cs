using System.Globalization;

namespace Tqq.Server.Passwords;

/// <summary>An Argon2id hash with its parameters, in PHC form: `$argon2id$v=19$m=..,t=..,p=1$salt$hash`, base64 without padding.</summary>
/// <param name="MemoryKiB">Memory in KiB.</param>
/// <param name="Passes">Number of passes.</param>
/// <param name="Salt">The salt.</param>
/// <param name="Hash">The hash.</param>
internal sealed record PhcString(int MemoryKiB, int Passes, byte[] Salt, byte[] Hash)
{
    /// <summary>The length of a salt in bytes: the only one that Argon2id is given here.</summary>
    public const int SaltBytes = 16;

    /// <summary>The length of a hash in bytes.</summary>
    public const int HashBytes = 32;

    // From the least that Argon2id can do to some seconds: a hash that somebody else has put into a store is not to make
    // each login cost gigabytes or minutes.
    private const int LeastMemoryKiB = 8;
    private const int MostMemoryKiB = 256 * 1024;
    private const int MostPasses = 10;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"$argon2id$v=19$m={MemoryKiB},t={Passes},p=1${Encode(Salt)}${Encode(Hash)}");

    /// <summary>Reads what <see cref="ToString"/> writes, and nothing else.</summary>
    /// <exception cref="FormatException">It is none, has a salt or a hash of another length, or asks for too much.</exception>
    public static PhcString Parse(string text)
    {
        if (text.Split('$') is not ["", "argon2id", "v=19", var parameters, var salt, var hash]
            || parameters.Split(',') is not [['m', '=', .. var memory], ['t', '=', .. var passes], "p=1"]
            || !int.TryParse(memory, NumberStyles.None, CultureInfo.InvariantCulture, out var memoryKiB)
                || memoryKiB is < LeastMemoryKiB or > MostMemoryKiB
            || !int.TryParse(passes, NumberStyles.None, CultureInfo.InvariantCulture, out var passCount)
                || passCount is < 1 or > MostPasses)
            throw new FormatException("no Argon2id hash in PHC form, or one that asks for too much");
        var read = new PhcString(memoryKiB, passCount, Decode(salt), Decode(hash));
        return read is { Salt.Length: SaltBytes, Hash.Length: HashBytes } && read.ToString() == text
            ? read
            : throw new FormatException($"no Argon2id hash of {HashBytes} bytes with a salt of {SaltBytes}, as this program writes it");
    }

    private static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    private static byte[] Decode(string text) => Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));
}
