using System.Globalization;

namespace Tqq.Server.Passwords;

/// <summary>An Argon2id hash with its parameters, in PHC form: `$argon2id$v=19$m=..,t=..,p=1$salt$hash`, base64 without padding.</summary>
/// <param name="MemoryKiB">Memory in KiB.</param>
/// <param name="Passes">Number of passes.</param>
/// <param name="Salt">The salt.</param>
/// <param name="Hash">The hash.</param>
internal sealed record PhcString(int MemoryKiB, int Passes, byte[] Salt, byte[] Hash)
{
    // What a hash from our own store may ask for at the most: nobody is to make a login cost gigabytes.
    private const int MostMemoryKiB = 1024 * 1024;
    private const int MostPasses = 20;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"$argon2id$v=19$m={MemoryKiB},t={Passes},p=1${Encode(Salt)}${Encode(Hash)}");

    /// <exception cref="FormatException">It is none, or asks for too much.</exception>
    public static PhcString Parse(string text)
    {
        if (text.Split('$') is not ["", "argon2id", "v=19", var parameters, var salt, var hash]
            || parameters.Split(',') is not [['m', '=', .. var memory], ['t', '=', .. var passes], "p=1"]
            || !int.TryParse(memory, NumberStyles.None, CultureInfo.InvariantCulture, out var memoryKiB) || memoryKiB > MostMemoryKiB
            || !int.TryParse(passes, NumberStyles.None, CultureInfo.InvariantCulture, out var passCount) || passCount > MostPasses)
            throw new FormatException("no Argon2id hash in PHC form, or one that asks for too much");
        // An empty one would be that of every password.
        return hash.Length > 0 ? new(memoryKiB, passCount, Decode(salt), Decode(hash)) : throw new FormatException("the Argon2id hash is empty");
    }

    private static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    private static byte[] Decode(string text) => Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));
}
