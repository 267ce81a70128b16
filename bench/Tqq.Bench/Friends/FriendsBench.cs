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

/// <summary>How long a login takes of an account with very many friends, of whom a few are online, and of one that has only those few.</summary>
internal static class FriendsBench
{
    private const int Online = 10;
    private const int Many = 1000;
    private const int Accounts = 300;
    private const double Aim = 2;

    private static readonly uint[] s_friends = Range(20_000, Many);
    private static readonly uint[] s_few = Range(30_000, Accounts);
    private static readonly uint[] s_many = Range(31_000, Accounts);
    private static readonly (string Text, string Hash) s_appPassword = AppPasswordText.Make();

    public static async Task RunAsync()
    {
        Console.WriteLine($"An account with {Online} friends, all of them online, against one with {Many}, of whom the same {Online} are online: {Accounts} of each log in one after the other, in turn, on one connection that is kept, with an app password, so that no Argon2id is in it. \"For the first time\": since the server started, so the account and its list are read from the store; \"again\": after a logout. Medians of what the client waits, an fsync among it; ratio of pairs in brackets: a quarter are below, a quarter above.");
        Console.WriteLine();
        Console.WriteLine($"| login | {Online} friends, ms | {Many} friends, ms | ratio | aim |");
        Console.WriteLine("|---|---|---|---|---|");
        using var scratch = new Scratch();
        await FillAsync(scratch.Data);
        await using var server = Child.Tqq(core: 0, ["serve", "--data", scratch.Data, "--listen", "127.0.0.1:0", "--web", "127.0.0.1:0", .. LimitsBench.WithoutLimits]);
        var address = await server.ReadPortAsync("Ctrl-C");
        await server.WaitUntilIdleAsync();
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address);
        // What is compiled late is compiled before anything is measured, with accounts that are measured nowhere.
        foreach (var friend in s_friends[Online..])
            Timed(socket, "Login", friend);
        Show("for the first time", [.. s_few.Zip(s_many, (few, many) => (Timed(socket, "Login", few), Timed(socket, "Login", many)))]);
        Show("again", [.. s_few.Zip(s_many, (few, many) => (Again(socket, few), Again(socket, many)))]);
    }

    private static void Show(string what, IReadOnlyList<(double Few, double Many)> pairs)
    {
        var ratio = Numbers.Median(pairs.Select(pair => pair.Many)) / Numbers.Median(pairs.Select(pair => pair.Few));
        double[] ratios = [.. pairs.Select(pair => pair.Many / pair.Few).Order()];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {what} | {Numbers.Median(pairs.Select(pair => pair.Few)):F2} | {Numbers.Median(pairs.Select(pair => pair.Many)):F2} | **{ratio:F2}** ({Numbers.Percentile(ratios, 0.25):F2} to {Numbers.Percentile(ratios, 0.75):F2}) | at most {Aim:F0}: {(ratio <= Aim ? "met" : "**not met**")} |"));
    }

    private static double Again(Socket socket, uint uin)
    {
        Timed(socket, "Logout", uin);
        return Timed(socket, "Login", uin);
    }

    private static double Timed(Socket socket, string command, uint uin)
    {
        var request = Wire.Post(Wire.Body(command, uin, command == "Login" ? Wire.LoginFields(s_appPassword.Text) : ""));
        var reply = new byte[4096];
        var begun = Stopwatch.GetTimestamp();
        socket.Send(request);
        var length = socket.Receive(reply);
        var took = Stopwatch.GetElapsedTime(begun);
        var text = Encoding.UTF8.GetString(reply, 0, length);
        return text.Contains("&RES=0", StringComparison.Ordinal) && !text.Contains("&RS=1", StringComparison.Ordinal)
            ? took.TotalMilliseconds
            : throw new InvalidOperationException($"unexpected reply to {command}: {text}");
    }

    private static async Task FillAsync(string data)
    {
        var kind = new AccountKind { AppPasswordHash = s_appPassword.Hash };
        await AccountMaker.FillAsync(data, s_friends[..Online], kind with { IsOnline = true, Friends = [.. s_few, .. s_many] });
        await AccountMaker.FillAsync(data, s_friends[Online..], kind);
        await AccountMaker.FillAsync(data, s_few, kind with { Friends = s_friends[..Online] });
        await AccountMaker.FillAsync(data, s_many, kind with { Friends = s_friends });
    }

    private static uint[] Range(int first, int count) => [.. Enumerable.Range(first, count).Select(uin => (uint)uin)];
}
