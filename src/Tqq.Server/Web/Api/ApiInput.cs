using System.Globalization;
using Tqq.Core;
using Tqq.Core.Devices;
using Tqq.Server.Messaging;
using Tqq.Server.Passwords;

namespace Tqq.Server.Web.Api;

/// <summary>Reads what several routes are told. What is wrong is a <see cref="BadInputException"/>.</summary>
internal static class ApiInput
{
    private const int LowestUin = 10_001;
    private const int UsualLimit = 50;
    private const int LongestKey = 64;
    private const long MostSeconds = 3650L * 86_400;

    /// <summary>The number of an account.</summary>
    public static Uin Uin(long? number, string path) => number is >= LowestUin and <= uint.MaxValue
        ? new((uint)number)
        : throw new BadInputException(InputFault.OfUin(path, number, LowestUin),
            $"{path} is {number?.ToString(CultureInfo.InvariantCulture) ?? "missing"}, but must be a number from 10001 to 4294967295");

    /// <summary>Whom a conversation is with: the number of an account, or 10000 for the server itself, which only speaks.</summary>
    public static Uin Peer(long number, string path) => number == Tqq.Core.Uin.System.Value ? Tqq.Core.Uin.System : Uin(number, path);

    /// <summary>A password that somebody chooses.</summary>
    public static string NewPassword(string? password, string path) =>
        password is { Length: >= ChosenPassword.Shortest and <= ChosenPassword.Longest } && !string.IsNullOrWhiteSpace(password)
        && !password.Any(char.IsControl)
            ? ChosenPassword.IsCommon(password)
                ? throw IsCommon(path)
                : password
            : throw new BadInputException(password is null ? new(path, InputRule.Missing)
                : new(path, InputRule.Text, ChosenPassword.Shortest, ChosenPassword.Longest),
                $"{path} must be a text of {ChosenPassword.Shortest} to {ChosenPassword.Longest} characters, not only spaces and without control characters");

    /// <summary>A password is among the most common.</summary>
    public static BadInputException IsCommon(string path) => new(new(path, InputRule.CommonPassword),
        $"{path} is among the 10,000 most common passwords, which are guessed first: choose another");

    /// <summary>What somebody calls something.</summary>
    public static string Name(string name, string path, int longest) => name.Length <= longest && !name.Any(char.IsControl)
        ? name
        : throw new BadInputException(new(path, InputRule.Text, Max: longest),
            $"{path} must be a text of at most {longest} characters without control characters");

    /// <summary>The number of an item, as it is written: an id.</summary>
    public static long? Id(string? text, string path) => text is null ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new BadInputException(new(path, InputRule.Other),
            $"{path} is '{BadInputException.Shown(text)}', but must be the id of a message");

    /// <summary>How many there are on a page.</summary>
    public static int Limit(int? limit) => limit switch
    {
        null => UsualLimit,
        >= 1 and <= IDeviceLog.MostAtOnce => limit.Value,
        _ => throw new BadInputException(new("limit", InputRule.Number, 1, IDeviceLog.MostAtOnce),
            string.Create(CultureInfo.InvariantCulture, $"limit is {limit}, but must be a number from 1 to {IDeviceLog.MostAtOnce}")),
    };

    /// <summary>A text that is to be sent.</summary>
    public static string Text(string? text, string path) => text is { Length: > 0 }
        ? text
        : throw new BadInputException(new(path, InputRule.Missing),
            $"{path} is missing or empty, but must be a text of 1 to {DeviceSession.MostCharacters} characters");

    /// <summary>Whether a text has no more characters than may be sent at once.</summary>
    public static bool IsShort(string text) =>
        text.Length <= DeviceSession.MostCharacters || text.EnumerateRunes().Count() <= DeviceSession.MostCharacters;

    /// <summary>A key by which something is done once.</summary>
    public static string? Key(string? key) => key is null || (key.Length is >= 1 and <= LongestKey && key.All(c => c is > ' ' and <= '~'))
        ? key
        : throw new BadInputException(
            $"Idempotency-Key is '{BadInputException.Shown(key)}', but must be 1 to {LongestKey} ASCII characters without spaces");

    /// <summary>A time ago, such as 10m.</summary>
    public static TimeSpan Duration(string text, string path) =>
        text.Length is >= 2 and <= 9 && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && SecondsOf(text[^1]) is { } unit && number <= MostSeconds / unit
            ? TimeSpan.FromSeconds(number * unit)
            : throw new BadInputException(new(path, InputRule.Other),
                $"{path} is '{BadInputException.Shown(text)}', but must be a time such as 30s, 10m, 2h or 7d, up to 3650d");

    private static long? SecondsOf(char unit) => unit switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86_400, _ => null };
}
