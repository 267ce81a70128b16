using System.Net;
using Tqq.Bench.Accounts;
using Tqq.Bench.Loads;
using Tqq.Server.Passwords;

namespace Tqq.Bench.Limits;

/// <summary>Everything that is compared with its limit, and the accounts that it takes.</summary>
internal static class LimitCases
{
    private const int Connections = 32;
    private const int Friends = 100;
    private const int Waiting = 10;
    private const string Password = "bench";

    private static readonly (string Text, string Hash) s_appPassword = AppPasswordText.Make();

    // All of a circle are each other's friends; the numbers of a circle begin at a multiple of its size.
    private static readonly uint[] s_friends = Range((Friends + 1) * 200, Friends + 1);
    private static readonly uint[] s_owners = Range(30_000, Connections);
    private static readonly uint[] s_clients = Range(31_000, Connections);
    private static readonly uint[] s_readers = Range(32_000, Connections);

    /// <summary>Makes the accounts.</summary>
    public static async Task FillAsync(string data)
    {
        await AccountMaker.FillAsync(data, s_friends, new() { Password = Password, IsOnline = true, Circle = Friends + 1 });
        await AccountMaker.FillAsync(data, s_clients, new() { Password = Password, AppPasswordHash = s_appPassword.Hash });
        await AccountMaker.FillAsync(data, [.. s_owners, .. s_readers], new() { Password = Password });
    }

    /// <summary>Says what has to be said once, and then what will be asked.</summary>
    public static async Task<IReadOnlyList<LimitCase>> PrepareAsync(IPEndPoint server)
    {
        var tens = new List<string>();
        foreach (var reader in s_readers)
        {
            for (var number = 0; number < Waiting; number++)
                await Wire.AskAsync(server, Wire.Body("CLTMSG", s_friends[0], $"&UN={reader}&MG=a small text, number {number}"));
            var login = await Wire.AskAsync(server, Wire.Body("Login", reader, Wire.LoginFields(Password) + "&SK=?"));
            // Nothing is acknowledged, so the same ten are handed out again and again.
            tens.Add(Wire.Body("GetMsgEx", reader, $"&SK={login[(login.IndexOf("&SK=", StringComparison.Ordinal) + 4)..]}&AK=0"));
        }

        var pollers = s_friends[..Connections];
        string[] polls = [.. pollers.Select(uin => Wire.Body("GetMsgEx", uin))];
        return
        [
            new("empty GetMsgEx, keep-alive", polls, Aim: 0.75),
            new("empty GetMsgEx, a connection each", polls, KeepsAlive: false, Aim: 0.95),
            new("CLTMSG, with fsync", [.. pollers.Zip(s_owners, (uin, receiver) =>
                Wire.Body("CLTMSG", uin, $"&UN={receiver}&MG=a small text of some thirty bytes"))], IsDurable: true),
            new("GetMsgEx with 10 messages", tens),
            new("Query_Stat, 100 friends online", [.. pollers.Select(uin => Wire.Body("Query_Stat", uin, "&TN=1"))]),
            new("GetInfo, LV=3", [.. pollers.Select(uin => Wire.Body("GetInfo", uin, $"&LV=3&UN={uin + 1}"))]),
            new("Login, app password", [.. s_clients.Select(uin => Wire.Body("Login", uin, Wire.LoginFields(s_appPassword.Text)))]),
            new("Login, password (Argon2id)", [.. s_owners.Select(uin => Wire.Body("Login", uin, Wire.LoginFields(Password)))]),
        ];
    }

    private static uint[] Range(int first, int count) => [.. Enumerable.Range(first, count).Select(uin => (uint)uin)];
}
