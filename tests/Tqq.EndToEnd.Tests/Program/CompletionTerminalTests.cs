using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Program;

/// <summary>Completion in the real shells, on a real terminal: right at the first TAB.</summary>
public sealed class CompletionTerminalTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("zsh", "zsh", "fpath=($PWD/functions $fpath); autoload -Uz compinit; compinit -u; PS1='ready$ '")]
    [InlineData("zsh", "zsh", "autoload -Uz compinit; compinit -u; source <(tqq completion zsh); PS1='ready$ '")]
    [InlineData("bash", "bash --norc --noprofile", "source <(tqq completion bash); PS1='ready$ '")]
    [InlineData("fish", "fish --no-config --private", "tqq completion fish | source; function fish_prompt; echo -n 'ready$ '; end; clear")]
    public async Task The_first_tab_completes_a_command_a_flag_and_a_value(string shell, string start, string setUp)
    {
        if (!((string[])["/usr/bin", "/bin"]).Any(folder => File.Exists(Path.Combine(folder, shell))))
            Assert.Skip($"{shell} is not installed");
        var path = Directory.CreateDirectory(_directory.At("path")).FullName;
        await File.WriteAllTextAsync(Path.Combine(path, "tqq"), $"#!/bin/sh\nexec dotnet '{TqqProgram.Path}' \"$@\"\n",
            TestContext.Current.CancellationToken);
        File.SetUnixFileMode(Path.Combine(path, "tqq"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Directory.CreateDirectory(_directory.At("functions"));
        await File.WriteAllTextAsync(_directory.At("functions/_tqq"), (await TqqRun.RunAsync(["completion", "zsh"])).Output,
            TestContext.Current.CancellationToken);
        // zsh asks about a missing one before anything else.
        await File.WriteAllTextAsync(_directory.At(".zshrc"), "", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_directory.At("letter.txt"), "", TestContext.Current.CancellationToken);
        var environment = new Dictionary<string, string>
        {
            ["PATH"] = $"{path}:{Environment.GetEnvironmentVariable("PATH")}", ["HOME"] = _directory.FullPath,
                ["ZDOTDIR"] = _directory.FullPath,
            ["XDG_CONFIG_HOME"] = _directory.FullPath, ["LC_ALL"] = "C.UTF-8", ["SHELL"] = "/bin/sh",
            // A history that is written when the terminal is gone would be in the way of its folder.
            ["HISTFILE"] = "/dev/null",
        };
        await using var terminal = await Tmux.StartAsync(_directory, environment, start);
        await terminal.EnterAsync(setUp);
        await terminal.ShowsAsync(@"\nready\$$");

        await terminal.TypeAsync("tqq frien");
        await terminal.PressAsync("Tab");
        await terminal.ShowsAsync(@"\nready\$ tqq friends$");
        await terminal.TypeAsync("--js");
        await terminal.PressAsync("Tab");
        await terminal.ShowsAsync(@"\nready\$ tqq friends --json$");
        await terminal.PressAsync("C-u");
        await terminal.TypeAsync("tqq status inv");
        await terminal.PressAsync("Tab");
        await terminal.ShowsAsync(@"\nready\$ tqq status invisible$");
        await terminal.PressAsync("C-u");
        await terminal.TypeAsync("tqq backup lett");
        await terminal.PressAsync("Tab");
        await terminal.ShowsAsync(@"\nready\$ tqq backup letter\.txt$");
    }
}
