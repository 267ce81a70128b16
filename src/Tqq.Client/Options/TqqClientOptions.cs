using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Tqq.Client;

/// <summary>Who signs in where, and how patiently. Only <see cref="Uin"/> and a password are needed.</summary>
public sealed class TqqClientOptions
{
    /// <summary>The account's number, 10001..4294967295 (protocol.md §3).</summary>
    public uint Uin { get; set; }

    /// <summary>
    /// The password. It never leaves this process; its MD5 does (protocol.md §3). Give this or <see cref="PasswordMd5"/>.
    /// </summary>
    public string? Password { get; set; }

    /// <summary>MD5 of the password's UTF-8, 32 hex digits: what the wire carries as `PS`. It is worth as much as the password.</summary>
    public string? PasswordMd5 { get; set; }

    /// <summary>Where the server is; port 8000 of this machine by default. With `https` everything goes over TLS.</summary>
    public ServerAddress Server { get; set; } = new("127.0.0.1");

    /// <summary>
    /// The certificates that vouch for an `https` server: a CA of one's own, or the server's own certificate. Null
    /// for those that the system trusts.
    /// </summary>
    public X509Certificate2Collection? TrustedRoots { get; set; }

    /// <summary>
    /// Where the server's JSON API is: `http[s]://host[:port]`, with a path where a proxy has put it under one. Null for HTTP QQ. Over the
    /// API <see cref="Server"/>, <see cref="PasswordMd5"/>, the keys of sessions, <see cref="TakeOver"/>, <see cref="PollInterval"/> and
    /// the pace of sending mean nothing.
    /// </summary>
    public Uri? Api { get; set; }

    /// <summary>
    /// The code of the account's second factor, or one of its recovery codes, beside the password; over the API only. Without it the server
    /// refuses an account that has a second factor with `/errors/code-needed`. A code is good once.
    /// </summary>
    public string? Code { get; set; }

    /// <summary>A token of the account, `tq_...`, in place of the password; over the API only.</summary>
    public string? Token { get; set; }

    /// <summary>What the session is called in the account's list of sessions, 100 characters at most; over the API only.</summary>
    public string Device { get; set; } = "";

    /// <summary>
    /// Where it is kept how far <see cref="ApiMessenger"/> has come; over the API only. Null for nowhere: then each client begins with what
    /// comes from then on.
    /// </summary>
    public IPositionStore? Positions { get; set; }

    /// <summary>What sends the requests of the API; null for connections of one's own. A test puts in one that needs no server.</summary>
    public HttpMessageHandler? ApiHandler { get; set; }

    /// <summary>
    /// Whether to log in again when another login has taken the session's place (protocol.md §3). Two clients that both do so take the
    /// session from each other for ever; without it this one stops with a <see cref="LoggedInElsewhereException"/>.
    /// </summary>
    public bool TakeOver { get; set; }

    /// <summary>The client code, `LC` (protocol.md §5.1). The default is the one all servers know.</summary>
    public string ClientCode { get; set; } = "9326B87B234E7235";

    /// <summary>
    /// Whether to ask for a session key (protocol.md §3), so that nobody who shares this address can act in the session, and to acknowledge
    /// messages by count. Servers that know neither ignore both.
    /// </summary>
    public bool UseSessionKey { get; set; } = true;

    /// <summary>
    /// The key of a session that another client began and left open (<see cref="TqqClient.SessionKey"/>):
    /// it is gone on with, without a login.
    /// </summary>
    public string? SessionKey { get; set; }

    /// <summary>Where the key is kept when other clients share the session; null where none does.</summary>
    public ISessionKeyStore? SessionKeys { get; set; }

    /// <summary>
    /// How long <see cref="TqqClient.ReadAsync"/> waits between two polls that find nothing; at most half the
    /// heartbeat that the server asks for (`HI`).
    /// </summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long it may take to connect, TLS included.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long an address that has not answered anything yet may be silent, before a second connection finds out whether an HTTP QQ server
    /// is there at all. One that is may hold a login back (protocol.md §5.1), and is waited for.
    /// </summary>
    public TimeSpan FirstByteTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a reply may take. A penalty holds a reply back for 20 or 30 s (protocol.md §6), so less than that gives up on good replies.
    /// </summary>
    public TimeSpan ReplyTimeout { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>
    /// For how long one call is tried again when the connection breaks or the server says "too fast" (RES=3), before it fails.
    /// </summary>
    public TimeSpan RetryBudget { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// For how long a server to which no connection can be made is tried again; <see cref="RetryBudget"/> where this is null.
    /// </summary>
    public TimeSpan? ConnectBudget { get; set; }

    /// <summary>
    /// The pace of sending in the long run: one message each so long. The default stays under the two a second of protocol.md §6.
    /// </summary>
    public TimeSpan MessageInterval { get; set; } = TimeSpan.FromMilliseconds(550);

    /// <summary>How many messages may go at once before <see cref="MessageInterval"/> counts; servers allow 20 (protocol.md §6).</summary>
    public int MessageBurst { get; set; } = 10;

    /// <summary>
    /// Whether the end of the client ends the session: a Logout. Otherwise the session stays for another client
    /// with its <see cref="SessionKey"/>.
    /// </summary>
    public bool SignOutOnDispose { get; set; } = true;

    /// <summary>How long the end of the client may wait for a server that is slow or gone.</summary>
    public TimeSpan SignOutTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where it logs: reconnects, retries, logins. Never a password, a key or a text.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    /// <summary>The account and the server; no secrets.</summary>
    public override string ToString() => $"{Uin} at {Api?.ToString() ?? Server.ToString()}";

    /// <summary>The MD5 of a password as the wire carries it, 32 lower-case hex digits.</summary>
    /// <param name="password">The password.</param>
    public static string Md5Of(string password) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(password)));

    /// <summary>A copy that later changes do not touch, checked.</summary>
    /// <exception cref="ArgumentException">A value is not allowed; the message says which and what is.</exception>
    internal TqqClientOptions Checked()
    {
        var copy = (TqqClientOptions)MemberwiseClone();
        copy.PasswordMd5 = Password is { Length: > 0 } password ? Md5Of(password) : PasswordMd5;
        copy.Password = null;
        Require(Uin > 10000, nameof(Uin), "must be 10001 to 4294967295");
        Require(copy.PasswordMd5 is { Length: 32 } md5
            && md5.All(char.IsAsciiHexDigit), nameof(Password), "is missing: give Password, or 32 hex digits as PasswordMd5");
        Require(Server is not null, nameof(Server), "is missing");
        CheckTimes();
        Require(MessageBurst is >= 1 and <= 20, nameof(MessageBurst), "must be 1 to 20");
        return copy;
    }

    /// <summary>A copy that later changes do not touch, checked for the API.</summary>
    /// <exception cref="ArgumentException">A value is not allowed; the message says which and what is.</exception>
    internal TqqClientOptions CheckedForApi()
    {
        var copy = (TqqClientOptions)MemberwiseClone();
        Require(Api is { IsAbsoluteUri: true, Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "" }, nameof(Api),
            "is where the API is: http://host:port or https://host:port");
        Require(Uin > 10000 || (Uin == 0 && Token is not null), nameof(Uin), "must be 10001 to 4294967295");
        Require(Token is not null || Password is { Length: > 0 }, nameof(Password), "is missing: give Password or Token");
        CheckTimes();
        return copy;
    }

    /// <summary>Where chance comes from.</summary>
    internal Random Chance { get; set; } = Random.Shared;

    /// <summary>A pause, or by chance up to half as long again: so not all clients of a server come back at one moment.</summary>
    internal TimeSpan Spread(TimeSpan pause) => pause * (1 + Chance.NextDouble() / 2);

    /// <summary>The same with another patience for replies.</summary>
    internal TqqClientOptions With(TimeSpan replyTimeout)
    {
        var copy = (TqqClientOptions)MemberwiseClone();
        copy.ReplyTimeout = replyTimeout;
        return copy;
    }

    private void CheckTimes()
    {
        foreach (var (name, value) in new[]
        {
            (nameof(PollInterval), PollInterval), (nameof(ConnectTimeout), ConnectTimeout), (nameof(FirstByteTimeout), FirstByteTimeout),
                (nameof(ReplyTimeout), ReplyTimeout), (nameof(SignOutTimeout), SignOutTimeout), (nameof(MessageInterval), MessageInterval),
        })
        {
            Require(value > TimeSpan.Zero && value <= TimeSpan.FromDays(1), name, "must be more than 0 and at most a day");
        }

        Require(RetryBudget >= TimeSpan.Zero && RetryBudget <= TimeSpan.FromDays(1), nameof(RetryBudget), "must be 0 to a day");
    }

    private static void Require(bool isTrue, string name, string allowed)
    {
        if (!isTrue)
            throw new ArgumentException($"{name} {allowed}.", name);
    }
}

/// <summary>
/// Where several clients of one account, of one program or of several, keep the key of the session they share (protocol.md §3). Without
/// one, a client that has to log in anew ends the session of the others. It is asked and told within a call, so it has to be quick.
/// </summary>
public interface ISessionKeyStore
{
    /// <summary>The key of the newest session that is known; null where none is.</summary>
    string? Load();

    /// <summary>A client has begun a session.</summary>
    /// <param name="key">Its key; null where the server gives none.</param>
    void Save(string? key);
}
