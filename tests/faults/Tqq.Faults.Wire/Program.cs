// What is tried, and how, is said where it is done. tests/faults/wire runs it.
using System.Globalization;
using System.Net;
using Tqq.Faults.Wire.Slow;

switch (args)
{
    case ["slow"]:
        return await SlowRun.RunAsync() ? 0 : 1;
    // The attackers are a process of their own, so that their work is not the healthy client's.
    case ["attack", var port, var slow, var idle, var addresses, var pause, var key]:
        await Attack.RunAsync(new(IPAddress.Loopback, Number(port)), Number(slow), Number(idle), Number(addresses), Number(pause), key);
        return 0;
    default:
        await Console.Error.WriteLineAsync("usage: tests/faults/wire slow");
        return 2;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
