using Tqq.Client;

// Says back whatever it is told. Ctrl-C ends it.
if (args is not [var server, var number, var password] || !ServerAddress.TryParse(server, out var address)
    || !uint.TryParse(number, out var uin))
{
    Console.Error.WriteLine("usage: EchoBot SERVER UIN PASSWORD, as in: EchoBot 127.0.0.1:8000 10002 pear");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) => (e.Cancel, _) = (true, stop.CancelAsync());
try
{
    await using var qq = await TqqClient.SignInAsync(new() { Server = address, Uin = uin, Password = password }, stop.Token);
    Console.WriteLine($"{qq.Uin} listens.");
    await foreach (var item in qq.ReadAsync(stop.Token))
    {
        if (item is Incoming.Message message)
            await AnswerAsync(qq, message);
        qq.Settle(item);
    }

    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 0;
}
catch (Exception e) when (e is TqqException or ArgumentException)
{
    Console.Error.WriteLine($"EchoBot: {e.Message}");
    return 1;
}

// One account that takes no answer, because it is gone, refuses strangers or has a full mailbox, must not end the bot for all others.
static async Task AnswerAsync(TqqClient qq, Incoming.Message message)
{
    try
    {
        await qq.SendAsync(message.From, $"You said: {message.Text}");
    }
    catch (Exception e) when (e is DeniedException or IllegalUinException or NoReplyException)
    {
        Console.Error.WriteLine($"EchoBot: {message.From} has no answer. {e.Message}");
    }
}
