namespace Tqq.Cli.Tests.Talking;

/// <summary>The words of `tqq add` and the reason of `tqq refuse` are bounded before anybody is asked.</summary>
public sealed class WordsTests
{
    [Theory]
    [InlineData("add", "--words", "C", "--words has 402 bytes of UTF-8 and may have 400")]
    [InlineData("refuse", "--reason", "zh_CN.UTF-8", "--reason 为 402 字节（UTF-8），最多 400 字节")]
    public async Task Words_that_are_too_long_are_a_mistake_in_usage(string command, string option, string language, string message)
    {
        var run = await TqqRun.RunAsync([command, "10002", option, new('好', 134)], new Dictionary<string, string> { ["LANG"] = language });
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }
}
