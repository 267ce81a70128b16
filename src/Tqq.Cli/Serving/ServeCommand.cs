using System.CommandLine;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Server.Hosting;
using Tqq.Server.Hosting.Settings;

namespace Tqq.Cli.Serving;

/// <summary>`tqq serve`: the server. Every setting of the catalogue is a flag.</summary>
internal static class ServeCommand
{
    public static Command Create(TerminalOutput console)
    {
        var flags = SettingCatalogue.All.ToDictionary(setting => setting.Name, setting => new Option<string?>("--" + setting.Name)
        {
            Description = $"{char.ToUpperInvariant(setting.Help[0])}{setting.Help[1..]}. May be {setting.Allowed}. [default: {setting.Default}]{(setting.CanChange ? " Can change while it runs (SIGHUP)." : "")}",
            HelpName = setting.Name == "data" ? "DIR" : "VALUE",
        });
        var config = new Option<string?>("--config") { Description = "A JSON file of settings, { \"name\": \"value\" }; else TQQ_CONFIG. Flags win over TQQ_... variables, those over the file.", HelpName = "FILE" };
        var command = new Command("serve", "Start the server. It needs no configuration.") { config };
        foreach (var flag in flags.Values)
            command.Add(flag);

        command.SetAction(async (parsed, cancellationToken) =>
        {
            var given = flags.Where(flag => parsed.GetValue(flag.Value) is not null).ToDictionary(flag => flag.Key, flag => parsed.GetValue(flag.Value)!);
            var file = parsed.GetValue(config) ?? Surroundings.Current.Variable("TQQ_CONFIG");
            SettingValues Read() => SettingReader.ReadValues(given, Surroundings.Current.Environment, file is null ? null : ReadFile(file), console.Warn);
            return await ServeAsync(Read(), Read, console, cancellationToken);
        });
        return command;
    }

    private static SettingFile ReadFile(string path)
    {
        try
        {
            return new(path, Utf8Text.ReadFile(path));
        }
        catch (CommandFailedException e)
        {
            throw new SettingException(e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingException(Localized.Of($"the settings file cannot be read: {e.Message}", $"无法读取设置文件：{e.Message}"), e);
        }
    }

    private static async Task<int> ServeAsync(SettingValues values, Func<SettingValues> read, TerminalOutput console, CancellationToken cancellationToken)
    {
        using var hangUp = new HangUp(values, read, console);
        if (Surroundings.Current.OwnsProcess)
        {
            ServingThreads.Prepare();
            hangUp.Listen();
        }

        var options = values.Options with { Data = Surroundings.Current.FullPath(values.Options.Data) };
        await using var server = await TqqServer.StartAsync(options, TimeProvider.System, console.Warn, cancellationToken);
        hangUp.Begin(server);
        await Banner.ShowAsync(server, console, cancellationToken);
        var stopped = server.WaitForShutdownAsync(cancellationToken);
        if (await Task.WhenAny((Task)stopped, server.DiskFailed) == stopped)
        {
            return await stopped is { } failure
                ? console.Fail(ExitCode.Failed, Localized.Of($"a part of the server has failed, and the server stopped: {failure.Message}", $"服务器的一个部分出错，服务器已停止：{failure.Message}"))
                : ExitCode.Done;
        }

        // Nothing may be acknowledged any more, and closing down properly would write again.
        console.Warn($"the disk under {server.Data} has failed and the server stops at once; nothing was acknowledged since: {(await server.DiskFailed).Message}");
        if (Surroundings.Current.OwnsProcess)
            Environment.Exit(ExitCode.Failed);
        return ExitCode.Failed;
    }
}
