// The run, and what it has to show, is said in Flood and Timings. tests/faults/logins starts it.
using System.Globalization;
using Tqq.Faults.Logins;

var logins = args is [var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 100_000;
await using var server = await TestServer.StartAsync();
var isWell = await Timings.CompareAsync(server);
return await FloodRun.RunAsync(server, logins) && isWell ? 0 : 1;
