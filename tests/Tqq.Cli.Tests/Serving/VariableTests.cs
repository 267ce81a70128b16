using System.Text.RegularExpressions;
using Tqq.Server.Hosting.Settings;

namespace Tqq.Cli.Tests.Serving;

/// <summary>Variables that commands of the program read are known to `tqq serve`, whether or not they are settings.</summary>
public sealed partial class VariableTests
{
    [GeneratedRegex("TQQ_[A-Z_]+")]
    private static partial Regex Variables { get; }

    private static string Root(string directory) =>
        File.Exists(Path.Combine(directory, "Tqq.slnx")) ? directory : Root(Path.GetDirectoryName(directory.TrimEnd('/'))!);

    [Fact]
    public void A_variable_that_a_command_reads_is_not_warned_of_and_another_is()
    {
        var sources = Path.Combine(Root(AppContext.BaseDirectory), "src/Tqq.Cli");
        var read = Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories).SelectMany(file =>
            Variables.Matches(File.ReadAllText(file))).Select(match => match.Value).Where(name => name[^1] != '_').ToHashSet();
        Assert.Superset(new HashSet<string> { "TQQ_SERVER", "TQQ_PROFILE", "TQQ_CONFIG", "TQQ_DATA" }, read);
        var warnings = new List<string>();
        SettingReader.Read(new Dictionary<string, string>(), read.Append("TQQ_SERVR").ToDictionary(name => name, _ => "somewhere"), null,
            warnings.Add);
        Assert.StartsWith("TQQ_SERVR is no setting", Assert.Single(warnings), StringComparison.Ordinal);
    }
}
