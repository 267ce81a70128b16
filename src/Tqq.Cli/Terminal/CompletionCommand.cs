using System.CommandLine;

namespace Tqq.Cli.Terminal;

/// <summary>`tqq completion bash|zsh|fish`: a script for the shell that asks the program what may come next.</summary>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, string> s_scripts = new()
    {
        ["bash"] = """
            _tqq() {
                local IFS=$'\n'
                COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _tqq tqq ./tqq
            """,
        ["zsh"] = """
            #compdef tqq
            _tqq() {
                local -a found
                found=("${(@f)$("${words[1]}" "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
                compadd -a found
            }
            compdef _tqq tqq ./tqq
            """,
        ["fish"] = """
            complete -c tqq -f -a '(tqq "[suggest:"(commandline -C)"]" (commandline -cp) 2>/dev/null)'
            """,
    };

    public static Command Create(TerminalOutput console)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong([.. s_scripts.Keys]);
        var command = new Command("completion", "Print a script for shell completion, for instance: source <(tqq completion bash)") { shell };
        command.SetAction(parsed => console.Lines(s_scripts[parsed.GetRequiredValue(shell)].Split('\n')));
        return command;
    }
}
