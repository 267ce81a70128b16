// What is broken, and how, is said where it is done. tests/faults/run runs all of it.
using Tqq.Faults;
using Tqq.Faults.Api;
using Tqq.Faults.Clients;
using Tqq.Faults.Clocks;
using Tqq.Faults.Delivery;
using Tqq.Faults.Disks;
using Tqq.Faults.Kills;
using Tqq.Faults.PowerCuts;

try
{
    // The process that `bots` kills.
    if (args is ["bot", var server, var uin, var password, var journal, var longest])
        return await JournalBot.RunAsync(server, uin, password, journal, longest) ? 0 : 1;
    var options = RunOptions.Parse(args.AsSpan(Math.Min(1, args.Length)));
    var isMet = args switch
    {
        ["kill", ..] => await KillRun.RunAsync(options),
        ["power", ..] => await PowerRun.RunAsync(options),
        ["disk", ..] => await DiskFullRun.RunAsync(options),
        ["fsync", ..] => await FsyncRun.RunAsync(options),
        ["term", ..] => await TermRun.RunAsync(options),
        ["clock", ..] => await ClockRun.RunAsync(options),
        ["delivery", ..] => await DeliveryRun.RunAsync(options),
        ["keys", ..] => await KeysRun.RunAsync(options),
        ["bots", ..] => await BotsRun.RunAsync(options),
        ["api", ..] => await ApiRun.RunAsync(options),
        _ => throw new FormatException(
            "usage: tests/faults/run [kill|power|disk|fsync|term|clock|delivery|keys|bots|api|all] [--rounds N] [--seed N]"),
    };
    return isMet ? 0 : 1;
}
catch (FormatException e)
{
    await Console.Error.WriteLineAsync("faults: " + e.Message);
    return 2;
}
