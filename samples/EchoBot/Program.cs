using Tqq.Client;

// EchoBot SERVER UIN PASSWORD: says back whatever it is told. Ctrl-C ends it.
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) => (e.Cancel, _) = (true, stop.CancelAsync());

await using var qq = await TqqClient.SignInAsync(new() { Server = new(args[0]), Uin = uint.Parse(args[1]), Password = args[2] }, stop.Token);
Console.WriteLine($"{qq.Uin} listens.");
await foreach (var item in qq.ReadAsync(stop.Token))
    if (item is Incoming.Message message)
        await qq.SendAsync(message.From, $"You said: {message.Text}");
