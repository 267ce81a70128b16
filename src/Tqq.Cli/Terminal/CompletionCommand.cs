using System.CommandLine;
using System.CommandLine.Completions;
using Tqq.Cli.Language;

namespace Tqq.Cli.Terminal;

/// <summary>`tqq completion bash|zsh|fish`: a script for the shell that asks the program what may come next.</summary>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, string> s_scripts = new()
    {
        ["bash"] = """
            _tqq() {
                local value rest
                COMPREPLY=()
                while IFS=$'\t' read -r value rest; do
                    if [[ $value == :files ]]; then
                        compopt -o filenames 2>/dev/null
                        while IFS= read -r value; do COMPREPLY+=("$value"); done < <(compgen -f -- "${COMP_WORDS[COMP_CWORD]}")
                    else
                        COMPREPLY+=("$value")
                    fi
                done < <("${COMP_WORDS[0]}" __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
            }
            complete -F _tqq tqq ./tqq
            """,
        ["zsh"] = """
            #compdef tqq
            _tqq() {
                local value description files
                local -a found
                while IFS=$'\t' read -r value description; do
                    if [[ $value == :files ]]; then
                        files=1
                    else
                        found+=("${value//:/\\:}${description:+:$description}")
                    fi
                done < <("${words[1]}" __complete "${(@)words[2,CURRENT]}" 2>/dev/null)
                (( $#found )) && _describe -V tqq found
                [[ -n $files ]] && _files
                return 0
            }
            # Found by compinit as a file of this name, it is run for the first TAB; read by source, it is only named.
            if [[ ${funcstack[1]} == _tqq ]]; then _tqq "$@"; else compdef _tqq tqq ./tqq; fi
            """,
        ["fish"] = """
            function __tqq_complete
                for line in (tqq __complete (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)
                    if test "$line" = ":files"
                        __fish_complete_path (commandline -ct)
                    else
                        echo $line
                    end
                end
            end
            complete -c tqq -f -a '(__tqq_complete)'
            """,
    };

    public static Command Create(TerminalOutput console)
    {
        var shell = new Argument<string>("SHELL") { Description = Localized.Of("bash, zsh or fish.", "bash、zsh 或 fish。") };
        shell.AcceptOnlyFromAmong([.. s_scripts.Keys]);
        var command = new Command("completion",
            Localized.Of($"Print a script for shell completion, for instance: source <({Localized.Program} completion bash)",
            $"输出 shell 补全脚本，例如：source <({Localized.Program} completion bash)")) { shell };
        command.SetAction(parsed => console.Lines(s_scripts[parsed.GetRequiredValue(shell)].Split('\n')));
        return command;
    }
}

/// <summary>
/// What may come next on a command line: one candidate a line, with a tab and its description behind it;
/// `:files` where a file's name may stand.
/// </summary>
internal static class Completions
{
    /// <summary>
    /// The first word of a command line that asks: behind it stand the words after the program's name, up
    /// to the one that is being completed.
    /// </summary>
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
                : [.. command.Subcommands.Where(child => !child.Hidden).Select(Named), .. positional < command.Arguments.Count
                    ? ValuesOf(command.Arguments[positional], command.Arguments[positional].Name) : []];
        return candidates.Where(candidate => candidate[0] == Files || candidate[0].StartsWith(typed, StringComparison.Ordinal))
            .DistinctBy(candidate => candidate[0]);
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
                pending = Misspelling.OptionsOf(command).FirstOrDefault(option =>
                    option.Name == word && option.Arity.MinimumNumberOfValues > 0 && option.ValueType != typeof(bool));
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
