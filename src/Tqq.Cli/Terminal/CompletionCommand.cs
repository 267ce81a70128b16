using System.CommandLine;
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
        var command = new Command("completion", Localized.Of($"Print a script for shell completion, for instance: source <({Localized.Program} completion bash)", $"输出 shell 补全脚本，例如：source <({Localized.Program} completion bash)")) { shell };
        command.SetAction(parsed => console.Lines(s_scripts[parsed.GetRequiredValue(shell)].Split('\n')));
        return command;
    }
}
