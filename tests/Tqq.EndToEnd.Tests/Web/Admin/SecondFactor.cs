using OtpNet;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>The second factor of an administrator.</summary>
internal static class SecondFactor
{
    /// <summary>Makes somebody an administrator with a second factor.</summary>
    /// <returns>Recovery codes, each of which is good once.</returns>
    public static async Task<string[]> SwitchOnAsync(Person person)
    {
        using var admin = await AdminBrowser.SignInAsync(person, isConfirmed: true);
        var secret = (await admin.AskAsync(HttpMethod.Post, "totp")).GetProperty("secret").GetString()!;
        var on = await admin.AskAsync(HttpMethod.Post, "totp/on",
            new { code = new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(DateTime.UtcNow) });
        return [.. on.GetProperty("recoveryCodes").EnumerateArray().Select(code => code.GetString()!)];
    }
}
