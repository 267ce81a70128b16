using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using Tqq.Cli.Accounts;
using Tqq.Cli.Talking;
using Tqq.Cli.Terminal;
using Tqq.Client;
using Tqq.Server.Web.Admin;

namespace Tqq.Cli.Tests.Terminal;

/// <summary>What others chose reaches the terminal as text and as nothing else.</summary>
public sealed class CleanTests
{
    // Control characters of both ranges, line and paragraph separators, marks that turn the direction,
    // invisible ones, half characters, markup.
    private static readonly string[] s_nasty =
    [
        "\r", "\n", "\r\n", "\t", "\0", "\a", "\b", "\u001b[2J", "\u001b]0;title\a", "\u009b31m", "\u007f", "\u0085", "\u2028", "\u2029",
        "\u202a", "\u202e", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c", "\u200b", "\ufeff", "\u00ad", "\U000e0041", "\ud800",
            "\udc00", "&", "%0d", "[red]", "[/]", "好",
    ];

    private static Gen<string> Text =>
        Gen.OneOf(Gen.Int[0, s_nasty.Length - 1].Select(at => s_nasty[at]), Gen.Char.Select(c => c.ToString())).Array[0, 12]
        .Select(string.Concat);

    private static bool IsHarmless(string shown) =>
        shown.EnumerateRunes().All(rune => rune.Value is 0x200C or 0x200D || Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.Surrogate));

    // Tabs and line ends of our own stand between the cells.
    private static bool IsHarmlessTable(string shown) => shown.Split('\n').All(row => row.TrimEnd('\r').Split('\t').All(IsHarmless));

    private static bool IsHarmlessEverywhere(Action<TerminalOutput> show) =>
        IsHarmlessTable(Shown(show)) && IsHarmlessTable(Shown(show, isTerminal: true));

    private static string Shown(Action<TerminalOutput> show, bool isTerminal = false)
    {
        using var output = new StringWriter { NewLine = "\n" };
        show(new(output, output, TextReader.Null) { IsTerminal = isTerminal });
        return output.ToString();
    }

    [Fact]
    public void Whatever_a_text_holds_what_is_shown_is_harmless_and_cleaning_twice_is_cleaning_once() =>
        Text.Sample(text =>
            IsHarmless(TerminalText.Clean(text)) && TerminalText.Clean(TerminalText.Clean(text)) == TerminalText.Clean(text));

    [Theory]
    [InlineData("Hackfan 好 & Söhne")]
    [InlineData("👩‍👩‍👧 مرحبا")]
    public void What_people_write_stays_as_it_is(string text) => Assert.Equal(text, TerminalText.Clean(text));

    [Fact]
    public void A_row_stays_one_row_with_its_cells() => Text.Sample(nick =>
    {
        var shown = Shown(console => console.Table(["UIN", "NICK"], [["10001", nick], ["10002", nick]]));
        return shown.Split('\n') is [var first, var second, ""] && first.Split('\t').Length == 2 && second.Split('\t').Length == 2
            && IsHarmless(first.Replace('\t', ' '));
    });

    [Fact]
    public void A_table_on_a_terminal_takes_markup_for_text() => Text.Sample(
        nick => Shown(console => console.Table(["NICK"], [[nick]]), isTerminal: true).Split('\n').All(line =>
            IsHarmless(line.TrimEnd('\r'))), iter: 200);

    [Fact]
    public void Errors_and_warnings_are_one_line() => Text.Where(text => text.Length > 0).Sample(text =>
        Shown(console => console.Fail(1, text)).Split('\n') is [var error, ""] && IsHarmless(error)
            && Shown(console => console.Warn(text)).Split('\n') is [var warning, ""] && IsHarmless(warning));

    [Fact]
    public void A_message_begins_no_line_that_looks_like_another_message() => Text.Sample(text =>
    {
        foreach (var item in (Incoming[])[new Incoming.Message(10002, text), new Incoming.FriendRequest(10002, text),
            new Incoming.Refused(10002, text), new Incoming.Other(10002, 77, text)])
        {
            var lines = Shown(console => console.Lines(IncomingWords.ToLines(item, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch)))
                .Split('\n')[..^1];
            if (!lines.All(IsHarmless) || !lines.Skip(1).All(line => line.StartsWith("    ", StringComparison.Ordinal)))
                return false;
        }

        return true;
    });

    [Fact]
    public void Accounts_are_shown_and_listed_as_text_only() => Text.Sample(
        nick =>
        {
            var account = new AccountBody(
                10001, nick, true, "online", "verify", false, "password", [nick], false, DateTimeOffset.UnixEpoch,
                    new Dictionary<string, string> { ["HP"] = nick }, new(nick, DateTimeOffset.UnixEpoch, false));
            return IsHarmlessEverywhere(console => AccountView.One(console, account))
                && IsHarmlessEverywhere(console => AccountView.List(console, [account]));
        },
        iter: 100);

    [Fact]
    public void Json_holds_no_character_that_acts_on_a_terminal_and_the_same_value() => Text.Sample(nick =>
    {
        var body = new AppPasswordBody(1, nick, DateTimeOffset.UnixEpoch);
        var json = Shown(console => AccountView.Json(console, body, AdminJson.Default.AppPasswordBody)).TrimEnd('\n');
        return IsHarmless(json) && JsonSerializer.Deserialize(json, AdminJson.Default.AppPasswordBody)!.Name == Whole(nick);
    });

    [Theory]
    [InlineData("\u202e", "\\u202E")]
    [InlineData("\u2028", "\\u2028")]
    [InlineData("\u0085", "\\u0085")]
    [InlineData("\u009b", "\\u009B")]
    [InlineData("\ufeff", "\\uFEFF")]
    [InlineData("\U000e0041", "\\uDB40\\uDC41")]
    [InlineData("好 & Söhne", "好 & Söhne")]
    public void Json_escapes_what_acts_on_a_terminal_and_leaves_what_people_write(string text, string expected)
    {
        var json = Shown(console =>
            AccountView.Json(console, new AppPasswordBody(1, text, DateTimeOffset.UnixEpoch), AdminJson.Default.AppPasswordBody));
        Assert.Contains($"\"{expected}\"", json, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("a\nb\u001b[2J\t\u202e")]
    public void Every_way_out_cleans_what_it_is_given(string text)
    {
        foreach (var show in (Action<TerminalOutput>[])
                 [
                     console => console.Line(text), console => console.Lines([text]), console => console.Row([text, text]), console =>
                         console.Table([text], [[text]]), console => console.Warn(text),
                     console => console.Fail(1, text), console => console.Json($"\"{text}\""),
                 ])
            Assert.True(IsHarmlessEverywhere(show));
    }

    // A half character is none in JSON.
    private static string Whole(string text) => string.Concat(text.EnumerateRunes());
}
