using Tqq.Server.Hosting.Settings;

namespace Tqq.Server.Tests.Hosting;

/// <summary>Settings that are read again while the server runs.</summary>
public sealed class SettingReloadTests
{
    private static Setting Of(string name) => SettingCatalogue.All.Single(setting => setting.Name == name);

    [Fact]
    public void What_can_change_is_taken_and_what_needs_a_restart_is_named_each_time_and_stays_as_it_is()
    {
        var running = new SettingValues().With(Of("penalty"), "1s").With(Of("heartbeat"), "30s");
        var written = new SettingValues().With(Of("penalty"), "2s").With(Of("listen"), "127.0.0.1:1");
        var changes = running.Reload(written);
        Assert.Equal(["penalty", "heartbeat"], changes.Taken.Select(setting => setting.Name));
        Assert.Equal(["listen"], changes.NeedRestart.Select(setting => setting.Name));
        // What is written no more is its default again.
        Assert.Equal((2, 60), (changes.Values.Options.Rules.Penalty.TotalSeconds, changes.Values.Options.Wire.Heartbeat.TotalSeconds));
        Assert.Equal(running.Options.Listen, changes.Values.Options.Listen);

        var again = changes.Values.Reload(written);
        Assert.Empty(again.Taken);
        Assert.Equal(["listen"], again.NeedRestart.Select(setting => setting.Name));
    }

    [Fact]
    public void No_setting_that_can_change_touches_what_only_a_restart_changes()
    {
        // One of these is a good value of every setting, and is not its default.
        string[] values = ["true", "tencent-2006", "debug", "3/1s burst 7", "7s", "7", "10.7.0.0/16", "https://qq.test", "other.pem",
            "always", "7MiB", "invite"];
        var settings = new SettingValues();
        var before = settings.Options;
        foreach (var setting in SettingCatalogue.All.Where(setting => setting.CanChange))
        {
            var after = settings.With(setting, values.First(value => IsGood(setting, value))).Options;
            Assert.NotEqual(before, after);
            Assert.Equal(
                (before.Data, before.Listen, before.Web, before.ForwardedFrom, before.Passwords, before.Cluster,
                    before.Rules.SessionTimeout, before.Wire.SessionTimeout, before.Wire.ServerHeader),
                (after.Data, after.Listen, after.Web, after.ForwardedFrom, after.Passwords, after.Cluster, after.Rules.SessionTimeout,
                    after.Wire.SessionTimeout, after.Wire.ServerHeader));
        }
    }

    private static bool IsGood(Setting setting, string value)
    {
        try
        {
            return setting.Apply(new(), value) is not null;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
