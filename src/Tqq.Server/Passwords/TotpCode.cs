using OtpNet;

namespace Tqq.Server.Passwords;

/// <summary>
/// Codes of a second factor: six digits that change each 30 seconds (RFC 6238), as every authenticator app computes them.
/// </summary>
public static class TotpCode
{
    private const int SecretBytes = 20;
    private const int Digits = 6;

    // A code is good in the step before and after its own: clocks differ, and typing takes time.
    private static readonly VerificationWindow s_window = new(previous: 1, future: 1);

    /// <summary>A new secret: 160 random bits, in base 32.</summary>
    public static string MakeSecret() => Base32Encoding.ToString(KeyGeneration.GenerateRandomKey(SecretBytes)).TrimEnd('=');

    /// <summary>The secret as an authenticator app takes it, as a link or in a picture.</summary>
    /// <param name="secret">The secret, in base 32.</param>
    /// <param name="account">Whose it is.</param>
    public static string UriOf(string secret, string account) => new OtpUri(OtpType.Totp, secret, account, "Tqq").ToString();

    /// <summary>Whether a text looks like a code, right or wrong.</summary>
    public static bool IsCode(string text) => text.Length == Digits && text.All(char.IsAsciiDigit);

    /// <summary>The step of a code, by which nobody uses it twice; null where it is wrong.</summary>
    /// <param name="secret">The secret, in base 32.</param>
    /// <param name="code">The code.</param>
    /// <param name="now">The time by the calendar.</param>
    public static long? StepOf(string secret, string code, DateTimeOffset now) =>
        IsCode(code) && new Totp(Base32Encoding.ToBytes(secret), totpSize: Digits).VerifyTotp(now.UtcDateTime, code, out var step, s_window)
            ? step : null;
}
