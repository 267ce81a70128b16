using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Server.Web;

namespace Tqq.Cli.Accounts;

/// <summary>Says what an account command has done, in words or in JSON.</summary>
internal sealed class AccountOutput(TerminalOutput console, bool json)
{
    public void Account(AccountBody account)
    {
        if (json)
            AccountView.Json(console, account, WebJson.Default.AccountBody);
        else
            AccountView.One(console, account);
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
            console.Line(password is null ? Localized.Of($"{account.Uin} added", $"{account.Uin} 已创建") : Localized.Of($"{account.Uin} added, password {password}", $"{account.Uin} 已创建，密码 {password}"));
    }

    public void PasswordSet(long uin, string? password)
    {
        if (json)
            AccountView.Json(console, new PasswordShown(uin, "password set", password), CliJson.Default.PasswordShown);
        else
            console.Line(password is null ? Localized.Of($"{uin} password set", $"{uin} 的密码已设置") : Localized.Of($"{uin} password set: {password}", $"{uin} 的密码已设为：{password}"));
    }

    /// <summary>What was done, in a word that JSON has in every language.</summary>
    public void Done(long uin, string what, string chinese) => Value(new PasswordShown(uin, what, null), CliJson.Default.PasswordShown, $"{uin} {Localized.Of(what, chinese)}");

    public void Rows<T>(T value, JsonTypeInfo<T> type, IReadOnlyList<string> heading, IEnumerable<IReadOnlyList<string>> rows)
    {
        if (json)
            AccountView.Json(console, value, type);
        else
            console.Table(heading, rows);
    }

    public void Value<T>(T value, JsonTypeInfo<T> type, string text)
    {
        if (json)
            AccountView.Json(console, value, type);
        else
            console.Line(text);
    }
}

/// <summary>What was done to an account; a password stands here only when it was made here.</summary>
internal sealed record PasswordShown(long Uin, string Done, string? Password);

/// <summary>Generated serializers.</summary>
[JsonSerializable(typeof(IReadOnlyList<AccountBody>))]
[JsonSerializable(typeof(PasswordShown))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class CliJson : JsonSerializerContext;
