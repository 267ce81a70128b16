using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Program;

/// <summary>People who use `tqq` as a client: the real program against the real server, with profiles of their own.</summary>
public abstract class TalkSetting(SharedServer shared) : IDisposable
{
    protected TemporaryDirectory Directory { get; } = new();

    protected TestServer Server => shared.Server;

    protected Dictionary<string, string> Environment =>
        new() { ["XDG_CONFIG_HOME"] = Directory.FullPath, ["LANG"] = "C.UTF-8", ["LC_ALL"] = "" };

    public void Dispose()
    {
        Directory.Dispose();
        GC.SuppressFinalize(this);
    }

    protected Task<ProgramResult> RunAsync(string[] arguments, string input = "") => TqqRun.RunAsync(arguments, Environment, input);

    /// <summary>What a command prints that has to succeed.</summary>
    protected async Task<string[]> LinesAsync(string[] arguments, string input = "")
    {
        var result = await RunAsync(arguments, input);
        Assert.True(result.ExitCode == 0, $"{string.Join(' ', arguments)}: {result.ExitCode} {result.Error}");
        return result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Somebody new, logged in under a profile of the same number.</summary>
    protected async Task<Person> LoginAsync(string whoMayAdd = "verify", string nick = "Hackfan 好", TestServer? server = null)
    {
        var person = await (server ?? Server).AddPersonAsync(whoMayAdd, nick);
        await LinesAsync(["login", $"{person.Uin}", "--server", $"http://{person.Server.Wire}/", "--password-stdin", "--profile",
            $"{person.Uin}"], person.Password + "\n");
        return person;
    }

    protected Task<string[]> AsAsync(Person person, params string[] arguments) => LinesAsync([.. arguments, "--profile", $"{person.Uin}"]);

    protected Task<string[]> TypingAsync(Person person, string input, params string[] arguments) =>
        LinesAsync([.. arguments, "--profile", $"{person.Uin}"], input);

    protected async Task<(int ExitCode, string Error)> FailAsync(Person person, params string[] arguments)
    {
        var result = await RunAsync([.. arguments, "--profile", $"{person.Uin}"]);
        return (result.ExitCode, result.Error);
    }
}
