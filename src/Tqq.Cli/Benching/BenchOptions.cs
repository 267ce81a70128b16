using System.Buffers.Binary;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Net.Sockets;
using Tqq.Cli.Addresses;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Load.Planning;

namespace Tqq.Cli.Benching;

/// <summary>The options of `tqq bench` that say what load to make.</summary>
internal sealed class BenchOptions
{
    private const double LongestSeconds = 1_000_000;
    private static readonly string[] s_connections = ["keep-alive", "per-request"];

    private readonly ServerOption _server = new();
    private readonly Option<string> _connections =
        new("--connections") { Description = Localized.Of("keep-alive: one for each account; per-request: a new one for each request.",
        "keep-alive：每个号码一个连接；per-request：每个请求一个新连接。"), HelpName = "HOW", DefaultValueFactory = _ => s_connections[0] };
    private readonly Option<double> _rate = NumberOption.Create("--rate", "N", 100, 0.01, 1_000_000,
        Localized.Of("Arrivals per second, of all accounts together, kept however slow the server is.", "每秒请求数（所有号码合计），无论服务器多慢都保持。"));
    private readonly Option<Mix> _mix = new("--mix")
    {
        Description = Localized.Of("What arrives, as proportions of poll (GetMsgEx), send (CLTMSG) and presence (Change_Stat).",
            "请求的比例：poll（GetMsgEx）、send（CLTMSG）、presence（Change_Stat）。"), HelpName = Mix.Default, CustomParser = ReadMix,
        DefaultValueFactory = _ => Mix.TryParse(Mix.Default, out var mix) ? mix : throw new InvalidOperationException("the default mix"),
    };

    private readonly Option<double> _duration = Seconds("--duration", 10, 0.1, Localized.Of("How long to measure", "测量多久"));
    private readonly Option<double> _warmUp = Seconds("--warm-up", 2, 0, Localized.Of("How long before that without measuring", "测量前预热多久"));
    private readonly Option<double> _timeout = Seconds("--timeout", 40, 0.1,
        Localized.Of("How long a reply may take; a refusal is held back 20 s or 30 s", "等待应答多久；拒绝会被推迟 20 或 30 秒"));
    private readonly Option<double> _drain = Seconds("--drain", 30, 0,
        Localized.Of("How long to wait at the end for messages that are owed", "结束时等待未到消息多久"));
    private readonly Option<int> _inFlight = NumberOption.Create("--in-flight", "N", 1000, 1, 100_000,
        Localized.Of("How many requests may be under way; the server allows one address 1024 by default.", "同时进行的请求数上限；服务器默认每地址 1024。"));
    private readonly Option<int> _size = NumberOption.Create("--size", "N", 32, LoadPlan.MinSize, LoadPlan.MaxSize,
        Localized.Of("Length of a message in bytes.", "消息长度（字节）。"));
    private readonly Option<string?> _from =
        new("--from") { Description =
        Localized.Of(
        "Local addresses to connect from, shared out among the accounts: A,B or A-B. For when ports or the server's limits for one address run out.", "用于发起连接的本机地址，分给各号码：A,B 或 A-B。端口或服务器每地址上限不够时使用。"), HelpName = "ADDRESSES" };
    private readonly Option<bool> _loggedIn =
        new("--logged-in") { Description = Localized.Of("The accounts have sessions without keys: do not log in or out.",
        "号码已有会话（无密钥）：不登录也不注销。") };

    public BenchOptions()
    {
        _connections.AcceptOnlyFromAmong(s_connections);
        _from.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !SourceAddresses.TryParse(text, out _))
                result.AddError(
                    Localized.Of(
                    $"--from '{text}' must be addresses with commas between them, or of IPv4 ranges such as 127.0.0.2-127.0.0.9, {SourceAddresses.Max} in all", $"--from “{text}”应为以逗号分隔的地址，或 IPv4 范围如 127.0.0.2-127.0.0.9，共 {SourceAddresses.Max} 个以内"));
        });
    }

    public void AddTo(Command command)
    {
        _server.AddTo(command);
        foreach (var option in (Option[])[_connections, _rate, _mix, _duration, _warmUp, _inFlight, _timeout, _drain, _size, _from,
            _loggedIn])
            command.Add(option);
    }

    /// <summary>Whether the accounts have sessions.</summary>
    public bool IsLoggedIn(ParseResult parsed) => parsed.GetValue(_loggedIn);

    public LoadPlan Read(ParseResult parsed) => new()
    {
        Server = _server.AddressIn(parsed),
        TrustedRoots = _server.RootsIn(parsed),
        KeepsAlive = parsed.GetValue(_connections) == s_connections[0],
        Rate = parsed.GetValue(_rate),
        Mix = parsed.GetRequiredValue(_mix),
        Duration = TimeSpan.FromSeconds(parsed.GetValue(_duration)),
        WarmUp = TimeSpan.FromSeconds(parsed.GetValue(_warmUp)),
        InFlight = parsed.GetValue(_inFlight),
        Timeout = TimeSpan.FromSeconds(parsed.GetValue(_timeout)),
        Drain = TimeSpan.FromSeconds(parsed.GetValue(_drain)),
        Size = parsed.GetValue(_size),
        From = parsed.GetValue(_from) is { } from && SourceAddresses.TryParse(from, out var addresses) ? addresses : [],
        IsLoggedIn = IsLoggedIn(parsed),
    };

    private static Mix? ReadMix(ArgumentResult result)
    {
        if (Mix.TryParse(result.Tokens[0].Value, out var mix))
            return mix;
        result.AddError(
            Localized.Of($"--mix '{result.Tokens[0].Value}' must be whole numbers for poll, send and presence, such as {Mix.Default}",
            $"--mix “{result.Tokens[0].Value}”应为 poll、send、presence 的整数比例，例如 {Mix.Default}"));
        return null;
    }

    private static Option<double> Seconds(string name, double usual, double least, string description) =>
        NumberOption.Create(name, "SECONDS", usual, least, LongestSeconds,
            Localized.Of($"{description}, in seconds.", $"{description}（秒）。"));
}

/// <summary>Reads `--from`: addresses with commas between them, of IPv4 also ranges such as `127.0.0.2-127.0.0.9`.</summary>
internal static class SourceAddresses
{
    /// <summary>The most that are taken.</summary>
    public const int Max = 1024;

    /// <summary>Reads them; false where one is no address, a range runs backwards, or they are too many.</summary>
    public static bool TryParse(string text, out IReadOnlyList<IPAddress> addresses)
    {
        var all = new List<IPAddress>();
        addresses = all;
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-', StringSplitOptions.TrimEntries);
            if (ends.Length > 2 || !IPAddress.TryParse(ends[0], out var first) || !IPAddress.TryParse(ends[^1], out var last))
                return false;
            if (ends.Length == 1)
                all.Add(first);
            else if (first.AddressFamily != AddressFamily.InterNetwork || last.AddressFamily != AddressFamily.InterNetwork
                || NumberOf(last) < NumberOf(first) || NumberOf(last) - NumberOf(first) >= Max)
                return false;
            else
                for (var number = (long)NumberOf(first); number <= NumberOf(last); number++)
                    all.Add(AddressOf((uint)number));
        }

        return all.Count <= Max;
    }

    /// <summary>Refuses an address that is none of this machine's, before the run begins.</summary>
    /// <exception cref="CommandFailedException">Nothing can be sent from one of them.</exception>
    public static void RefuseForeign(IEnumerable<IPAddress> addresses)
    {
        foreach (var address in addresses)
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(address, 0));
            }
            catch (SocketException)
            {
                throw new CommandFailedException(ExitCode.Usage,
                    Localized.Of($"--from names {address}, which is no address of this machine", $"--from 中的 {address} 不是本机地址"));
            }
        }
    }

    private static uint NumberOf(IPAddress address) => BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes());

    private static IPAddress AddressOf(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return new(bytes);
    }
}
