using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tqq.Server.Web.Page;

namespace Tqq.Server.Tests.Web.Page;

/// <summary>What a browser keeps of the page: the shell, which the service worker names, and the manifest of an installed page.</summary>
public sealed partial class PageWorkerTests
{
    private static string Worker => Encoding.UTF8.GetString(PageFiles.Own.Worker.Content);

    private static string[] Shell => JsonSerializer.Deserialize<string[]>(Named().Match(Worker).Groups[1].Value)!;

    private static JsonElement Manifest => JsonDocument.Parse(
        PageFiles.Own.All.Single(file => file.Name.EndsWith(".webmanifest", StringComparison.Ordinal)).Content).RootElement;

    [Fact]
    public void The_shell_is_the_document_and_all_that_it_loads()
    {
        Assert.Equal(PageFiles.Own.Index, Find(Shell[0]));
        var loaded = Loaded().Matches(Encoding.UTF8.GetString(PageFiles.Own.Index.Content)).Select(match => match.Groups[1].Value);
        Assert.Empty(loaded.Except(Shell));
        var scripts = Shell.Where(path => path.EndsWith(".js", StringComparison.Ordinal)).ToArray();
        Assert.All(scripts, path => Assert.All(Imported().Matches(Encoding.UTF8.GetString(Find(path).Content)),
            import => Assert.Contains(PageFiles.Folder + import.Groups[1].Value, Shell)));
        Assert.Contains(Shell, path => path.Contains("icon-unread", StringComparison.Ordinal));
    }

    [Fact]
    public void The_shell_names_files_whose_names_say_what_is_in_them_so_that_old_and_new_are_never_mixed() =>
        Assert.All(Shell, path => Assert.Contains(Find(path).Hash, path, StringComparison.Ordinal));

    [Fact]
    public void The_worker_never_answers_for_the_API()
    {
        Assert.DoesNotMatch(@"\{\{\w", Worker);
        Assert.DoesNotContain(Shell, path => !path.StartsWith(PageFiles.Folder, StringComparison.Ordinal));
        Assert.Equal(2, Worker.Split("respondWith").Length - 1);
    }

    [Fact]
    public void An_installed_page_has_a_name_in_both_languages_and_icons_of_the_sizes_that_it_says()
    {
        Assert.Equal(("/", "/", "standalone"), (Text("start_url"), Text("scope"), Text("display")));
        var chinese = Manifest.GetProperty("name_localized").GetProperty("zh-Hans").GetProperty("value").GetString()!;
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", chinese);
        var pictures = Manifest.GetProperty("icons").EnumerateArray()
            .Where(icon => icon.GetProperty("type").GetString() == "image/png").ToArray();
        Assert.Equal(["192x192", "192x192 maskable", "512x512", "512x512 maskable"], pictures.Select(icon =>
        {
            var content = Find(icon.GetProperty("src").GetString()!).Content.AsSpan();
            var purpose = icon.TryGetProperty("purpose", out var said) ? $" {said.GetString()}" : "";
            var size = $"{BinaryPrimitives.ReadInt32BigEndian(content[16..])}x{BinaryPrimitives.ReadInt32BigEndian(content[20..])}";
            Assert.Equal(size, icon.GetProperty("sizes").GetString());
            return size + purpose;
        }).Order(StringComparer.Ordinal));

        static string Text(string name) => Manifest.GetProperty(name).GetString()!;
    }

    private static PageFile Find(string path) =>
        PageFiles.Own.Find(path[PageFiles.Folder.Length..]) ?? throw new InvalidOperationException($"there is no {path}");

    [GeneratedRegex("JSON\\.parse\\(`(.+)`\\)")]
    private static partial Regex Named();

    [GeneratedRegex("<(?:link rel=\"(?:stylesheet|modulepreload|icon)\"|script)[^>]* (?:href|src)=\"([^\"]+)\"")]
    private static partial Regex Loaded();

    [GeneratedRegex("""(?:from ?|import\()"\./([\w-]+\.\w{12}\.js)""")]
    private static partial Regex Imported();
}
