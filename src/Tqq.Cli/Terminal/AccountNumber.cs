using System.Globalization;
using Tqq.Cli.Language;

namespace Tqq.Cli.Terminal;

/// <summary>The number of an account, as every command takes it. 10000 is the system's own: nobody logs in as it, and nothing is sent to it (docs/protocol.md §1).</summary>
internal static class AccountNumber
{
    private const uint Least = 10001;

    /// <summary>What it may be.</summary>
    public static string Allowed => Localized.Of($"{Least} to {uint.MaxValue}", $"{Least} 到 {uint.MaxValue}");

    /// <summary>Whether there can be an account of this number; whether there is one the server says.</summary>
    public static bool IsOne(uint uin) => uin >= Least;

    /// <summary>Reads a number.</summary>
    public static bool TryParse(string word, out uint uin) => uint.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out uin) && IsOne(uin);
}
