using System.CommandLine;
using System.CommandLine.Completions;

namespace Tqq.Cli.Terminal;

/// <summary>What may come next on a command line: one candidate a line, with a tab and its description behind it; `:files` where a file's name may stand.</summary>
internal static class Completions
{
    /// <summary>The first word of a command line that asks: behind it stand the words after the program's name, up to the one that is being completed.</summary>
    public const string Request = "__complete";

    private const string Files = ":files";
    private const int Longest = 80;

    public static IEnumerable<string[]> For(RootCommand root, IReadOnlyList<string> words)
    {
        var typed = words.Count == 0 ? "" : words[^1];
        var (command, pending, positional) = Read(root, words.SkipLast(1));
        var candidates = pending is not null
            ? ValuesOf(pending, pending.HelpName)
            : typed.StartsWith('-')
                ? Misspelling.OptionsOf(command).Where(option => !option.Hidden).Select(option => Named(option))
                : [.. command.Subcommands.Where(child => !child.Hidden).Select(Named), .. positional < command.Arguments.Count ? ValuesOf(command.Arguments[positional], command.Arguments[positional].Name) : []];
        return candidates.Where(candidate => candidate[0] == Files || candidate[0].StartsWith(typed, StringComparison.Ordinal)).DistinctBy(candidate => candidate[0]);
    }

    // Which command it is by now, the option whose value comes next, and how many arguments there have been.
    private static (Command Command, Option? Pending, int Positional) Read(Command command, IEnumerable<string> words)
    {
        var (pending, positional) = ((Option?)null, 0);
        foreach (var word in words)
        {
            if (pending is not null)
                pending = null;
            else if (word.StartsWith('-'))
                pending = Misspelling.OptionsOf(command).FirstOrDefault(option => option.Name == word && option.Arity.MinimumNumberOfValues > 0 && option.ValueType != typeof(bool));
            else if (command.Subcommands.FirstOrDefault(child => child.Name == word) is { } next)
                command = next;
            else
                positional++;
        }

        return (command, pending, positional);
    }

    private static IEnumerable<string[]> ValuesOf(Symbol symbol, string? help)
    {
        // friends|online|FILE: small letters are words, capitals say what else may stand there.
        var parts = (help ?? "").Split('|');
        return
        [
            .. symbol.GetCompletions(CompletionContext.Empty).Select(item => (string[])[item.Label]),
            .. parts.Length > 1 ? parts.Where(part => part.All(char.IsAsciiLetterLower)).Select(part => (string[])[part]) : [],
            .. parts.Any(part => part is "FILE" or "DIR") ? (string[][])[[Files]] : [],
        ];
    }

    private static string[] Named(Symbol symbol) => symbol.Description is { Length: > 0 } description
        ? [symbol.Name, description.Length > Longest ? description[..(Longest - 3)] + "..." : description]
        : [symbol.Name];
}
