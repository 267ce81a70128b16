using System.Text.Json;
using Tqq.Core;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Server.Messaging;
using Tqq.Server.Storage;

namespace Tqq.Server.Web;

/// <summary>Turns what the admin API is told into accounts, and accounts into what it shows. Whatever is wrong is an <see cref="ArgumentException"/> that says what is allowed.</summary>
internal static class AccountWords
{
    public static Uin ReadUin(long? uin) => uin is > 10_000 and <= uint.MaxValue
        ? new((uint)uin)
        : throw new ArgumentException($"uin is {uin?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "missing"}, but may be a number from 10001 to 4294967295");

    public static string ReadPassword(string? password) => password is { Length: >= 1 and <= 128 } && !string.IsNullOrWhiteSpace(password) && !password.Any(char.IsControl)
        ? password
        : throw new ArgumentException("password may be a text of 1 to 128 characters, not only spaces and without control characters");

    public static Profile ReadFields(Profile profile, Dictionary<string, string>? fields)
    {
        foreach (var (key, value) in fields ?? [])
            profile = profile.With(ReadField(key), value ?? "");
        return profile;
    }

    public static AccountSettings ReadSettings(AccountSettings settings, EditBody body) => settings with
    {
        WhoMayAdd = ReadWord(body.WhoMayAdd, "whoMayAdd", settings.WhoMayAdd),
        Disclosure = ReadWord(body.Disclosure, "disclosure", settings.Disclosure),
        RefusesStrangers = body.RefusesStrangers ?? settings.RefusesStrangers,
        Access = new(
            ReadWord(body.WireLogin, "wireLogin", settings.Access.Login),
            body.AllowedAddresses is { } addresses ? AccessWords.ReadAddresses(addresses) : settings.Access.Addresses,
            body.RequiresKey ?? settings.Access.RequiresKey),
    };

    public static AccountBody Show(AccountDetails details) => Show(new AccountListing(details.Account, details.Session?.Status ?? Status.Offline)) with
    {
        Session = details.Session is { } session ? new(session.Address.ToString(), session.Started, session.KeyHash is not null, session.AppPassword) : null,
        Friends = details.Friends,
        Undelivered = details.Undelivered,
    };

    public static AccountBody Show(AccountListing listing)
    {
        var account = listing.Account;
        return new(
            account.Uin.Value, account.Profile.Nick, account.Enabled, Word(listing.Status), Word(account.Settings.WhoMayAdd), Word(account.Settings.Disclosure),
            account.Settings.RefusesStrangers, Word(account.Settings.Access.Login), [.. account.Settings.Access.Addresses.Select(network => network.ToString())],
            account.Settings.Access.RequiresKey, account.Created, account.Profile.Fields.OrderBy(pair => pair.Key).ToDictionary(pair => pair.Key.ToString(), pair => pair.Value));
    }

    private static ProfileField ReadField(string key) => FieldRules.All.FirstOrDefault(rule => rule.CanBeSet && rule.Field.ToString() == key) is { } known
        ? known.Field
        : throw new ArgumentException($"'{key}' is no field that can be set; these are: {string.Join(' ', FieldRules.All.Where(rule => rule.CanBeSet).Select(rule => rule.Field))}");

    private static T ReadWord<T>(string? word, string name, T otherwise) where T : struct, Enum
    {
        if (word is null)
            return otherwise;
        foreach (var value in Enum.GetValues<T>())
            if (Word(value) == word)
                return value;
        throw new ArgumentException($"{name} is '{word}', but may be {string.Join(", ", Enum.GetValues<T>().Select(Word))}");
    }

    private static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
