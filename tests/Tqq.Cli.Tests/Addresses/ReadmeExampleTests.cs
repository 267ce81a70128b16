using System.Text.RegularExpressions;

namespace Tqq.Cli.Tests.Addresses;

/// <summary>What a reader types off the README, or the document of the command line, into any shell.</summary>
public sealed partial class ReadmeExampleTests
{
    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Tqq.slnx")))
                folder = folder.Parent!;
            return folder.FullName;
        }
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/command-line.md")]
    public void No_example_needs_quoting_in_zsh(string document)
    {
        var readme = File.ReadAllText(Path.Combine(Root, document));
        // Blocks that are typed as they are, and options that are named in the text with their values.
        var examples = Block().Matches(readme).SelectMany(match => match.Groups[1].Value.Split('\n'))
            .Concat(Inline().Matches(readme).Select(match => match.Groups[1].Value));
        Assert.DoesNotContain(examples, example => Glob().IsMatch(Quoted().Replace(example, "''")));
        Assert.Matches(Glob(), "tqq serve --listen tls://*:8443");
    }

    [GeneratedRegex(@"^```sh\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("`(--[a-z-]+ [^`]+)`")]
    private static partial Regex Inline();

    [GeneratedRegex("\"[^\"]*\"|'[^']*'")]
    private static partial Regex Quoted();

    // A word that zsh takes for a pattern, and refuses where no file fits it.
    [GeneratedRegex(@"(^|[^$])[*?\[]")]
    private static partial Regex Glob();
}
