using System.Globalization;
using Tqq.Core;

namespace Tqq.Server.Web.Api;

/// <summary>Reads what several routes are told. What is wrong is a <see cref="BadInputException"/>.</summary>
internal static class ApiInput
{
    private const int LowestUin = 10_001;

    /// <summary>The number of an account.</summary>
    public static Uin Uin(long? number, string path) => number is >= LowestUin and <= uint.MaxValue
        ? new((uint)number)
        : throw new BadInputException(
            $"{path} is {number?.ToString(CultureInfo.InvariantCulture) ?? "missing"}, but may be a number from 10001 to 4294967295");

    /// <summary>What somebody calls something.</summary>
    public static string Name(string name, string path, int longest) => name.Length <= longest && !name.Any(char.IsControl)
        ? name
        : throw new BadInputException($"{path} may be a text of at most {longest} characters without control characters");
}
