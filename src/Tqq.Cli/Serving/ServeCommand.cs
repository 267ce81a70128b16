using System.CommandLine;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Server.Hosting;
using Tqq.Server.Hosting.Settings;
using Tqq.Server.Storage;
using Tqq.Server.Web;

namespace Tqq.Cli.Serving;

/// <summary>`tqq serve`: the server. Every setting of the catalogue is a flag.</summary>
internal static class ServeCommand
{
    public static Command Create(TerminalOutput console)
    {
        var flags = SettingCatalogue.All.ToDictionary(setting => setting.Name, setting => new Option<string?>("--" + setting.Name)
        {
            Description = SettingWords.Of(setting),
            HelpName = setting.Name switch { "data" => "DIR", "tls-cert" or "tls-key" => "FILE", _ => "VALUE" },
            // A flag of true or false needs no value: `--log-wire` is `--log-wire true`.
            Arity = setting.IsSwitch ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
        });
        var config = new Option<string?>("--config") { Description = Localized.Of(
                "A JSON file of settings, { \"name\": \"value\" }; else TQQ_CONFIG. Flags win over TQQ_... variables, those over the file.",
                "JSON 设置文件，{ \"name\": \"value\" }；默认取 TQQ_CONFIG。选项优先于 TQQ_... 变量，变量优先于文件。"), HelpName = "FILE" };
        var command = new Command("serve", Localized.Of(
            "Start the server. It needs no configuration. Ctrl-C or SIGTERM stops it; it goes on when its terminal is closed, because SIGHUP has the settings read again.",
            "启动服务器，无需配置。按 Ctrl-C 或发送 SIGTERM 停止；关闭终端后它继续运行，因为 SIGHUP 只会重新读取设置。")) { config };
        foreach (var (name, flag) in flags)
        {
            flag.CompletionSources.Add([.. SettingWords.ValuesOf(SettingCatalogue.All.Single(setting => setting.Name == name))]);
            command.Add(flag);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            var given = flags.Where(flag => parsed.GetResult(flag.Value) is not null).ToDictionary(flag => flag.Key, flag =>
                parsed.GetValue(flag.Value) ?? "true");
            var file = parsed.GetValue(config) ?? Surroundings.Current.Variable("TQQ_CONFIG");
            var usual = new SettingValues { HelpIn = SettingWords.HelpIn }.With(
                SettingCatalogue.All.Single(setting => setting.Name == "data"),
                DataDirectoryOption.Resolve(null));
            SettingValues Read(Action<string> warn) => SettingReader.ReadValues(
                given, Surroundings.Current.Environment, file is null ? null : ReadFile(file), warn, usual);
            SettingValues ReadAndWarn() => Read(text => console.Warn(ServerTexts.Of(text)));
            return await ServeAsync(ReadAndWarn(), ReadAndWarn, Again(() => Read(static _ => { })), console, cancellationToken);
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
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SettingException(Localized.Of($"there is no file {path}, which --config or TQQ_CONFIG names",
                $"没有 --config 或 TQQ_CONFIG 所指的文件 {path}"), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var why = FileWords.Why(e, path, FileUse.Read);
            throw new SettingException(
                Localized.Of($"{path}, which --config or TQQ_CONFIG names, cannot be read: {why}",
                    $"无法读取 --config 或 TQQ_CONFIG 所指的 {path}：{why}"), e);
        }
    }

    // For administrators: of what is wrong with the file they are told, too. Surroundings are those of this run of the program.
    private static Func<SettingsInForce> Again(Func<SettingValues> read)
    {
        var run = ExecutionContext.Capture()!;
        return () =>
        {
            var written = SettingsInForce.None;
            ExecutionContext.Run(run, _ => written = Read(), null);
            return written;
        };

        SettingsInForce Read()
        {
            try
            {
                return read().Options.Shown;
            }
            catch (SettingException e)
            {
                return SettingsInForce.None with { Fault = ServerTexts.Of(e.Message) };
            }
        }
    }

    private static async Task<int> ServeAsync(SettingValues values, Func<SettingValues> read, Func<SettingsInForce> again,
        TerminalOutput console, CancellationToken cancellationToken)
    {
        using var hangUp = new HangUp(values, read, console);
        if (Surroundings.Current.OwnsProcess)
        {
            ServingThreads.Prepare();
            hangUp.Listen();
        }

        var options = values.Options with
        {
            Data = Surroundings.Current.FullPath(values.Options.Data),
            ReadAgain = again,
            Program = Localized.Program,
        };
        await using var server = await TqqServer.StartAsync(options, TimeProvider.System, text =>
            console.Warn(ServerTexts.Of(text)), cancellationToken);
        hangUp.Begin(server);
        await Banner.ShowAsync(server, options.Api, console, cancellationToken);
        var stopped = server.WaitForShutdownAsync(cancellationToken);
        if (await Task.WhenAny((Task)stopped, server.DiskFailed) == stopped)
        {
            var failed = await stopped;
            if (failed is null)
                SayStopping(console);
            return failed is { } failure
                ? console.Fail(ExitCode.Failed, Localized.Of($"a part of the server has failed, and the server stopped: {failure.Message}",
                    $"服务器的一个部分出错，服务器已停止：{ServerTexts.Of(failure.Message)}"))
                : ExitCode.Done;
        }

        // Nothing may be acknowledged any more, and closing down properly would write again.
        var cause = ServerTexts.Of((await server.DiskFailed).Message);
        console.Warn(Localized.Of(
            $"the disk under {server.Data} has failed and the server stops at once; nothing was acknowledged since: {cause}",
                $"{server.Data} 所在的磁盘出错，服务器立即停止；此后没有确认任何内容：{cause}"));
        if (Surroundings.Current.OwnsProcess)
            Environment.Exit(ExitCode.Failed);
        return ExitCode.Failed;
    }

    // The terminal may have been closed since the start: that is no reason for a server to fail.
    private static void SayStopping(TerminalOutput console)
    {
        try
        {
            console.Line(Localized.Of("Stopping: requests that are being handled are finished first.", "正在停止：先完成进行中的请求。"));
        }
        catch (CommandFailedException)
        {
        }
    }
}

/// <summary>How the threads of this process are set for a server.</summary>
internal static class ServingThreads
{
    /// <summary>So many threads work at least before one waits for another, however few cores there are.</summary>
    public const int Least = 4;

    /// <summary>To be called before the first socket is made.</summary>
    public static void Prepare()
    {
        // What reads a socket is run by the thread that hears of its bytes: worth a sixth of the speed (bench/run limits), and safe,
        // because the wire blocks nowhere and the web port goes elsewhere first. The runtime takes this setting from its environment only.
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");

        // With a thread per core, which is what the pool begins with, a single core has a single one: a poll then waits behind every
        // connection that is just being ended and every long reply. With some more the system shares the core out (tests/faults/wire slow).
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(Math.Max(workers, Least), completions);
    }
}
