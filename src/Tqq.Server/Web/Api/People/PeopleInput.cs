using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Tqq.Core;
using Tqq.Core.Profiles;

namespace Tqq.Server.Web.Api.People;

/// <summary>Reads what routes about people are told. What is wrong is a <see cref="BadInputException"/>.</summary>
internal static class PeopleInput
{
    private const int LongestWords = 400; // as a client of HTTP QQ can send and read them (protocol.md §5.6)
    private const int LongestSearch = 32; // no nickname has more characters

    /// <summary>The number behind which a part of a list begins.</summary>
    public static Uin After(string? after) => after is null ? new(0)
        : uint.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new(number) : throw WrongAfter();

    /// <summary>Words for somebody who is asked, or refused.</summary>
    public static string Words(string words, string path) => Encoding.UTF8.GetByteCount(words) <= LongestWords
        ? words
        : throw new BadInputException(new(path, InputRule.Other), $"{path} may have at most {LongestWords} bytes of UTF-8");

    /// <summary>What is searched for.</summary>
    public static string Search(string? text) => text?.Trim() is { Length: > 0 } said && said.EnumerateRunes().Count() <= LongestSearch
        && !said.Any(char.IsControl)
        ? said
        : throw new BadInputException(new("q", InputRule.Text, 1, LongestSearch),
            $"q must be a whole number of an account, or the beginning of a nickname: 1 to {LongestSearch} characters");

    /// <summary>Where a part of a search begins.</summary>
    public static FoundAccount? AfterFound(string? after)
    {
        if (after is null)
            return null;
        var bytes = new byte[Base64Url.GetMaxDecodedLength(after.Length)];
        if (Base64Url.IsValid(after) && Base64Url.TryDecodeFromChars(after, bytes, out var written)
            && Encoding.UTF8.GetString(bytes, 0, written).Split('\n', 2) is [var number, var nick]
            && uint.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var uin))
            return new(new(uin), nick, 0);
        throw WrongAfter();
    }

    /// <summary>The value of next behind somebody who was found.</summary>
    public static string Next(FoundAccount last) => Base64Url.EncodeToString(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{last.Uin.Value}\n{last.Nick}")));

    private static BadInputException WrongAfter() => new(
        new("after", InputRule.Other), "after must be the value of next of the part before");
}
