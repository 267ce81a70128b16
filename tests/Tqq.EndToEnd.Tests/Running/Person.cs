using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Tqq.EndToEnd.Tests.Running;

/// <summary>Somebody with an account and a client of 2005.</summary>
public sealed class Person(TestServer server, uint uin, string password)
{
    private int _seq = 1000;

    public uint Uin => uin;

    public string Password { get; set; } = password;

    public string PasswordMd5 => Md5(Password);

    public TestServer Server => server;

    /// <summary>
    /// The address this person comes from. By default everybody has one of their own, as real people do: the server counts failed logins by
    /// address, and holds every login from there back after five.
    /// </summary>
    public IPAddress From { get; set; } = new([127, 1, (byte)(uin >> 8), (byte)uin]);

    /// <summary>Whether the heads of this person's requests name a target; whoever names none gets short replies.</summary>
    public bool NamesTarget { get; set; }

    public static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>A body with the next SEQ.</summary>
    public string Body(string command, string fields = "") => $"VER=1.1&CMD={command}&SEQ={NextSeq()}&UIN={uin}{fields}";

    /// <summary>Sends a command and returns the body of the reply; empty for NULL.</summary>
    public Task<string> AskAsync(string command, string fields = "") => SendAsync(Body(command, fields));

    /// <summary>Sends a body as it is and returns the body of the reply; empty for NULL.</summary>
    public async Task<string> SendAsync(string body) =>
        BodyOf(Encoding.UTF8.GetString(await server.SendAsync(RawSocket.LegacyRequest(Encoding.UTF8.GetBytes(body), NamesTarget), From)));

    /// <summary>Sends a command and returns what stands behind `RES=` in the reply.</summary>
    public async Task<string> ResultAsync(string command, string fields = "")
    {
        var reply = await AskAsync(command, fields);
        return reply.Length == 0 ? "NULL" : reply[(reply.IndexOf("&RES=", StringComparison.Ordinal) + 5)..];
    }

    public Task<string> LoginAsync(string extra = "") => AskAsync("Login", $"&PS={PasswordMd5}&M5=1&LC=9326B87B234E7235{extra}");

    public Task<string> LogoutAsync() => AskAsync("Logout");

    /// <summary>Fetches what waits: type, sender and text, joined by spaces.</summary>
    public async Task<string[]> FetchAsync()
    {
        var fields = (await ResultAsync("GetMsgEx")).Split('&').Skip(1).Select(pair => pair.Split('=', 2)).ToDictionary(pair =>
            pair[0], pair => pair[1]);
        string[] List(string key) => [.. fields[key].Split(',').SkipLast(1)];
        var (types, senders, texts) = (List("MT"), List("UN"), List("MG"));
        Assert.Equal(fields["MN"], types.Length.ToString(CultureInfo.InvariantCulture));
        return [.. types.Select((type, at) => $"{type} {senders[at]} {texts[at]}")];
    }

    private string NextSeq() => Interlocked.Increment(ref _seq).ToString(CultureInfo.InvariantCulture);

    private static string BodyOf(string reply) =>
        reply.Length == 0 ? "" : reply[(reply.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
}
