using System.CommandLine;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;

namespace Tqq.Cli.Talking;

/// <summary>TEXT or `-` for standard input.</summary>
internal static class TextArgument
{
    // Larger than anybody writes; 1 MiB would be an hour and a half of messages already.
    private const int Longest = 1024 * 1024;

    public static Argument<string> Create() => new("TEXT") { Description = Localized.Of("The text; - reads standard input.", "内容；- 表示从标准输入读取。") };

    /// <exception cref="CommandFailedException">It is empty or far too long.</exception>
    /// <exception cref="OperationCanceledException">Ctrl-C while standard input was read.</exception>
    public static string Read(string given, TerminalOutput console, CancellationToken stopping)
    {
        // Reading blocks its thread, and Ctrl-C is not to wait for more input.
        var text = given == "-" ? Task.Run(console.Input.ReadToEnd, stopping).WaitAsync(stopping).GetAwaiter().GetResult().TrimEnd('\r', '\n') : given;
        return text.Length switch
        {
            0 => throw new CommandFailedException(ExitCode.Usage, Localized.Of("there is nothing to send: the text is empty", "内容为空，没有可发送的")),
            > Longest => throw new CommandFailedException(ExitCode.Usage, Localized.Of($"the text may have 1 to {Longest} characters; this has {text.Length}", $"内容可为 1 到 {Longest} 个字符；现有 {text.Length} 个")),
            _ => text,
        };
    }
}
