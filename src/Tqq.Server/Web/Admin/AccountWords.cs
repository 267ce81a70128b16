using Tqq.Core;
using Tqq.Core.Profiles;
using Tqq.Server.Messaging;
using Tqq.Server.Passwords;
using Tqq.Server.Storage;
using Tqq.Server.Web.Api;
using static Tqq.Server.Web.SettingWords;

namespace Tqq.Server.Web.Admin;

/// <summary>
/// Turns what the admin API is told into accounts, and accounts into what it shows. What is wrong is a <see cref="BadInputException"/>.
/// </summary>
internal static class AccountWords
{
    private const string Wire = "wire";

    /// <summary>The lowest number that an account may have.</summary>
    public const int LowestUin = 10_001;

    /// <summary>The keys of the profile fields whose owner chooses who sees them.</summary>
    public static IReadOnlyList<string> Choosable { get; } =
        [.. FieldRules.All.Where(rule => rule.Audience is not null).Select(rule => rule.Field.ToString())];

    public static Uin ReadUin(long? uin) => uin is >= LowestUin and <= uint.MaxValue
        ? new((uint)uin)
        : throw new BadInputException(InputFault.OfUin("uin", uin, LowestUin),
            $"uin is {uin?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "missing"}, but must be a number from 10001 to 4294967295");

    public static string ReadPassword(string? password) =>
        password is { Length: >= 1 and <= 128 } && !string.IsNullOrWhiteSpace(password) && !password.Any(char.IsControl)
        ? password
        : throw new BadInputException(password is null ? new("password", InputRule.Missing) : new("password", InputRule.Text, 1, 128),
            "password must be a text of 1 to 128 characters, not only spaces and without control characters");

    /// <summary>
    /// A password that an administrator gives somebody else. It may be a weak one (a test account, a bot on this machine), but whoever asks
    /// for it has such a one refused.
    /// </summary>
    /// <param name="password">The password.</param>
    /// <param name="refusesWeak">Whether a weak one is refused.</param>
    public static string ReadPassword(string? password, bool? refusesWeak) => refusesWeak != true ? ReadPassword(password)
        : ChosenPassword.WeaknessOf(ReadPassword(password)) switch
        {
            PasswordWeakness.Short => throw new BadInputException(new("password", InputRule.ShortPassword, ChosenPassword.Shortest),
                $"password has {password!.Length} characters, but {ChosenPassword.Shortest} or more are hard to guess"),
            PasswordWeakness.Common => throw ApiInput.IsCommon("password"),
            _ => password!,
        };

    /// <summary>The word of why a password is easily guessed; null where it is not.</summary>
    public static string? Weakness(string password) =>
        ChosenPassword.WeaknessOf(password) is { } weakness ? Word(weakness) : null;

    public static AccountEdit ReadEdit(EditBody body) => new(
        [.. (body.Fields ?? []).Select(pair => ReadField(pair.Key, pair.Value))],
        ReadWord<WhoMayAdd>(body.WhoMayAdd, "whoMayAdd"),
        body.RefusesStrangers,
        ReadWord<WireLogin>(body.WireLogin, "wireLogin"),
        body.AllowedAddresses is { } addresses ? AccessWords.ReadAddresses(addresses) : null,
        body.RequiresKey,
        ReadWord<KeepsSent>(body.KeepsSent, "keepsSent"),
        ReadWord<WhoMayFind>(body.WhoMayFind, "whoMayFind"),
        body.WhoSees is { } choices ? ReadAudiences(choices, "whoSees", Choosable, key => FieldRules.Find(key)!.Field) : null);

    public static AccountBody Show(AccountDetails details) =>
        Show(new AccountListing(details.Account, details.Status)) with
    {
        Session = details.Session is { } session ? SessionWords.Show(session) with { LastSeen = details.SessionSeen } : null,
        Devices = SessionWords.Show(details.Devices),
        Friends = details.Friends,
        WhoSees = FieldRules.All.Where(rule => rule.Audience is not null).ToDictionary(
            rule => rule.Field.ToString(), rule => Word(details.Account.Settings.WhoSees[rule.Field])),
        Undelivered = details.Undelivered,
        KeepsSentNow = details.KeepsSent,
        Log = details.Log is { } log ? new(log.Bytes, details.LogQuota, log.Last) : null,
        History = Duration(details.History),
    };

    public static AccountBody Show(AccountDetails details, AccountSummary summary, Invitation? madeWith, int failedLogins) =>
        Show(details) with
    {
        DisabledReason = summary.Shutting?.Reason,
        DisabledAt = summary.Shutting?.At,
        Doors = Doors(summary),
        LastSeen = summary.LastSeen,
        Invitation = madeWith is null ? null : new(madeWith.Id, madeWith.Name),
        KeptBytes = details.Log?.Bytes ?? summary.WaitingBytes,
        FailedLogins = failedLogins,
    };

    public static AccountBody Show(AccountSummary summary) => Show(summary.Listing) with
    {
        DisabledReason = summary.Shutting?.Reason,
        DisabledAt = summary.Shutting?.At,
        Doors = Doors(summary),
        LastSeen = summary.LastSeen,
        Undelivered = summary.Waiting,
    };

    public static AccountBody Show(AccountListing listing)
    {
        var account = listing.Account;
        return new(
            account.Uin.Value, account.Profile.Nick, account.Enabled, Word(listing.Status), Word(account.Settings.WhoMayAdd),
            account.Settings.RefusesStrangers, Word(account.Settings.Access.Login),
                [.. account.Settings.Access.Addresses.Select(network => network.ToString())],
            account.Settings.Access.RequiresKey, account.Created,
                account.Profile.Fields.OrderBy(pair => pair.Key).ToDictionary(pair => pair.Key.ToString(), pair => pair.Value))
        {
            KeepsSent = Word(account.Settings.KeepsSent),
            Administrator = account.Role == AdminRole.None ? null : Word(account.Role),
            WhoMayFind = Word(account.Settings.WhoMayFind),
        };
    }

    private static IReadOnlyList<string> Doors(AccountSummary summary) =>
        [.. summary.HasWire ? [Wire] : Array.Empty<string>(), .. summary.Devices.Select(Word)];

    // As settings are written.
    private static string Duration(TimeSpan? kept)
    {
        if (kept is not { } time)
            return "forever";
        foreach (var (unit, letter) in ((TimeSpan, string)[])[(TimeSpan.FromDays(1), "d"), (TimeSpan.FromHours(1), "h"),
            (TimeSpan.FromMinutes(1), "m"), (TimeSpan.FromSeconds(1), "s")])
            if (time >= unit && time.Ticks % unit.Ticks == 0)
                return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{time.Ticks / unit.Ticks}{letter}");
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0}ms") is var text
            && text == "0ms" ? "0" : text;
    }

    private static KeyValuePair<ProfileField, string> ReadField(string key, string value)
    {
        var rule = FieldRules.Find(key) is { CanBeSet: true } found ? found
            : throw new BadInputException(new($"fields.{BadInputException.Shown(key)}", InputRule.Other),
                $"fields.{BadInputException.Shown(key)} is no field that can be set; these are: {string.Join(' ', FieldRules.All.Where(rule => rule.CanBeSet).Select(rule => rule.Field))}");
        CheckValue(rule, value, "fields." + key);
        return new(rule.Field, value);
    }

    private static void CheckValue(FieldRule rule, string value, string path)
    {
        if (!rule.Takes(value))
            throw new BadInputException(FieldWords.FaultOf(rule, path), $"{path} must be {rule.Allowed}");
    }
}
