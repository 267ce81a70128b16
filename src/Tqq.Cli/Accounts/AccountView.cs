using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Tqq.Cli.Terminal;
using Tqq.Server.Web;

namespace Tqq.Cli.Accounts;

/// <summary>Shows accounts.</summary>
internal static class AccountView
{
    private static readonly string[] Heading = ["UIN", "NICK", "STATUS", "ENABLED", "WHO MAY ADD"];

    public static void Json<T>(TerminalOutput console, T value, JsonTypeInfo<T> type) => console.Json(TerminalText.Json(value, type));

    public static void List(TerminalOutput console, IEnumerable<AccountBody> accounts) => console.Table(
        Heading,
        accounts.Select(account => (IReadOnlyList<string>)[Number(account.Uin), account.Nick, account.Status, account.Enabled ? "yes" : "no", account.WhoMayAdd]));

    public static void One(TerminalOutput console, AccountBody account) => console.Table(["FIELD", "VALUE"], Rows(account));

    private static IEnumerable<IReadOnlyList<string>> Rows(AccountBody account)
    {
        yield return ["UIN", Number(account.Uin)];
        yield return ["status", account.Status];
        yield return ["enabled", account.Enabled ? "yes" : "no"];
        yield return ["who may add", account.WhoMayAdd];
        yield return ["disclosure", account.Disclosure];
        yield return ["refuses strangers", account.RefusesStrangers ? "yes" : "no"];
        yield return ["wire login", account.WireLogin];
        yield return ["allowed from", account.AllowedAddresses.Count == 0 ? "anywhere" : string.Join(", ", account.AllowedAddresses)];
        yield return ["requires key", account.RequiresKey ? "yes" : "no"];
        yield return ["created", account.Created.ToString("u", CultureInfo.InvariantCulture)];
        if (account.Session is { } session)
            yield return ["session", $"from {session.Address} since {session.Started.ToString("u", CultureInfo.InvariantCulture)}{(session.HasKey ? ", with a key" : "")}{(session.AppPassword is { } id ? $", by app password {Number(id)}" : "")}"];
        if (account.Friends is { } friends)
            yield return ["friends", Number(friends)];
        if (account.Undelivered is { } undelivered)
            yield return ["undelivered", Number(undelivered)];
        foreach (var (key, value) in account.Fields)
            yield return [key, value];
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
