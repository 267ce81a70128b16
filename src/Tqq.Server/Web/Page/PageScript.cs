using System.Text;
using System.Text.RegularExpressions;

namespace Tqq.Server.Web.Page;

/// <summary>
/// Joins the page's own modules into one script, so that a browser asks once. Each becomes a function that is called once and gives what
/// the module exports. Modules import each other by name (`import { a, b } from "./c.js"`) and export functions, classes and constants
/// where they declare them. As they are, they are modules that a browser runs, too. Comments with lines of their own are for people, and
/// a fifth of what would be sent: they are left out.
/// </summary>
internal static partial class PageScript
{
    /// <summary>The script, from which the modules that stay apart are imported.</summary>
    /// <param name="modules">The modules by path.</param>
    /// <param name="first">The path of the one that starts the page.</param>
    /// <param name="apart">The name under which a module is sent that stays apart; null for one of the page's own.</param>
    public static string Join(IReadOnlyDictionary<string, string> modules, string first, Func<string, string?> apart)
    {
        var (order, head, body) = (new List<string>(), new StringBuilder(), new StringBuilder());
        var outside = new List<string>();
        Visit(first, []);
        foreach (var (at, name) in outside.Index())
            head.Append($"import * as v{at} from \"./{name}\";\n");
        return head.Append(body).ToString();

        string Visit(string path, List<string> above)
        {
            if (apart(path) is { } sent)
            {
                if (!outside.Contains(sent))
                    outside.Add(sent);
                return $"v{outside.IndexOf(sent)}";
            }

            if (above.Contains(path))
                throw new InvalidOperationException($"modules of the page stand in a circle: {string.Join(", ", [.. above, path])}");
            if (!order.Contains(path))
            {
                if (!modules.TryGetValue(path, out var text))
                    throw new InvalidOperationException($"{above.LastOrDefault()} imports '{path}', but the page has no such module");
                text = Comment().Replace(text, "");
                text = Import().Replace(text, import => Bind(import, Visit(At(path, import.Groups["from"].Value), [.. above, path])));
                var names = Export().Matches(text).Select(export => export.Groups["name"].Value);
                text = Export().Replace(text, "${what} ${name}");
                order.Add(path);
                body.Append($"const m{order.Count - 1} = (() => {{\n{text}return {{ {string.Join(", ", names)} }};\n}})();\n");
            }

            return $"m{order.IndexOf(path)}";
        }
    }

    private static string Bind(Match import, string module) => import.Groups["names"] is { Success: true } names
        ? $"const {{ {names.Value.Trim().Replace(" as ", ": ", StringComparison.Ordinal)} }} = {module};" : "";

    private static string At(string path, string from)
    {
        var parts = path.Split('/')[..^1].ToList();
        foreach (var part in from.Split('/'))
        {
            if (part == "..")
                parts.RemoveAt(parts.Count - 1);
            else if (part != ".")
                parts.Add(part);
        }

        return string.Join('/', parts);
    }

    [GeneratedRegex(@"^[ \t]*(?://[^\n]*|/\*\*(?:[^*]|\*(?!/))*\*/)[ \t]*\n", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex("""^import (?:\{(?<names>[^}]*)\} from )?"(?<from>[^"]+)";$""", RegexOptions.Multiline)]
    private static partial Regex Import();

    [GeneratedRegex("""^export (?<what>(?:async )?function\*?|const|class) (?<name>\w+)""", RegexOptions.Multiline)]
    private static partial Regex Export();
}
