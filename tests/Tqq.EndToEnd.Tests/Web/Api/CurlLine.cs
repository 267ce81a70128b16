using System.Text;

namespace Tqq.EndToEnd.Tests.Web.Api;

/// <summary>
/// A line of the page with curl in it, taken apart as a shell and curl do. What the page has no need of is not known here.
/// </summary>
internal sealed record CurlLine(HttpMethod Method, Uri Address, IReadOnlyList<(string Name, string Value)> Headers, string? Body)
{
    /// <summary>Takes a line apart.</summary>
    /// <param name="line">The line; one that goes on ends with a backslash.</param>
    /// <param name="variables">What stands for $NAME.</param>
    public static CurlLine Parse(string line, IReadOnlyDictionary<string, string> variables)
    {
        var words = Words(line.Replace("\\\n", " ", StringComparison.Ordinal), variables);
        Assert.Equal("curl", words[0]);
        var headers = new List<(string, string)>();
        var (method, address, body, type) = ((string?)null, (string?)null, (string?)null, (string?)null);
        var isQuery = false;
        for (var at = 1; at < words.Count; at++)
            switch (words[at])
            {
                case "-X":
                    method = words[++at];
                    break;
                case "-H":
                    var header = words[++at].Split(": ", 2);
                    headers.Add((header[0], header[1]));
                    break;
                case "--json":
                    (body, type) = (words[++at], "application/json");
                    break;
                case "-d":
                    (body, type) = (words[++at], "application/x-www-form-urlencoded");
                    break;
                case "--data-urlencode":
                    var pair = words[++at].Split('=', 2);
                    body = $"{pair[0]}={Uri.EscapeDataString(pair[1])}";
                    break;
                case "-G":
                    isQuery = true;
                    break;
                case "-T":
                    at++;
                    (method, body) = ("PUT", "");
                    break;
                case "-N" or "-OJ":
                    break;
                case var option when option.StartsWith('-'):
                    throw new InvalidOperationException($"{option} is no option that this knows: {line}");
                case var url:
                    address = url;
                    break;
            }

        if (isQuery)
            (address, body) = ($"{address}?{body}", null);
        if (type is not null)
            headers.Add(("Content-Type", type));
        return new(HttpMethod.Parse(method ?? (body is null ? "GET" : "POST")), new(address!), headers, body);
    }

    // Words with 'quotes', in which everything stands for itself, and "quotes", in which $NAME does not.
    private static List<string> Words(string line, IReadOnlyDictionary<string, string> variables)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        var quote = '\0';
        for (var at = 0; at < line.Length; at++)
            if (line[at] == quote)
                quote = '\0';
            else if (quote == '\0' && line[at] is '\'' or '"')
                (quote, word) = (line[at], word ?? new());
            else if (quote == '\0' && char.IsWhiteSpace(line[at]))
            {
                if (word is not null)
                    words.Add(word.ToString());
                word = null;
            }
            else if (quote != '\'' && line[at] == '$')
            {
                var name = string.Concat(line[(at + 1)..].TakeWhile(c => char.IsAsciiLetterUpper(c) || c == '_'));
                (word ??= new()).Append(variables[name]);
                at += name.Length;
            }
            else
                (word ??= new()).Append(line[at]);
        if (word is not null)
            words.Add(word.ToString());
        return words;
    }
}
