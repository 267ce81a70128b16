using Tqq.Server.Hosting.Settings;

namespace Tqq.Server.Tests.Hosting;

/// <summary>Settings from three places.</summary>
public sealed class SettingTests
{
    [Fact]
    public void The_default_of_every_setting_is_what_the_options_begin_with()
    {
        var written = SettingCatalogue.All.Aggregate(new TqqServerOptions(), (options, setting) => setting.Apply(options, setting.Default));
        var fresh = new TqqServerOptions();
        Assert.Equal(fresh.Rules, written.Rules);
        Assert.Equal(fresh.Cluster, written.Cluster);
        Assert.Equal(fresh.Wire with { ClientCodes = written.Wire.ClientCodes }, written.Wire);
        Assert.Equal((fresh.Data, fresh.Web, fresh.LogLevel), (written.Data, written.Web, written.LogLevel));
    }

    [Fact]
    public void Flags_win_over_the_environment()
    {
        var warnings = new List<string>();
        var options = SettingReader.Read(
            new Dictionary<string, string> { ["penalty"] = "1s" }, new Dictionary<string,
                string> { ["TQQ_PENALTY"] = "2s", ["TQQ_HEARTBEAT"] = "30s", ["TQQ_LISEN"] = "x" }, null, warnings.Add);
        Assert.Equal((1, 30), (options.Rules.Penalty.TotalSeconds, options.Wire.Heartbeat.TotalSeconds));
        Assert.Contains("TQQ_LISTEN", Assert.Single(warnings), StringComparison.Ordinal);
    }
}
