using System.Diagnostics;
using System.Globalization;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests;

/// <summary>README's first screen, copied and pasted, so that it cannot rot. Only ports and data directory are the test's own.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void The_first_two_commands_are_serve_and_test() => Assert.Equal(["./tqq serve", "./test"], Repository.ReadmeBlocks("sh").Take(2).Select(block => block.Trim()));

    [Fact]
    public async Task Two_accounts_and_one_message_work_as_they_are_written()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await RunningServer.StartAsync(directory.At("data"));
        var script = Repository.ReadmeBlocks("sh").ElementAt(2)
            .Replace("./tqq ", $"dotnet '{TqqProgram.Path}' ", StringComparison.Ordinal)
            .Replace("127.0.0.1:8000", server.Wire.ToString(), StringComparison.Ordinal);
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-eu", "-c", script])
        {
            RedirectStandardOutput = true,
            Environment = { ["TQQ_DATA"] = server.Data },
        })!;
        var lines = (await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["10001 added", "10002 added"], lines.Take(2));
        Assert.EndsWith("&RES=0&RS=0&HI=60&LI=300", lines[2], StringComparison.Ordinal);
        Assert.EndsWith("&RES=0&", lines[4], StringComparison.Ordinal);
        Assert.EndsWith("&RES=0&MN=1&MT=9,&UN=10001,&MG=hello%2c Bao ,", lines[5], StringComparison.Ordinal);
        Assert.Contains(lines[5][lines[5].IndexOf("&RES=0&MN", StringComparison.Ordinal)..], Repository.Readme, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_setting_named_in_the_readme_exists()
    {
        var flags = Server.Hosting.Settings.SettingCatalogue.All.Select(setting => "--" + setting.Name).ToHashSet();
        var rows = Repository.Readme.Split('\n').Where(line => line.StartsWith("| `--", StringComparison.Ordinal)).Select(line => line[3..].Split([' ', '`'])[0]).ToList();
        Assert.True(rows.Count >= 5, rows.Count.ToString(CultureInfo.InvariantCulture));
        Assert.All(rows, flag => Assert.Contains(flag, flags));
    }
}
