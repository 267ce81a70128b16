using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;

namespace Tqq.Server.Web.Admin;

/// <summary>An account as the admin API shows it.</summary>
/// <param name="Uin">Its number.</param>
/// <param name="Nick">Its nickname.</param>
/// <param name="Enabled">Whether it may log in.</param>
/// <param name="Status">
/// online, busy, invisible or offline: its own status, not what others see. It is online by its wire session, or by a device that has a
/// stream open or had one a minute ago.
/// </param>
/// <param name="WhoMayAdd">anyone, verify or nobody.</param>
/// <param name="RefusesStrangers">Whether messages of others than friends are refused.</param>
/// <param name="WireLogin">What opens it over HTTP QQ: password (an app password does too), app-password or off.</param>
/// <param name="AllowedAddresses">The networks that it may be used from; empty for anywhere.</param>
/// <param name="RequiresKey">Whether its sessions must have a key.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Fields">The profile fields that were set, by their two-letter keys (protocol.md §5.4).</param>
/// <param name="Session">Its session of HTTP QQ, the wire session; only where one account is shown.</param>
/// <param name="Friends">How many friends it has; only where one account is shown.</param>
/// <param name="Undelivered">How many messages wait; only where one account is shown.</param>
public sealed record AccountBody(
    long Uin, string Nick, bool Enabled, string Status, string WhoMayAdd, bool RefusesStrangers,
    string WireLogin, IReadOnlyList<string> AllowedAddresses, bool RequiresKey, DateTimeOffset Created,
    IReadOnlyDictionary<string, string> Fields, SessionBody? Session = null, int? Friends = null, int? Undelivered = null)
{
    /// <summary>Its device sessions, ascending by number; only where one account is shown.</summary>
    public IReadOnlyList<DeviceBody>? Devices { get; init; }

    /// <summary>
    /// Who finds it by a search: by-number (whoever types the whole number), everyone (by the beginning of the nickname, too) or nobody.
    /// </summary>
    public string WhoMayFind { get; init; } = "by-number";

    /// <summary>
    /// Who sees which profile field beside the account itself: everyone, friends or nobody, by their two-letter keys. Only where one
    /// account is shown.
    /// </summary>
    public Dictionary<string, string>? WhoSees { get; init; }

    /// <summary>Whether what it sends is kept in its log: true, false, or default for what the server's keep-sent says.</summary>
    public string KeepsSent { get; init; } = "default";

    /// <summary>What that comes to now: whether what it sends is kept; only where one account is shown.</summary>
    public bool? KeepsSentNow { get; init; }

    /// <summary>Its log; only where one account is shown, and null where it keeps none.</summary>
    public LogBody? Log { get; init; }

    /// <summary>full or read-only, where it is an administrator's.</summary>
    public string? Administrator { get; init; }

    /// <summary>Why it is shut, where somebody has said so.</summary>
    public string? DisabledReason { get; init; }

    /// <summary>When it was shut.</summary>
    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>What it has sessions of, whether they are in use or not: wire (HTTP QQ), web, program, token, bot, admin.</summary>
    public IReadOnlyList<string> Doors { get; init; } = [];

    /// <summary>
    /// When it was last seen: a device was used, or somebody logged in over HTTP QQ or asked something there. Missing for never.
    /// </summary>
    public DateTimeOffset? LastSeen { get; init; }

    /// <summary>The invitation that it was made with; only where one account is shown.</summary>
    public InvitationOfBody? Invitation { get; init; }

    /// <summary>
    /// How many bytes the texts have that are kept of it: those of its log, or those that wait where it keeps none. Only where one account
    /// is shown.
    /// </summary>
    public long? KeptBytes { get; init; }

    /// <summary>
    /// How many logins with it have failed within 24 hours, as far as that is remembered: since the server started, and of the 10,000
    /// accounts that failed last. Only where one account is shown.
    /// </summary>
    public int? FailedLogins { get; init; }

    /// <summary>Its password where the server has chosen it; only in the answer to its making, and never again.</summary>
    public string? Password { get; init; }

    /// <summary>Why the password that it was given is easily guessed: short or common; only in the answer to its making.</summary>
    public string? WeakPassword { get; init; }

    /// <summary>Without the password.</summary>
    public override string ToString() => $"new account {Uin}";

    /// <summary>
    /// How long its messages are kept, as the server's settings say it: history, or device-history where it keeps a
    /// log. Only where one account is shown.
    /// </summary>
    public string? History { get; init; }
}

/// <summary>The log of an account as the admin API shows it.</summary>
/// <param name="Bytes">How large it is: its texts in UTF-8, and 100 bytes for each item.</param>
/// <param name="Quota">How large it may be.</param>
/// <param name="Last">The highest number in it.</param>
public sealed record LogBody(long Bytes, long Quota, long Last);

/// <summary>A wire session as the admin API shows it.</summary>
/// <param name="Address">The client's address.</param>
/// <param name="Started">When it began.</param>
/// <param name="HasKey">Whether it is known by a session key, not by its address.</param>
/// <param name="AppPassword">The number of the app password that it began with, if it did.</param>
/// <param name="LastSeen">When its last request came; only where one account is shown.</param>
public sealed record SessionBody(
    string Address, DateTimeOffset Started, bool HasKey, int? AppPassword = null, DateTimeOffset? LastSeen = null);

/// <summary>A device session as the admin API shows it.</summary>
/// <param name="Number">Its number within the account.</param>
/// <param name="Kind">What opened it: web, bot, admin, program or token.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Address">From where it was used last.</param>
/// <param name="Begun">When it was opened.</param>
/// <param name="LastSeen">When it was used last; after a restart of the server up to ten minutes too early.</param>
public sealed record DeviceBody(int Number, string Kind, string Name, string Address, DateTimeOffset Begun, DateTimeOffset LastSeen);

/// <summary>The invitation that an account was made with.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">For whom it is.</param>
public sealed record InvitationOfBody(long Id, string Name);

/// <summary>A page of accounts.</summary>
/// <param name="Accounts">
/// The accounts, ascending by number, or in the order of their nicknames where these are searched. May be fewer than `limit`, though there
/// is a `next`.
/// </param>
/// <param name="Next">The value of `after` for the next page, or null at the end.</param>
/// <param name="NextNick">The value of `afterNick` for the next page, where nicknames are searched.</param>
/// <param name="Total">How many there are, where nothing is searched for; those that are not all are counted up to 10,000.</param>
/// <param name="TotalIsMore">Whether there are more than that.</param>
public sealed record AccountPage(
    IReadOnlyList<AccountBody> Accounts, long? Next = null, string? NextNick = null, long? Total = null, bool TotalIsMore = false);

/// <summary>A new account.</summary>
/// <param name="Nick">Its nickname.</param>
/// <param name="Uin">Its number, 10001..4294967295; one that is free where it is missing.</param>
/// <param name="Password">Its password, in plain; one by chance where it is missing.</param>
/// <param name="WhoMayAdd">anyone, verify or nobody; verify where it is missing.</param>
/// <param name="Fields">Profile fields by their two-letter keys.</param>
/// <param name="WireLogin">password, app-password or off; password where it is missing.</param>
/// <param name="AllowedAddresses">Addresses and networks that it may be used from; anywhere where it is missing or empty.</param>
/// <param name="RequiresKey">Whether its sessions must have a key; false where it is missing.</param>
/// <param name="RefusesWeak">Whether a password is refused that is easily guessed; false where it is missing.</param>
public sealed record NewAccountBody(
    string? Nick, long? Uin = null, string? Password = null, string? WhoMayAdd = null, Dictionary<string, string>? Fields = null,
    string? WireLogin = null, IReadOnlyList<string>? AllowedAddresses = null, bool? RequiresKey = null, bool? RefusesWeak = null)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => $"new account {Uin}";
}

/// <summary>What to change of an account; what is missing stays.</summary>
/// <param name="WhoMayAdd">anyone, verify or nobody.</param>
/// <param name="RefusesStrangers">Whether messages of others than friends are refused.</param>
/// <param name="Fields">Profile fields by their two-letter keys.</param>
/// <param name="WireLogin">What opens it over HTTP QQ: password, app-password or off.</param>
/// <param name="AllowedAddresses">Addresses and networks that it may be used from; empty for anywhere.</param>
/// <param name="RequiresKey">Whether its sessions must have a key.</param>
/// <param name="KeepsSent">Whether what it sends is kept in its log: true, false, or default for what the server says.</param>
/// <param name="WhoMayFind">Who finds it by a search: by-number, everyone or nobody.</param>
/// <param name="WhoSees">Who sees profile fields beside the account itself: everyone, friends or nobody, by their two-letter keys.</param>
public sealed record EditBody(
    string? WhoMayAdd = null, bool? RefusesStrangers = null, Dictionary<string, string>? Fields = null,
    string? WireLogin = null, IReadOnlyList<string>? AllowedAddresses = null, bool? RequiresKey = null, string? KeepsSent = null,
    string? WhoMayFind = null, Dictionary<string, string>? WhoSees = null);

/// <summary>Why an account is shut.</summary>
/// <param name="Reason">The reason, at most 200 characters; may be missing.</param>
public sealed record DisableBody(string? Reason = null);

/// <summary>A password that the server has chosen.</summary>
/// <param name="Uin">Whose.</param>
/// <param name="Password">In plain; shown this once.</param>
public sealed record GeneratedPasswordBody(long Uin, string Password)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => "a password";
}

/// <summary>A new password.</summary>
/// <param name="Password">In plain.</param>
/// <param name="RefusesWeak">Whether one is refused that is easily guessed; false where it is missing.</param>
public sealed record PasswordBody(string? Password, bool? RefusesWeak = null)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => "a password";
}

/// <summary>A password that was set, and is easily guessed.</summary>
/// <param name="WeakPassword">Why: short or common.</param>
public sealed record WeakPasswordBody(string WeakPassword);

/// <summary>What became of a kick.</summary>
/// <param name="Kicked">Whether there was a session to end.</param>
/// <param name="Session">The wire session that has ended.</param>
/// <param name="Devices">The device sessions that have ended; only where that was asked for.</param>
/// <param name="Left">How many device sessions go on.</param>
public sealed record KickBody(bool Kicked, SessionBody? Session, IReadOnlyList<DeviceBody> Devices, int Left);

/// <summary>The server itself.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Started">When it started.</param>
/// <param name="Listen">Where HTTP QQ is spoken.</param>
/// <param name="Web">Where the web port is.</param>
/// <param name="Data">The data directory.</param>
/// <param name="Accounts">How many accounts there are.</param>
public sealed record ServerBody(string Version, DateTimeOffset Started, IReadOnlyList<string> Listen, string Web, string Data,
    long Accounts);

/// <summary>Generated serializers.</summary>
[JsonSerializable(typeof(AccountBody))]
[JsonSerializable(typeof(AccountPage))]
[JsonSerializable(typeof(NewAccountBody))]
[JsonSerializable(typeof(EditBody))]
[JsonSerializable(typeof(PasswordBody))]
[JsonSerializable(typeof(WeakPasswordBody))]
[JsonSerializable(typeof(GeneratedPasswordBody))]
[JsonSerializable(typeof(DisableBody))]
[JsonSerializable(typeof(AppPasswordBody))]
[JsonSerializable(typeof(AppPasswordList))]
[JsonSerializable(typeof(NewAppPasswordBody))]
[JsonSerializable(typeof(InvitationBody))]
[JsonSerializable(typeof(InvitationPage))]
[JsonSerializable(typeof(NewInvitationBody))]
[JsonSerializable(typeof(RegistrationPolicyBody))]
[JsonSerializable(typeof(RegistrationChoiceBody))]
[JsonSerializable(typeof(KickBody))]
[JsonSerializable(typeof(ServerBody))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
public sealed partial class AdminJson : JsonSerializerContext;
