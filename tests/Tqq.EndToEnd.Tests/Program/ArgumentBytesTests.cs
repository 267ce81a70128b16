using System.Diagnostics;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Program;

/// <summary>Arguments as bytes: the runtime decodes them before the program begins, so only a real process shows it.</summary>
public sealed class ArgumentBytesTests
{
    [Theory]
    [InlineData(@"bad \304\343", true)]
    [InlineData(@"good \357\277\275", false)]
    public async Task An_argument_that_is_not_utf8_is_refused_and_a_replacement_character_that_was_typed_is_not(string text, bool isRefused)
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("only Linux shows the bytes of the arguments");
        using var process = Process.Start(new ProcessStartInfo("sh",
            ["-c", $"exec dotnet '{TqqProgram.Path}' send 10002 \"$(printf '{text}')\" --lang en 2>&1"])
        {
            RedirectStandardOutput = true,
            Environment = { ["XDG_CONFIG_HOME"] = "/nonexistent" },
        })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(isRefused, output.Contains("is not UTF-8; arguments must be UTF-8", StringComparison.Ordinal));
        Assert.NotEqual(0, process.ExitCode);
    }
}
