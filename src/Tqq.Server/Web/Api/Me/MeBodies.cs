namespace Tqq.Server.Web.Api.Me;

/// <summary>An account as it sees itself.</summary>
/// <param name="Uin">Its number.</param>
/// <param name="Nick">Its nickname.</param>
/// <param name="Status">online, busy, invisible or offline: its own status, not what others see.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Friends">How many friends it has.</param>
/// <param name="Profile">Its profile.</param>
/// <param name="Words">What of the profile are codes, in words.</param>
/// <param name="Settings">Its settings.</param>
/// <param name="Role">full or read-only: what it may do as an administrator; missing where it is none.</param>
public sealed record MeBody(
    long Uin, string Nick, string Status, DateTimeOffset Created, long Friends, ProfileBody Profile, WordsBody Words,
    SettingsBody Settings, string? Role = null);

/// <summary>The settings of an account. To change some, name them; what is missing stays.</summary>
/// <param name="WhoMayAdd">Who may add the account as a friend: anyone, verify (whoever asks waits for an answer) or nobody.</param>
/// <param name="WhoMayFind">
/// Who finds the account by a search: by-number (whoever types the whole number), everyone (by the beginning of the nickname, too) or
/// nobody.
/// </param>
/// <param name="WhoSees">Who sees which field of the profile beside its owner: everyone, friends or nobody, by its name.</param>
/// <param name="RefusesStrangers">Whether messages of others than friends are swallowed; they are not told.</param>
/// <param name="WireLogin">What opens the account over HTTP QQ: password (an app password does too), app-password or off.</param>
/// <param name="AllowedAddresses">The networks that the account may be used from; empty for anywhere.</param>
/// <param name="RequiresKey">Whether sessions of HTTP QQ must have a key.</param>
/// <param name="KeepsSent">Whether what the account sends is kept in its log: true, false, or default for what the server says.</param>
/// <param name="KeepsSentNow">What keepsSent comes to now; it cannot be set.</param>
public sealed record SettingsBody(
    string? WhoMayAdd = null, string? WhoMayFind = null, Dictionary<string, string>? WhoSees = null,
    bool? RefusesStrangers = null, string? WireLogin = null, IReadOnlyList<string>? AllowedAddresses = null,
    bool? RequiresKey = null, string? KeepsSent = null, bool? KeepsSentNow = null);

/// <summary>What to change of one's own account; what is missing stays.</summary>
/// <param name="Profile">Of the profile.</param>
/// <param name="Settings">Of the settings.</param>
public sealed record MeEditBody(ProfileBody? Profile = null, SettingsBody? Settings = null);

/// <summary>A status.</summary>
/// <param name="Status">online, busy, invisible or offline; offline hides the account as invisible does.</param>
public sealed record StatusBody(string? Status);

/// <summary>A new password.</summary>
/// <param name="Current">The password until now, in plain.</param>
/// <param name="New">The new one, in plain: 8 to 128 characters.</param>
public sealed record PasswordChangeBody(string? Current, string? New)
{
    /// <summary>Without the passwords.</summary>
    public override string ToString() => "a new password";
}

/// <summary>The deletion of one's own account.</summary>
/// <param name="Password">Its password, in plain.</param>
public sealed record DeletionBody(string? Password)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => "a deletion";
}

/// <summary>An app password: it opens the account over HTTP QQ and nothing else.</summary>
/// <param name="Id">Its number within the account.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Made">When it was made.</param>
/// <param name="LastUsed">When a client last logged in with it; missing for never.</param>
/// <param name="LastUsedFrom">From which address.</param>
/// <param name="Password">The app password itself; only in the answer to its making, and never again.</param>
public sealed record OwnAppPasswordBody(
    string Id, string Name, DateTimeOffset Made, DateTimeOffset? LastUsed = null, string? LastUsedFrom = null, string? Password = null)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => $"app password {Id}";
}

/// <summary>The app passwords of an account.</summary>
/// <param name="AppPasswords">Ascending by number.</param>
public sealed record OwnAppPasswordList(IReadOnlyList<OwnAppPasswordBody> AppPasswords);

/// <summary>A new app password.</summary>
/// <param name="Name">What its owner calls it, at most 32 characters; may be missing.</param>
public sealed record NewOwnAppPasswordBody(string? Name = null);
