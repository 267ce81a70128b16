using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Server.Web.Admin;
using Tqq.Server.Web.Admin.Signing;

namespace Tqq.Cli.Accounts;

/// <summary>Says what an account command has done, in words or in JSON.</summary>
internal sealed class AccountOutput(TerminalOutput console, bool json)
{
    public void Account(AccountBody account)
    {
        if (json)
            AccountView.Json(console, account, AdminJson.Default.AccountBody);
        else
            AccountView.One(console, account);
    }

    /// <summary>The account has been told to keep what it sends: what follows from that.</summary>
    public void KeepsLog(AccountBody account)
    {
        if (!json)
            console.Line(Localized.Of(
                $"{account.Uin} keeps a log from the next text that it sends on, for good: device-history says how long, and no longer history",
                $"{account.Uin} 自下一条发出的消息起一直保留记录：保留时间由 device-history 而不再由 history 决定"));
    }

    public void Accounts(IReadOnlyList<AccountBody> accounts)
    {
        if (json)
            AccountView.Json(console, accounts, CliJson.Default.IReadOnlyListAccountBody);
        else
            AccountView.List(console, accounts);
    }

    public void Added(AccountBody account, string? password)
    {
        if (json)
            AccountView.Json(console, new PasswordShown(account.Uin, "added", password), CliJson.Default.PasswordShown);
        else
            console.Line(password is null ? Localized.Of($"{account.Uin} added", $"{account.Uin} 已创建")
                : Localized.Of($"{account.Uin} added, password {password}", $"{account.Uin} 已创建，密码 {password}"));
    }

    public void Administrator(AdministratorBody made, string? password)
    {
        if (json)
            AccountView.Json(console, new PasswordShown(made.Uin, "added", password), CliJson.Default.PasswordShown);
        else
            console.Line(password is null
                ? Localized.Of($"{made.Uin} is an administrator now ({made.Role})", $"{made.Uin} 现为管理员（{made.Role}）")
                : Localized.Of($"{made.Uin} is an administrator now ({made.Role}), password {password}",
                    $"{made.Uin} 现为管理员（{made.Role}），密码 {password}"));
    }

    public void PasswordSet(long uin, string? password)
    {
        if (json)
            AccountView.Json(console, new PasswordShown(uin, "password set", password), CliJson.Default.PasswordShown);
        else
            console.Line(password is null ? Localized.Of($"{uin} password set", $"{uin} 的密码已设置")
                : Localized.Of($"{uin} password set: {password}", $"{uin} 的密码已设为：{password}"));
    }

    /// <summary>What was done, in a word that JSON has in every language.</summary>
    public void Done(long uin, string what, string chinese) =>
        Value(new PasswordShown(uin, what, null), CliJson.Default.PasswordShown, $"{uin} {Localized.Of(what, chinese)}");

    public void Rows<T>(T value, JsonTypeInfo<T> type, IReadOnlyList<string> heading, IEnumerable<IReadOnlyList<string>> rows)
    {
        if (json)
            AccountView.Json(console, value, type);
        else
            console.Table(heading, rows);
    }

    public void Value<T>(T value, JsonTypeInfo<T> type, params IEnumerable<string> lines)
    {
        if (json)
            AccountView.Json(console, value, type);
        else
            console.Lines(lines);
    }
}

/// <summary>What was done to an account; a password stands here only when it was made here.</summary>
internal sealed record PasswordShown(long Uin, string Done, string? Password);

/// <summary>Generated serializers.</summary>
[JsonSerializable(typeof(IReadOnlyList<AccountBody>))]
[JsonSerializable(typeof(PasswordShown))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class CliJson : JsonSerializerContext;

/// <summary>Shows accounts.</summary>
internal static class AccountView
{
    private static string[] Heading =>
        ["UIN", Localized.Of("NICK", "昵称"), Localized.Of("STATUS", "状态"), Localized.Of("ENABLED", "启用"),
        Localized.Of("WHO MAY ADD", "谁可加好友")];

    public static void Json<T>(TerminalOutput console, T value, JsonTypeInfo<T> type) => console.Json(TerminalText.Json(value, type));

    public static void List(TerminalOutput console, IEnumerable<AccountBody> accounts) => console.Table(
        Heading,
        accounts.Select(account =>
            (IReadOnlyList<string>)[Number(account.Uin), account.Nick, ShownWords.Of(console, account.Status),
            account.Enabled ? console.Key("yes", "是") : console.Key("no", "否"), ShownWords.Of(console, account.WhoMayAdd)]));

    public static void One(TerminalOutput console, AccountBody account) =>
        console.Table([Localized.Of("FIELD", "项目"), Localized.Of("VALUE", "内容")], Rows(account, console));

    private static IEnumerable<IReadOnlyList<string>> Rows(AccountBody account, TerminalOutput console)
    {
        yield return ["UIN", Number(account.Uin)];
        yield return [console.Key("status", "状态"), ShownWords.Of(console, account.Status)];
        yield return [console.Key("enabled", "启用"), account.Enabled ? console.Key("yes", "是") : console.Key("no", "否")];
        yield return [console.Key("who may add", "谁可加好友"), ShownWords.Of(console, account.WhoMayAdd)];
        yield return [console.Key("who may find", "谁可搜索到"), ShownWords.Of(console, account.WhoMayFind)];
        foreach (var (word, english, chinese) in ((string, string, string)[])[("everyone", "everyone sees", "所有人可见"),
            ("friends", "friends see", "好友可见"), ("nobody", "nobody else sees", "仅本人可见")])
            if (account.WhoSees?.Where(pair => pair.Value == word).Select(pair => pair.Key).ToList() is { Count: > 0 } keys)
                yield return [console.Key(english, chinese), string.Join(' ', keys)];
        yield return [console.Key("refuses strangers", "拒收陌生人"), account.RefusesStrangers ? console.Key("yes", "是")
            : console.Key("no", "否")];
        yield return [console.Key("wire login", "HTTP QQ 登录"), ShownWords.Of(console, account.WireLogin)];
        yield return [console.Key("allowed from", "允许来源"), account.AllowedAddresses.Count == 0 ? console.Key("anywhere", "任何地方")
            : string.Join(", ", account.AllowedAddresses)];
        yield return [console.Key("requires key", "须会话密钥"), account.RequiresKey ? console.Key("yes", "是") : console.Key("no", "否")];
        yield return [console.Key("created", "创建时间"), Time(account.Created)];
        if (account.Session is { } session)
            yield return [console.Key("session", "会话"), SessionWords(session, console)];
        foreach (var device in account.Devices ?? [])
            yield return [console.Key($"device {Number(device.Number)}", $"设备 {Number(device.Number)}"), DeviceWords(device, console)];
        if (account.Friends is { } friends)
            yield return [console.Key("friends", "好友数"), Number(friends)];
        if (account.Undelivered is { } undelivered)
            yield return [console.Key("undelivered", "未送达"), Number(undelivered)];
        yield return [console.Key("keeps sent", "保留已发"), ShownWords.Of(console, account.KeepsSent) + What(account, console)];
        if (account.Log is { } log)
            yield return [console.Key("log", "记录"),
                console.Key($"{Size(log.Bytes, console)} of {Size(log.Quota, console)}",
                $"{Size(log.Bytes, console)} / {Size(log.Quota, console)}")];
        if (account.History is { } history)
            yield return [console.Key("history", "保留时间"), history];
        foreach (var (key, value) in account.Fields)
            yield return [key, value];
    }

    // What the server makes of it where the account says nothing itself.
    private static string What(AccountBody account, TerminalOutput console) => (account.KeepsSent, account.KeepsSentNow) switch
    {
        ("default", true) => console.Key(" (kept)", "（保留）"),
        ("default", false) => console.Key(" (not kept)", "（不保留）"),
        _ => "",
    };

    // As settings are written, to a tenth.
    private static string Size(long bytes, TerminalOutput console)
    {
        foreach (var (unit, word) in ((long, string)[])[(1L << 30, "GiB"), (1L << 20, "MiB"), (1L << 10, "KiB")])
            if (bytes >= unit)
                return string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / unit:0.#}{word}");
        return console.Key($"{Number(bytes)} bytes", $"{Number(bytes)} 字节");
    }

    private static string SessionWords(SessionBody session, TerminalOutput console)
    {
        var (address, started) = (session.Address, Time(session.Started));
        return console.Key($"from {address} since {started}", $"来自 {address}，始于 {started}")
            + (session.HasKey ? console.Key(", with a key", "，有密钥") : "")
            + (session.AppPassword is { } id ? console.Key($", by app password {Number(id)}", $"，用应用专用密码 {Number(id)}") : "")
            + (session.LastSeen is { } seen ? console.Key($", last seen {Time(seen)}", $"，最近活动 {Time(seen)}") : "");
    }

    private static string DeviceWords(DeviceBody device, TerminalOutput console)
    {
        var (begun, seen) = (Time(device.Begun), Time(device.LastSeen));
        var (name, chinese) = device.Name is "" ? ("", "") : ($" '{device.Name}'", $"「{device.Name}」");
        return console.Key($"{device.Kind}{name} from {device.Address} since {begun}, last seen {seen}",
            $"{ShownWords.Of(console, device.Kind)}{chinese}来自 {device.Address}，始于 {begun}，最近活动 {seen}");
    }

    private static string Time(DateTimeOffset time) => time.ToString("u", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
