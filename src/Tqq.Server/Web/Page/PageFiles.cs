using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
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

    // They change less often than the page, and both documents have them: they are a script of their own.
    private static readonly string[] s_libraries = ["vendor/preact.js", "vendor/hooks.js", "vendor/signals.js", "vendor/htm.js"];

    private readonly Dictionary<string, byte[]> _pictures;
    private readonly IReadOnlyDictionary<string, string> _sources;
    private readonly Dictionary<string, PageFile> _bySource = [];
    private readonly Dictionary<string, PageFile> _byName = [];

    private PageFiles(IReadOnlyDictionary<string, byte[]> files)
    {
        _pictures = files.Where(one => IsPicture(one.Key)).ToDictionary();
        _sources = files.Where(one => !IsPicture(one.Key))
            .ToDictionary(one => one.Key, one => Encoding.UTF8.GetString(one.Value).ReplaceLineEndings("\n"));
        Add("style.css", Linked(Remark().Replace(Joined("style/"), "")));
        var scripts = new PageScripts(_sources, (name, text) => Add(name, text).Name);
        var library = scripts.Join("library.js", s_libraries);
        var start = scripts.Join("start.js", ["app/start.js"]);
        scripts.Join("app.js", ["app/main.js"], start, library);
        scripts.Join("admin.js", ["admin/main.js"], library);
        Index = Document("index.html");
        Admin = Document("admin.html");
        var shell = JsonSerializer.Serialize([.. ShellOf(Index).Select(file => Folder + file.Name)], WorkerJson.Default.StringArray);
        Worker = new("service-worker.js",
            Encoding.UTF8.GetBytes(Linked(Joined("worker/")).Replace("{{shell}}", shell, StringComparison.Ordinal)));
    }

    /// <summary>The page, of the sources inside this program.</summary>
    public static PageFiles Own { get; } = new(Read());

    /// <summary>The document of the page that people use.</summary>
    public PageFile Index { get; }

    /// <summary>The document of the administrator's pages.</summary>
    public PageFile Admin { get; }

    /// <summary>The service worker of that document. It is another one whenever something of the shell is.</summary>
    public PageFile Worker { get; }

    /// <summary>All files that stand in the folder: the document under the name of its content, too.</summary>
    public IReadOnlyCollection<PageFile> All => _byName.Values;

    /// <summary>The file of a name, or null.</summary>
    public PageFile? Find(string name) => _byName.GetValueOrDefault(name);

    private PageFile Document(string path) =>
        Add(path, Linked(_sources[path]).Replace("{{version}}", ServerFacts.Version, StringComparison.Ordinal));

    private static bool IsPicture(string path) => path.EndsWith(".png", StringComparison.Ordinal);

    private string Joined(string folder) => string.Concat(_sources.Keys.Where(path => path.StartsWith(folder, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal).Select(path => _sources[path]));

    // A document, what it loads, and what that loads in turn. The icons of an installed page are the browser's matter.
    private List<PageFile> ShellOf(PageFile document)
    {
        var shell = new List<PageFile> { document };
        for (var at = 0; at < shell.Count; at++)
        {
            var text = Encoding.UTF8.GetString(shell[at].Content);
            shell.AddRange(_byName.Values.Where(file => Path.GetExtension(file.Name) is ".css" or ".js" or ".svg"
                && text.Contains(file.Name, StringComparison.Ordinal) && !shell.Contains(file)).ToArray());
        }

        return shell;
    }

    // What a document or style names as {{file:NAME}}.
    private string Linked(string text) => FileName().Replace(text, match => Folder + Asset(match.Groups["name"].Value).Name);

    private PageFile Asset(string path) => _bySource.GetValueOrDefault(path)
        ?? (_pictures.TryGetValue(path, out var picture) ? Add(path, picture) : Add(path, Linked(_sources[path])));

    private PageFile Add(string path, string text) => Add(path, Encoding.UTF8.GetBytes(text));

    private PageFile Add(string path, byte[] content)
    {
        var file = new PageFile(path, content);
        _bySource.Add(path, file);
        _byName.Add(file.Name, file);
        return file;
    }

    private static Dictionary<string, byte[]> Read()
    {
        const string prefix = "page/";
        var program = Assembly.GetExecutingAssembly();
        return program.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(name => name[prefix.Length..].Replace('\\', '/'), name =>
            {
                using var content = program.GetManifestResourceStream(name)!;
                var bytes = new byte[content.Length];
                content.ReadExactly(bytes);
                return bytes;
            });
    }

    [GeneratedRegex("""\{\{file:(?<name>[^}]+)\}\}""")]
    private static partial Regex FileName();

    // Comments of styles are for people.
    [GeneratedRegex(@"/\*(?:[^*]|\*(?!/))*\*/\n?")]
    private static partial Regex Remark();
}

/// <summary>Generated serializer of what the service worker is told.</summary>
[JsonSerializable(typeof(string[]))]
internal sealed partial class WorkerJson : JsonSerializerContext;
