using System.Text.RegularExpressions;

namespace Tqq.Cli.Tests.Profiles;

/// <summary>A command that a text tells the user to type begins with the name by which the program was called.</summary>
public sealed partial class CommandHintTests : IDisposable
{
    // Names that only the catalogue of the server's texts and a shell's script have to write out.
    private static readonly string[] s_elsewhere = ["Language/ServerTextCatalogue.cs", "Language/ServerTexts.cs"];

    // Whose texts people read beside those of commands.
    private static readonly string[] s_speaking = ["Tqq.Server", "Tqq.Page"];

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("tqq-");

    public void Dispose() => _home.Delete(recursive: true);

    [GeneratedRegex("""['( ]tqq [a-z]|\./tqq [a-z]""")]
    private static partial Regex Written { get; }

    // Not in quotes, by which the program finds it, and not as a value that a page puts in.
    [GeneratedRegex("""["(>` ]tqq (admin|account|backup|restore|serve|registration|invite|announce|login)\b""")]
    private static partial Regex Bare { get; }

    private static string Root(string directory) =>
        File.Exists(Path.Combine(directory, "Tqq.slnx")) ? directory : Root(Path.GetDirectoryName(directory.TrimEnd('/'))!);

    private Task<ProgramResult> RunAsync(string called, params string[] arguments) =>
        TqqRun.RunAsync(arguments, new Dictionary<string,
            string> { ["HOME"] = _home.FullName, ["TQQ_DATA"] = Path.Combine(_home.FullName, "data"), ["TQQ_CALLED"] = called });

    [Theory]
    [InlineData("", "tqq")]
    [InlineData("./tqq", "./tqq")]
    [InlineData("/opt/tqq-1.0/tqq", "/opt/tqq-1.0/tqq")]
    [InlineData("/opt/my tqq/tqq", "tqq")]
    [InlineData("x;reboot", "tqq")]
    public async Task It_is_the_one_that_the_launcher_was_called_by(string called, string shown)
    {
        Assert.Equal($"tqq: nobody is logged in here: type '{shown} login UIN'\n", (await RunAsync(called, "whoami")).Error);
        Assert.Contains($"start one with '{shown} serve --data", (await RunAsync(called, "account", "list")).Error,
            StringComparison.Ordinal);
        // What a part of the server says.
        Directory.CreateDirectory(Path.Combine(_home.FullName, "data"));
        await File.WriteAllTextAsync(Path.Combine(_home.FullName, "notes"), "no backup", TestContext.Current.CancellationToken);
        Assert.EndsWith($"give a file that '{shown} backup' made\n",
            (await RunAsync(called, "restore", Path.Combine(_home.FullName, "notes"))).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_server_and_the_pages_name_commands_so_that_the_name_can_be_put_in()
    {
        var root = Path.Combine(Root(AppContext.BaseDirectory), "src");
        var written =
            from folder in s_speaking
            from file in Directory.EnumerateFiles(Path.Combine(root, folder), "*.*s", SearchOption.AllDirectories)
            from line in File.ReadLines(file)
            where Bare.IsMatch(line) && line.TrimStart() is [not ('/' or '*'), ..]
            select $"{Path.GetFileName(file)}: {line.Trim()}";
        Assert.Equal("", string.Join('\n', written));
    }

    [Fact]
    public void No_text_of_a_command_writes_it_out()
    {
        var sources = Path.Combine(Root(AppContext.BaseDirectory), "src/Tqq.Cli");
        var written = Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
            .Where(file => !s_elsewhere.Contains(Path.GetRelativePath(sources, file)))
            .SelectMany(file =>
                File.ReadLines(file).Where(line => line.Contains("Localized.Of(", StringComparison.Ordinal) && Written.IsMatch(line))
                .Select(line => $"{Path.GetFileName(file)}: {line.Trim()}"));
        Assert.Equal("", string.Join('\n', written));
    }
}
