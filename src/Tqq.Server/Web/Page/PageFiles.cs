using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace Tqq.Server.Web.Page;

/// <summary>
/// The files of the page, put together from its sources (`src/Tqq.Page`), which are inside the program: nothing that is made from them
/// has to be kept beside them.
/// </summary>
internal sealed partial class PageFiles
{
    /// <summary>Where the files are.</summary>
    public const string Folder = WebPaths.PageFiles + "/";

    private readonly IReadOnlyDictionary<string, string> _sources;
    private readonly Dictionary<string, PageFile> _bySource = [];
    private readonly Dictionary<string, PageFile> _byName = [];

    private PageFiles(IReadOnlyDictionary<string, string> sources)
    {
        _sources = sources;
        Add("style.css", Linked(string.Concat(Under("style/").Select(path => sources[path]))));
        Index = Document("index.html", "app/main.js");
        Admin = Document("admin.html", "admin/main.js");
    }

    /// <summary>The page, of the sources inside this program.</summary>
    public static PageFiles Own { get; } = new(Read());

    /// <summary>The document of the page that people use.</summary>
    public PageFile Index { get; }

    /// <summary>The document of the administrator's pages.</summary>
    public PageFile Admin { get; }

    /// <summary>All other files.</summary>
    public IReadOnlyCollection<PageFile> All => _byName.Values;

    /// <summary>The file of a name, or null.</summary>
    public PageFile? Find(string name) => _byName.GetValueOrDefault(name);

    // A document, with the one script that the modules are joined to of which the named one starts it.
    private PageFile Document(string path, string first)
    {
        var script = PageScript.Join(_sources, first, module => module.StartsWith("vendor/", StringComparison.Ordinal)
            ? Vendored(module).Name : null);
        Add(first.Split('/')[0] + ".js", script);
        var modules = _bySource.Where(one => one.Key.StartsWith("vendor/", StringComparison.Ordinal)).Select(one => one.Value.Name);
        var text = Linked(_sources[path])
            .Replace("{{modules}}", string.Concat(modules.Select(name => $"<link rel=\"modulepreload\" href=\"{Folder}{name}\">\n")),
                StringComparison.Ordinal)
            .Replace("{{version}}", ServerFacts.Version, StringComparison.Ordinal);
        return new(path, Encoding.UTF8.GetBytes(text));
    }

    private IEnumerable<string> Under(string folder) =>
        _sources.Keys.Where(path => path.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    // What a document or style names as {{file:NAME}}.
    private string Linked(string text) => FileName().Replace(text, match => Folder + Asset(match.Groups["name"].Value).Name);

    private PageFile Asset(string path) => _bySource.GetValueOrDefault(path) ?? Add(path, _sources[path]);

    // A module of others imports its neighbours by the names under which they are sent.
    private PageFile Vendored(string path) => _bySource.GetValueOrDefault(path)
        ?? Add(path, Neighbour().Replace(_sources[path], match => $"\"./{Vendored("vendor/" + match.Groups["name"].Value).Name}\""));

    private PageFile Add(string path, string text)
    {
        var file = new PageFile(path, Encoding.UTF8.GetBytes(text));
        _bySource.Add(path, file);
        _byName.Add(file.Name, file);
        return file;
    }

    private static Dictionary<string, string> Read()
    {
        const string prefix = "page/";
        var program = Assembly.GetExecutingAssembly();
        return program.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(name => name[prefix.Length..].Replace('\\', '/'), name =>
            {
                using var reader = new StreamReader(program.GetManifestResourceStream(name)!);
                return reader.ReadToEnd().ReplaceLineEndings("\n");
            });
    }

    [GeneratedRegex("""\{\{file:(?<name>[^}]+)\}\}""")]
    private static partial Regex FileName();

    [GeneratedRegex(@"(?<=from ?)""\./(?<name>[\w-]+\.js)""")]
    private static partial Regex Neighbour();
}
