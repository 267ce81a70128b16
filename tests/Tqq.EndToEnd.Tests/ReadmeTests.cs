using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests;

/// <summary>README's first screen, copied and pasted, so that it cannot rot. Only ports and data directory are the test's own.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void The_first_two_commands_are_serve_and_test() =>
        Assert.Equal(["./tqq serve", "./test"], Repository.ReadmeBlocks("sh").Take(2).Select(block => block.Trim()));

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("dash")]
    public async Task Two_accounts_one_message_and_one_line_work_as_they_are_written(string shellName)
    {
        if (!IsInstalled(shellName))
            Assert.Skip($"there is no {shellName} here; ./test installs it where it may");
        using var directory = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(directory.At("data"));
        var script = string.Concat(Repository.ReadmeBlocks("sh").Skip(2).Take(2))
            .Replace("./tqq ", $"dotnet '{TqqProgram.Path}' ", StringComparison.Ordinal)
            .Replace("127.0.0.1:8000", server.Wire.ToString(), StringComparison.Ordinal)
            .Replace("127.0.0.1:8080", server.Web.Authority, StringComparison.Ordinal);
        using var shell = Process.Start(new ProcessStartInfo(shellName, ["-eu", "-c", script])
        {
            RedirectStandardOutput = true,
            Environment = { ["TQQ_DATA"] = server.Data },
        })!;
        var lines = (await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["10001 added", "10002 added"], lines.Take(2));
        Assert.EndsWith("&RES=0&RS=0&HI=60&LI=300", lines[2], StringComparison.Ordinal);
        Assert.EndsWith("&RES=0&", lines[4], StringComparison.Ordinal);
        Assert.EndsWith("&RES=0&MN=1&MT=9,&UN=10001,&MG=hello%2c Bao ,", lines[5], StringComparison.Ordinal);
        Assert.All(lines.Skip(6), line => Assert.Contains($"`{line}`", Repository.Readme, StringComparison.Ordinal));
        Assert.Equal(9, lines.Length);
        Assert.Contains(lines[5][lines[5].IndexOf("&RES=0&MN", StringComparison.Ordinal)..], Repository.Readme, StringComparison.Ordinal);
    }

    // In zsh a word with one of these that fits no file is an error; in bash it is taken as it stands, until a file fits.
    [Fact]
    public void No_command_in_the_readme_or_of_the_command_line_needs_quoting_in_zsh()
    {
        var inText = (Repository.Readme + Repository.CommandLine).Split("```").Where((_, at) => at % 2 == 0).SelectMany(text =>
            text.Split('`').Where((_, at) => at % 2 == 1))
            .Where(code => code.StartsWith("--", StringComparison.Ordinal) || code.Split(' ')[0] is "tqq" or "./tqq" or "curl" or "dotnet"
                || code.StartsWith("bench/", StringComparison.Ordinal) || code.StartsWith("tests/", StringComparison.Ordinal));
        var inBlocks = Repository.ReadmeBlocks("sh").SelectMany(block => block.Split('\n'));
        var commands = inText.Concat(inBlocks).ToList();
        Assert.True(commands.Count > 30, commands.Count.ToString(CultureInfo.InvariantCulture));
        Assert.All(commands, command => Assert.DoesNotMatch(@"[*?~\[\]!^]|(^|\s)=", WithoutQuoted(command)));
    }

    // macOS has other tools than Debian: no nanoseconds in its date, no md5sum.
    [Fact]
    public void No_command_in_the_readme_is_gnu_only() =>
        Assert.All(Repository.ReadmeBlocks("sh"), block =>
            Assert.DoesNotMatch(@"date \+%N|md5sum|sha\d+sum|readlink -f|sed -i|grep -P|stat -c|\btac\b|\bnproc\b", block));

    private static string WithoutQuoted(string command) => Regex.Replace(command, "\"[^\"]*\"|'[^']*'", "");

    private static bool IsInstalled(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(directory =>
            File.Exists(Path.Combine(directory, program)));

    [Fact]
    public void Every_setting_in_the_document_of_the_command_line_exists()
    {
        var flags = Server.Hosting.Settings.SettingCatalogue.All.Select(setting => "--" + setting.Name).ToHashSet();
        var rows = Repository.CommandLine.Split('\n').Where(line => line.StartsWith("| `--", StringComparison.Ordinal)).Select(line =>
            line[3..].Split([' ', '`'])[0]).ToList();
        Assert.True(rows.Count >= 5, rows.Count.ToString(CultureInfo.InvariantCulture));
        Assert.All(rows, flag => Assert.Contains(flag, flags));
    }
}
