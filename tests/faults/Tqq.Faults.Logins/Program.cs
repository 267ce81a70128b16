// The run, and what it has to show, is said in FloodRun and Timings. tests/faults/logins starts it.
using System.Globalization;
using Tqq.Faults.Logins;

await using var server = await TestServer.StartAsync();
return args is ["times"]
    ? await Timings.CompareAsync(server) ? 0 : 1
    : await FloodRun.RunAsync(server, args is [var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 100_000) ? 0 : 1;
