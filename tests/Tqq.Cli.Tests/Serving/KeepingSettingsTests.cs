namespace Tqq.Cli.Tests.Serving;

/// <summary>The settings that say what the server keeps, given what they cannot be.</summary>
public sealed class KeepingSettingsTests
{
    [Theory]
    [InlineData("keep-sent", "sometimes", "never, devices or always", "never（从不）、devices（有设备的账号）或 always（总是）")]
    [InlineData("keep-sent", "", "never, devices or always", "never（从不）、devices（有设备的账号）或 always（总是）")]
    [InlineData("device-history", "long", "forever, 0 for not at all, or a number with ms, s, m, h or d behind it, such as 365d",
        "forever（永久）、0（不保留），或带 ms、s、m、h、d 的数字，例如 365d")]
    [InlineData("device-history", "-1d", "forever, 0 for not at all, or a number with ms, s, m, h or d behind it, such as 365d",
        "forever（永久）、0（不保留），或带 ms、s、m、h、d 的数字，例如 365d")]
    [InlineData("device-history", "99999999999999999999d",
        "forever, 0 for not at all, or a number with ms, s, m, h or d behind it, such as 365d",
        "forever（永久）、0（不保留），或带 ms、s、m、h、d 的数字，例如 365d")]
    [InlineData("log-quota", "0MiB", "a number above 0 with KiB, MiB or GiB behind it, such as 64MiB",
        "大于 0 并带 KiB、MiB 或 GiB 的数字，例如 64MiB")]
    [InlineData("log-quota", "1GB", "a number above 0 with KiB, MiB or GiB behind it, such as 64MiB", "大于 0 并带 KiB、MiB 或 GiB 的数字，例如 64MiB")]
    [InlineData("mailbox-bytes", "many", "a number above 0 with KiB, MiB or GiB behind it, such as 64MiB",
        "大于 0 并带 KiB、MiB 或 GiB 的数字，例如 64MiB")]
    [InlineData("mailbox-bytes", "99999999999999999999GiB", "a number above 0 with KiB, MiB or GiB behind it, such as 64MiB",
        "大于 0 并带 KiB、MiB 或 GiB 的数字，例如 64MiB")]
    public async Task A_value_that_a_setting_cannot_have_is_one_line_with_those_that_it_can(string setting, string value, string allowed,
        string chinese)
    {
        var folder = Directory.CreateTempSubdirectory("tqq-").FullName;
        try
        {
            var data = Path.Combine(folder, "data");
            string[] arguments = ["serve", $"--{setting}", value, "--data", data, "--listen", "127.0.0.1:0", "--web", "127.0.0.1:0"];
            var english = await TqqRun.RunAsync(arguments);
            Assert.Equal(("", $"tqq: --{setting} is '{value}', but {setting} must be {allowed}\n"), (english.Output, english.Error));
            Assert.NotEqual(0, english.ExitCode);
            var translated = await TqqRun.RunAsync([.. arguments, "--lang", "zh"]);
            Assert.StartsWith($"tqq: --{setting} 是“{value}”，但 {setting} 应为", translated.Error, StringComparison.Ordinal);
            Assert.EndsWith($"{chinese}\n", translated.Error, StringComparison.Ordinal);
            Assert.False(Directory.Exists(data));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
