using System.Globalization;

namespace Tqq.Server.Web.Api.Events;

/// <summary>A place in the log of an account: what a stream goes on behind. It is written EPOCH-NUMBER.</summary>
/// <param name="Epoch">The epoch that the number is of; null where whoever names it does not say.</param>
/// <param name="Number">The number.</param>
internal readonly record struct LogPosition(long? Epoch, long Number)
{
    /// <summary>Reads one: EPOCH-NUMBER, or the id of a message.</summary>
    /// <exception cref="BadInputException">It is neither.</exception>
    public static LogPosition Parse(string text, string path)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        return (dash < 0 || IsNumber(text[..dash], out _)) && IsNumber(text[(dash + 1)..], out var number)
            ? new(dash < 0 ? null : long.Parse(text[..dash], CultureInfo.InvariantCulture), number)
            : throw new BadInputException(new(path, InputRule.Other),
                $"{path} is '{BadInputException.Shown(text)}', but must be the id of an event, such as 123-45, or of a message");
    }

    /// <summary>As it is written.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch}-{Number}");

    private static bool IsNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
