using System.CommandLine;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Tqq.Cli.Language;
using Tqq.Cli.Serving;
using Tqq.Server.Hosting.Settings;

namespace Tqq.Cli.Tests.Language;

/// <summary>
/// Every text of the program is in English and in Chinese. Read from its sources and from its commands, so
/// that a new text cannot be forgotten.
/// </summary>
public sealed partial class BothLanguagesTests
{
    // The probe's table and the files it writes speak of the protocol in its own terms, in one language; scripts for shells and
    // requests on the wire are no texts.
    private static readonly string[] s_elsewhere = ["Probing/Reporting/Html", "Probing/Reporting/T", "Terminal/CompletionCommand.cs"];

    // Values of JSON keys, the program's own name, and a format of times: the same in every language.
    private static readonly string[] s_same = ["logged in", "logged out", "password set", "tqq bench", "not sent", "HTTP QQ    ",
        "Required command was not provided.", "yyyy-MM-dd HH:mm:ss"];

    [GeneratedRegex("[A-Za-z]{2,}[,:;]? +[A-Za-z]{2,}")]
    private static partial Regex Words();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Chinese();

    private static string Root(string directory) =>
        File.Exists(Path.Combine(directory, "Tqq.slnx")) ? directory : Root(Path.GetDirectoryName(directory.TrimEnd('/'))!);

    [Fact]
    public void No_text_in_the_sources_stands_without_its_translation()
    {
        var sources = Path.Combine(Root(AppContext.BaseDirectory), "src/Tqq.Cli");
        var alone = Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Name: Path.GetRelativePath(sources, file), Text: File.ReadAllText(file)))
            .Where(file => !s_elsewhere.Any(other => file.Name.StartsWith(other, StringComparison.Ordinal)))
            .SelectMany(file => Alone(file.Text).Select(text => $"{file.Name}: {text}"));
        Assert.Equal("", string.Join(Environment.NewLine, alone));
    }

    [Theory]
    [InlineData("""Line("no such thing");""", 1)]
    [InlineData("""Line($"no such {name}, really not");""", 1)]
    [InlineData("""Line(Localized.Of("no such thing", "没有"));""", 0)]
    [InlineData("""throw new InvalidOperationException("cannot be");""", 0)]
    public void A_text_without_its_translation_is_found(string statement, int found) =>
        Assert.Equal(found, Alone($"class C {{ void M() {{ {statement} }} }}").Count());

    [Fact]
    public void Every_command_option_and_argument_is_described_in_both_languages()
    {
        var english = Descriptions("en");
        var chinese = Descriptions("zh");
        Assert.Equal(english.Keys.Order(), chinese.Keys.Order());
        Assert.All(english, pair => Assert.DoesNotMatch(Chinese(), pair.Value));
        Assert.All(chinese, pair => Assert.Matches(Chinese(), pair.Value));
    }

    [Fact]
    public void Every_setting_of_the_server_has_its_words_in_chinese() =>
        Assert.Equal(SettingCatalogue.All.Select(setting => setting.Name).Order(), SettingWords.Known.Order());

    [Fact]
    public void Every_setting_that_a_server_shows_says_what_it_is_for_in_both_languages() =>
        Assert.All(new SettingValues { HelpIn = SettingWords.HelpIn }.Options.Shown.Settings, setting =>
        {
            Assert.DoesNotMatch(Chinese(), setting.Help);
            Assert.Matches(Chinese(), setting.HelpIn!["zh"]);
        });

    private static Dictionary<string, string> Descriptions(string language)
    {
        Localized.Choose(["--lang", language], _ => null);
        var found = new Dictionary<string, string>();
        Collect(Program.Root(new(TextWriter.Null, TextWriter.Null, TextReader.Null)), "tqq", found);
        return found;
    }

    private static void Collect(Command command, string path, Dictionary<string, string> found)
    {
        found[path] = command.Description ?? "";
        foreach (var symbol in command.Options.Cast<Symbol>().Concat(command.Arguments).Where(symbol =>
            symbol is not (System.CommandLine.Help.HelpOption or VersionOption)))
            found[$"{path} {symbol.Name}"] = symbol.Description ?? "";
        foreach (var child in command.Subcommands)
            Collect(child, $"{path} {child.Name}", found);
    }

    private static IEnumerable<string> Alone(string source) =>
        from node in CSharpSyntaxTree.ParseText(source).GetRoot(TestContext.Current.CancellationToken).DescendantNodes()
        where node is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } or InterpolatedStringExpressionSyntax
        let text = TextOf(node)
        where Words().IsMatch(text) && !Chinese().IsMatch(text) && !s_same.Contains(text) && !node.Ancestors().Any(IsTranslatedOrNoText)
        select text;

    private static string TextOf(SyntaxNode node) => node is InterpolatedStringExpressionSyntax interpolated
        ? string.Concat(interpolated.Contents.OfType<InterpolatedStringTextSyntax>().Select(part => part.TextToken.ValueText))
        : ((LiteralExpressionSyntax)node).Token.ValueText;

    // Beside a text in Chinese, whatever takes both; in an attribute; or said to programmers only.
    private static bool IsTranslatedOrNoText(SyntaxNode ancestor) => ancestor switch
    {
        ArgumentListSyntax arguments => arguments.Arguments.Any(argument => Chinese().IsMatch(argument.ToString())),
        TupleExpressionSyntax tuple => tuple.Arguments.Any(argument => Chinese().IsMatch(argument.ToString())),
        AssignmentExpressionSyntax assignment => Chinese().IsMatch(assignment.Left.ToString()),
        AttributeSyntax => true,
        ObjectCreationExpressionSyntax made => made.Type.ToString() is "InvalidOperationException" or "ArgumentOutOfRangeException",
        MethodDeclarationSyntax method => method.Identifier.Text.EndsWith("English", StringComparison.Ordinal),
        _ => false,
    };
}
