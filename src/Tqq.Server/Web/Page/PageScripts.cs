using System.Text;
using System.Text.RegularExpressions;

namespace Tqq.Server.Web.Page;

/// <summary>
/// Joins the page's modules into a few scripts, so that a browser asks for few. Each module becomes a function that is called once and
/// gives what the module exports. Modules import each other by name (`import { a, b } from "./c.js"`) and export functions, classes and
/// constants where they declare them, or by name. What a module asks for while it runs (`import("./d.js")`) becomes a script of its own,
/// with all that it imports and that is not there by then. As they are, they are modules that a browser runs, too. Comments with lines of
/// their own are for people, and a fifth of what would be sent: they are left out.
/// </summary>
/// <param name="modules">The modules by path.</param>
/// <param name="send">Sends a script of a name and a text, and gives the name under which it is sent.</param>
internal sealed partial class PageScripts(IReadOnlyDictionary<string, string> modules, Func<string, string, string> send)
{
    /// <summary>A script that is sent, from which others import.</summary>
    /// <param name="Name">Under which name it is sent.</param>
    /// <param name="Modules">The modules in it, in their order.</param>
    public sealed record Script(string Name, IReadOnlyList<string> Modules);

    /// <summary>Joins modules, and all that they import, into one script.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="first">The modules.</param>
    /// <param name="beside">The scripts that are there with it: it has none of their modules.</param>
    public Script Join(string name, IEnumerable<string> first, params IReadOnlyList<Script> beside)
    {
        var part = new Part(beside);
        foreach (var path in first)
            Visit(part, path, []);
        var later = Later(part);
        var own = string.Join(", ", part.Order.Index().Select(one => $"m{one.Index}"));
        return new(send(name, $"{part.Imports()}{part.Body}{later}export {{ {own} }};\n"), part.Order);
    }

    // What a module is called in a part, to which it is added where it is not there yet.
    private string Visit(Part part, string path, string[] above)
    {
        if (part.Known(path) is { } known)
            return known;
        if (above.Contains(path))
            throw new InvalidOperationException($"modules of the page stand in a circle: {string.Join(", ", [.. above, path])}");
        if (!modules.TryGetValue(path, out var text))
            throw new InvalidOperationException($"{above.LastOrDefault()} imports '{path}', but the page has no such module");
        var exported = new List<string>();
        text = Comment().Replace(text, "");
        text = Import().Replace(text, import => Bind(import, Other(import)));
        text = ExportList().Replace(text, list =>
        {
            var other = list.Groups["from"].Success ? $"{Other(list)}." : "";
            exported.AddRange(Names(list).Select(one => other + one.Own == one.Public ? one.Public : $"{one.Public}: {other}{one.Own}"));
            return "";
        });
        exported.AddRange(Export().Matches(text).Select(export => export.Groups["name"].Value));
        text = Export().Replace(text, "${what} ${name}");
        if (Default().IsMatch(text))
            exported.Add("default: whole");
        text = Default().Replace(text, "const whole = ");
        text = Asked().Replace(text, import => $"later{part.Asks(At(path, import.Groups["from"].Value))}()");
        part.Order.Add(path);
        var own = $"m{part.Order.Count - 1}";
        part.Body.Append($"const {own} = (() => {{\n{text.TrimEnd('\n')}\nreturn {{ {string.Join(", ", exported)} }};\n}})();\n");
        return own;

        string Other(Match import) => Visit(part, At(path, import.Groups["from"].Value), [.. above, path]);
    }

    // Functions that give what the modules of a part ask for while they run. What did not come is asked for under another address: browsers
    // do not ask twice for a module that was not there.
    private string Later(Part part)
    {
        var text = new StringBuilder();
        foreach (var (at, path) in part.Asked.Index())
        {
            if (part.Known(path) is { } known)
            {
                text.Append($"function later{at}() {{ return Promise.resolve({known}); }}\n");
                continue;
            }

            var own = new Part(part.Beside, part);
            var it = Visit(own, path, []);
            if (own.Asked.Count > 0)
                throw new InvalidOperationException($"{path} comes later, and asks for '{own.Asked[0]}', which would come later still");
            var taken = string.Join(", ", own.Given.Index().Select(one => $"g{one.Index}"));
            var sent = send(path.Split('/')[^1], $"{own.Imports()}export function open({taken}) {{\n{own.Body}return {it};\n}}\n");
            var given = string.Join(", ", own.Given.Select(part.Known));
            text.Append($$"""
                function later{{at}}() {
                  const fail = fault => {
                    later{{at}}.asked = undefined;
                    later{{at}}.again = `${later{{at}}.again ?? "?"}1`;
                    throw fault;
                  };
                  return later{{at}}.asked ??= import("./{{sent}}" + (later{{at}}.again ?? "")).then(part => part.open({{given}}), fail);
                }

                """);
        }

        return text.ToString();
    }

    private static string Bind(Match import, string module)
    {
        var names = Names(import).Select(one => one.Own == one.Public ? one.Own : $"{one.Own}: {one.Public}").ToArray();
        return names.Length > 0 ? $"const {{ {string.Join(", ", names)} }} = {module};" : "";
    }

    // Of `a as b` the first is the name on the side of who says it first.
    private static IEnumerable<(string Own, string Public)> Names(Match list) =>
        list.Groups["names"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(one => one.Split(" as ")).Select(one => (one[0], one[^1]));

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

    [GeneratedRegex("""(?<=^|;)import ?(?:\{(?<names>[^}]*)\} ?from ?)?"(?<from>[^"]+)";""", RegexOptions.Multiline)]
    private static partial Regex Import();

    [GeneratedRegex("""(?<=^|[;}])export ?\{(?<names>[^}]*)\}(?: ?from ?"(?<from>[^"]+)")?;""", RegexOptions.Multiline)]
    private static partial Regex ExportList();

    [GeneratedRegex("""^export (?<what>(?:async )?function\*?|const|class) (?<name>\w+)""", RegexOptions.Multiline)]
    private static partial Regex Export();

    [GeneratedRegex("(?<=^|[;}])export default ", RegexOptions.Multiline)]
    private static partial Regex Default();

    [GeneratedRegex("""(?<=\bawait )import\("(?<from>[^"]+)"\)""")]
    private static partial Regex Asked();

    // A script while it is joined; `above` is the one that asks for it.
    private sealed class Part(IReadOnlyList<Script> beside, Part? above = null)
    {
        private readonly List<Script> _imported = [];

        public IReadOnlyList<Script> Beside => beside;

        public List<string> Order { get; } = [];

        public StringBuilder Body { get; } = new();

        // What it is given by the one above.
        public List<string> Given { get; } = [];

        // What its modules ask for while they run.
        public List<string> Asked { get; } = [];

        public int Asks(string path) => PlaceIn(Asked, path);

        // What a module is called that is there; null where it is not.
        public string? Known(string path)
        {
            if (beside.FirstOrDefault(one => one.Modules.Contains(path)) is { } script)
                return $"s{PlaceIn(_imported, script)}.m{script.Modules.ToList().IndexOf(path)}";
            if (above?.Order.Contains(path) == true)
                return $"g{PlaceIn(Given, path)}";
            return Order.IndexOf(path) is >= 0 and var at ? $"m{at}" : null;
        }

        public string Imports() =>
            string.Concat(_imported.Index().Select(one => $"import * as s{one.Index} from \"./{one.Item.Name}\";\n"));

        private static int PlaceIn<T>(List<T> all, T one)
        {
            if (!all.Contains(one))
                all.Add(one);
            return all.IndexOf(one);
        }
    }
}
