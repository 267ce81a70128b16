using System.Text;

namespace Tqq.Server.Web.Admin.Importing;

/// <summary>
/// Reads a table of comma-separated values (RFC 4180): a value with commas, quotes or line breaks stands in quotes, in which a quote is
/// written twice.
/// </summary>
internal static class CsvText
{
    /// <summary>The rows, each with the number of the line where it begins. Lines with nothing on them are left out.</summary>
    /// <exception cref="FormatException">A value in quotes does not end; the message says where it begins.</exception>
    public static IEnumerable<(int Line, IReadOnlyList<string> Values)> Read(string text)
    {
        var (at, line) = (0, 1);
        while (at < text.Length)
        {
            var first = line;
            var values = ReadRow(text, ref at, ref line);
            if (values is not [""])
                yield return (first, values);
        }
    }

    private static List<string> ReadRow(string text, ref int at, ref int line)
    {
        var values = new List<string>();
        for (; ; )
        {
            values.Add(at < text.Length && text[at] == '"' ? ReadQuoted(text, ref at, ref line) : ReadPlain(text, ref at));
            if (at < text.Length && text[at] == ',')
            {
                at++;
                continue;
            }

            if (at < text.Length && text[at] == '\r')
                at++;
            if (at < text.Length && text[at] == '\n')
                at++;
            line++;
            return values;
        }
    }

    private static string ReadPlain(string text, ref int at)
    {
        var end = text.AsSpan(at).IndexOfAny(",\r\n") is >= 0 and var length ? at + length : text.Length;
        var value = text[at..end];
        at = end;
        return value.Trim(' ');
    }

    // What stands behind the last quote belongs to the value, as spreadsheets read it.
    private static string ReadQuoted(string text, ref int at, ref int line)
    {
        var (first, value) = (line, new StringBuilder());
        for (at++; ; at++)
        {
            if (at == text.Length)
                throw new FormatException($"line {first}: a value in quotes does not end");
            if (text[at] == '\n')
                line++;
            if (text[at] != '"')
                value.Append(text[at]);
            else if (at + 1 < text.Length && text[at + 1] == '"')
                value.Append(text[at++]);
            else
                break;
        }

        at++;
        return value.Append(ReadPlain(text, ref at)).ToString();
    }
}
