using System.Diagnostics;
using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.Faults.Api;

/// <summary>The program `tqq listen`, for as long as the run takes.</summary>
internal sealed class ListenProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task _reading;

    private ListenProgram(Process process, Witness seen) => (_process, _reading) = (process, ReadAsync(process, seen));

    /// <summary>Logs in and listens.</summary>
    public static async Task<ListenProgram> StartAsync(Person person, TemporaryDirectory directory, Witness seen)
    {
        var environment = new Dictionary<string, string> { ["XDG_CONFIG_HOME"] = directory.At("config"), ["LANG"] = "C.UTF-8" };
        using var login = TqqProgram.Start(
            ["login", $"{person.Uin}", "--server", $"http://{person.Server.Wire}/", "--password-stdin"], environment);
        await login.StandardInput.WriteLineAsync(person.Password);
        login.StandardInput.Close();
        await login.WaitForExitAsync();
        var process = TqqProgram.Start(["listen", "--json"], environment);
        // What it says of a server that goes away is not to fill the pipe.
        process.BeginErrorReadLine();
        return new(process, seen);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
    }

    private static async Task ReadAsync(Process process, Witness seen)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (JsonDocument.Parse(line).RootElement.TryGetProperty("text", out var text))
                seen.See(text.GetString()!);
    }
}
