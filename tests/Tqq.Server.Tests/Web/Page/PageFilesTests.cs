using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Tqq.Server.Web.Page;

namespace Tqq.Server.Tests.Web.Page;

/// <summary>The files of the page.</summary>
public sealed partial class PageFilesTests
{
    // Of the page of people and of the administrator's pages.
    private static readonly string[] Folders = ["app", "admin"];

    private static readonly string[] s_words = ["app/chinese.js", "admin/words.js"];

    private static string Sources => PageSources.Root;

    private static IEnumerable<string> Modules =>
        Folders.SelectMany(folder =>
            Directory.EnumerateFiles(Path.Combine(Sources, folder), "*.js", SearchOption.AllDirectories)).Select(File.ReadAllText);

    public static TheoryData<string> Documents => [.. new[] { PageFiles.Own.Index, PageFiles.Own.Admin }.Select(TextOf)];

    [Theory]
    [MemberData(nameof(Documents), DisableDiscoveryEnumeration = true)]
    public void All_that_a_document_names_is_there_and_comes_from_here(string document)
    {
        var named = Reference().Matches(document).Select(match => match.Groups[1].Value).ToArray();
        Assert.All(named, path => Assert.StartsWith("/", path, StringComparison.Ordinal));
        Assert.All(named.Where(path => path.StartsWith(PageFiles.Folder, StringComparison.Ordinal)),
            path => Assert.NotNull(PageFiles.Own.Find(path[PageFiles.Folder.Length..])));
        Assert.DoesNotContain("{{", document, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Documents), DisableDiscoveryEnumeration = true)]
    public void Nothing_in_a_document_is_inline_so_that_no_text_can_become_script_or_style(string document)
    {
        Assert.DoesNotMatch("<style|<script(?![^>]* src=)| on[a-z]+=| style=", document);
        Assert.All(Modules, module =>
            Assert.DoesNotMatch("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|style=", module));
    }

    [Fact]
    public void All_that_a_browser_imports_is_there()
    {
        var scripts = PageFiles.Own.All.Where(file => file.Name.EndsWith(".js", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(scripts);
        Assert.All(scripts, script => Assert.All(Imported().Matches(Encoding.UTF8.GetString(script.Content)),
            import => Assert.NotNull(PageFiles.Own.Find(import.Groups[1].Value))));
        Assert.All(scripts, script => Assert.All(ImportedLater().Matches(Encoding.UTF8.GetString(script.Content)),
            import => Assert.NotNull(PageFiles.Own.Find(import.Groups[1].Value))));
    }

    [Fact]
    public void The_scripts_that_come_later_are_those_that_the_document_names_for_that()
    {
        var named = Later().Matches(TextOf(PageFiles.Own.Index)).Select(match => match.Groups[1].Value[PageFiles.Folder.Length..]);
        var imported = PageFiles.Own.All.Where(file => file.Name.StartsWith("app.", StringComparison.Ordinal))
            .SelectMany(file => ImportedLater().Matches(Encoding.UTF8.GetString(file.Content))).Select(import => import.Groups[1].Value);
        Assert.Equal(imported.Order(), named.Order());
    }

    [Theory]
    [MemberData(nameof(Documents), DisableDiscoveryEnumeration = true)]
    public void What_the_scripts_of_a_document_import_is_asked_for_with_them_in_one_round(string document)
    {
        var named = Reference().Matches(document).Select(match => match.Groups[1].Value.Split('/')[^1]).ToHashSet();
        var scripts = named.Select(PageFiles.Own.Find).OfType<PageFile>().Where(file => file.Name.EndsWith(".js", StringComparison.Ordinal))
            .ToArray();
        Assert.NotEmpty(scripts);
        Assert.All(scripts, script => Assert.Subset(named,
            Imported().Matches(Encoding.UTF8.GetString(script.Content)).Select(import => import.Groups[1].Value).ToHashSet()));
    }

    [Fact]
    public void Each_library_is_the_file_that_the_update_wrote_down_and_has_its_licence()
    {
        var vendor = Path.Combine(Sources, "vendor");
        var written = File.ReadLines(Path.Combine(vendor, "versions.txt")).Select(line => line.Split(' '))
            .ToDictionary(line => line[0], line => line[1]);
        Assert.Equal(written.Keys.Order(), Directory.EnumerateFiles(vendor, "*.js").Select(Path.GetFileName).Order());
        Assert.All(written, one =>
            Assert.Equal(one.Value, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(vendor, one.Key))))));
        Assert.All(written.Keys, name => Assert.True(File.Exists(Path.Combine(vendor, Path.ChangeExtension(name, ".LICENSE")))));
    }

    [Fact]
    public void Every_text_of_the_page_is_in_both_languages()
    {
        var words = s_words
            .SelectMany(file => Entry().Matches(File.ReadAllText(Path.Combine(Sources, file))))
            .Select(entry => (English: entry.Groups["english"].Value, Chinese: entry.Groups["chinese"].Value)).ToArray();
        var said = Modules.SelectMany(module => Said().Matches(module)).Select(text => text.Groups[1].Value).Distinct().ToArray();
        Assert.NotEmpty(said);
        Assert.Empty(said.Except(words.Select(entry => entry.English)));
        Assert.All(words, entry => Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", entry.Chinese));
    }

    [Fact]
    public void The_first_view_has_less_than_60_KB()
    {
        var files = Reference().Matches(TextOf(PageFiles.Own.Index))
            .Select(match => PageFiles.Own.Find(match.Groups[1].Value.Split('/')[^1]))
            .OfType<PageFile>().Append(PageFiles.Own.Index).Where(file => file.Type != "image/png").DistinctBy(file => file.Name);
        Assert.InRange(files.Sum(file => file.As("br, gzip").Bytes.Length), 20_000, 60_000);
    }

    private static string TextOf(PageFile document) => Encoding.UTF8.GetString(document.Content);

    [GeneratedRegex("(?:href|src)=\"([^\"]+)\"")]
    private static partial Regex Reference();

    [GeneratedRegex("""from ?"\./([^"]+)";?""")]
    private static partial Regex Imported();

    [GeneratedRegex("""import\("\./([\w-]+\.\w{12}\.js)""")]
    private static partial Regex ImportedLater();

    [GeneratedRegex("data-(?:later|chinese)=\"([^\"]+)\"")]
    private static partial Regex Later();

    [GeneratedRegex("\\bsay\\(\"([^\"]+)\"")]
    private static partial Regex Said();

    [GeneratedRegex("^  \"(?<english>[^\"]+)\":\\s+\"(?<chinese>[^\"]+)\",$", RegexOptions.Multiline)]
    private static partial Regex Entry();
}
