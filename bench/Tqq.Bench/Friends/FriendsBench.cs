using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Tqq.Bench.Accounts;
using Tqq.Bench.Figures;
using Tqq.Bench.Limits;
using Tqq.Bench.Loads;
using Tqq.Bench.Processes;
using Tqq.Server.Passwords;

namespace Tqq.Bench.Friends;

/// <summary>
/// How long a login takes of an account with very many friends, of whom a few are online, and of one that has only those few.
/// </summary>
internal static class FriendsBench
{
    private const int Online = 10;
    private const int Many = 1000;
    private const int Accounts = 300;
    private const double Aim = 2;

    private static readonly uint[] s_friends = Range(20_000, Many);
    private static readonly uint[] s_few = Range(30_000, Accounts);
    private static readonly uint[] s_many = Range(31_000, Accounts);
    private static readonly uint[] s_others = Range(35_000, Many);
    private static readonly (string Text, string Hash) s_appPassword = AppPasswordText.Make();

    public static async Task RunAsync()
    {
        Console.WriteLine(
            $"An account with {Online} friends, all of them online, against one with {Many}, of whom the same {Online} are online: {Accounts} of each log in one after the other, in turn, on one connection that is kept, with an app password, so that no Argon2id is in it. \"For the first time\": since the server started, so the account and its list are read from the store; \"again\": after a logout. Medians of what the client waits, an fsync among it, and of the processor time of the server.");
        Console.WriteLine();
        Console.WriteLine(
            $"| login | {Online} friends, ms | {Many} friends, ms | ratio | aim | {Online} friends, CPU us | {Many} friends, CPU us | ratio |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        using var scratch = new Scratch();
        await FillAsync(scratch.Data);
        await using var server = Child.Tqq(core: 0,
            ["serve", "--data", scratch.Data, "--listen", "127.0.0.1:0", "--web", "127.0.0.1:0", .. LimitsBench.WithoutLimits]);
        var address = await server.ReadPortAsync("Ctrl-C");
        await server.WaitUntilIdleAsync();
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address);
        // What is compiled late is compiled before anything is measured, with accounts that are nobody's friends.
        foreach (var uin in s_others)
            Ask(socket, "Login", uin);
        Show("for the first time", [.. s_few.Zip(s_many, (few, many) => (LogIn(server, socket, few), LogIn(server, socket, many)))]);
        foreach (var uin in s_few.Concat(s_many))
            Ask(socket, "Logout", uin);
        Show("again", [.. s_few.Zip(s_many, (few, many) => (LogIn(server, socket, few), LogIn(server, socket, many)))]);
    }

    private static void Show(string what, IReadOnlyList<(Cost Few, Cost Many)> pairs)
    {
        var (few, many) = (Cost.MedianOf(pairs.Select(pair => pair.Few)), Cost.MedianOf(pairs.Select(pair => pair.Many)));
        var ratio = many.Milliseconds / few.Milliseconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {what} | {few.Milliseconds:F2} | {many.Milliseconds:F2} | **{ratio:F2}** | at most {Aim:F0}: {(ratio <= Aim ? "met" : "**not met**")} | {few.CpuMicroseconds:F0} | {many.CpuMicroseconds:F0} | {many.CpuMicroseconds / few.CpuMicroseconds:F2} |"));
    }

    private static Cost LogIn(Child server, Socket socket, uint uin)
    {
        var before = server.ThreadMicroseconds();
        var begun = Stopwatch.GetTimestamp();
        Ask(socket, "Login", uin);
        var took = Stopwatch.GetElapsedTime(begun);
        return new(took.TotalMilliseconds, server.ThreadMicroseconds() - before);
    }

    private static void Ask(Socket socket, string command, uint uin)
    {
        var reply = new byte[4096];
        socket.Send(Wire.Post(Wire.Body(command, uin, command == "Login" ? Wire.LoginFields(s_appPassword.Text) : "")));
        var text = Encoding.UTF8.GetString(reply, 0, socket.Receive(reply));
        if (!text.Contains("&RES=0", StringComparison.Ordinal) || text.Contains("&RS=1", StringComparison.Ordinal))
            throw new InvalidOperationException($"unexpected reply to {command}: {text}");
    }

    private static async Task FillAsync(string data)
    {
        var kind = new AccountKind { AppPasswordHash = s_appPassword.Hash };
        await AccountMaker.FillAsync(data, s_friends[..Online], kind with { IsOnline = true, Friends = [.. s_few, .. s_many] });
        await AccountMaker.FillAsync(data, [.. s_friends[Online..], .. s_others], kind);
        await AccountMaker.FillAsync(data, s_few, kind with { Friends = s_friends[..Online] });
        await AccountMaker.FillAsync(data, s_many, kind with { Friends = s_friends });
    }

    private static uint[] Range(int first, int count) => [.. Enumerable.Range(first, count).Select(uin => (uint)uin)];

    private readonly record struct Cost(double Milliseconds, double CpuMicroseconds)
    {
        public static Cost MedianOf(IEnumerable<Cost> costs) =>
            new(Numbers.Median(costs.Select(cost => cost.Milliseconds)), Numbers.Median(costs.Select(cost => cost.CpuMicroseconds)));
    }
}
