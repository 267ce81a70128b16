using Tqq.Client;

// Signs in, writes to itself, and reads it: what a native build has to be able to do. Arguments: SERVER UIN PASSWORD.
await using var qq = await TqqClient.SignInAsync(new() { Server = new(args[0]), Uin = uint.Parse(args[1]), Password = args[2] });
await qq.SendAsync(qq.Uin, "native, 好");
await foreach (var item in qq.ReadAsync())
{
    Console.WriteLine(item);
    qq.Settle(item);
    break;
}

Console.WriteLine((await qq.GetInfoAsync(qq.Uin)).Nick);
