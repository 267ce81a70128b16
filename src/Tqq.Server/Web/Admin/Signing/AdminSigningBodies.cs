using System.Text.Json.Serialization;
using Tqq.Server.Web.Api;
using Tqq.Server.Web.Api.Signing;

namespace Tqq.Server.Web.Admin.Signing;

/// <summary>Signing in.</summary>
/// <param name="Uin">The administrator's number.</param>
/// <param name="Password">Its password.</param>
/// <param name="Code">A code of the second factor, or a recovery code, where the account has one.</param>
public sealed record AdminSignInBody(long? Uin, string? Password, string? Code = null)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => $"sign in as administrator {Uin}";
}

/// <summary>The password, once more.</summary>
/// <param name="Password">It.</param>
public sealed record AdminConfirmBody(string? Password)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => "a password";
}

/// <summary>Becoming an administrator by a link.</summary>
/// <param name="Code">What stands behind `#link=` in it.</param>
/// <param name="Password">The password from now on.</param>
/// <param name="Nick">The nickname; may be missing where there is an account of this number.</param>
/// <param name="Uin">The number; missing for one that is given.</param>
public sealed record AdminFirstBody(string? Code, string? Password, string? Nick = null, long? Uin = null)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => $"administrator {Uin} by a link";
}

/// <summary>Asking whether a link makes an administrator.</summary>
/// <param name="Code">What stands behind `#link=` in it.</param>
public sealed record AdminLinkCheckBody(string? Code)
{
    /// <summary>Without the code.</summary>
    public override string ToString() => "a link";
}

/// <summary>An administrator's session.</summary>
/// <param name="Uin">Whose.</param>
/// <param name="Nick">The nickname.</param>
/// <param name="Role">full or read-only.</param>
/// <param name="Totp">Whether a second factor is asked for.</param>
/// <param name="RecoveryCodes">How many recovery codes are left.</param>
/// <param name="Begun">When it began.</param>
/// <param name="Expires">When it is over, if it is not used before.</param>
/// <param name="ConfirmedUntil">Until when it counts that the password was given again; missing where it does not.</param>
public sealed record AdminSessionBody(
    long Uin, string Nick, string Role, bool Totp, int RecoveryCodes, DateTimeOffset Begun, DateTimeOffset Expires,
    DateTimeOffset? ConfirmedUntil = null);

/// <summary>An administrator.</summary>
/// <param name="Uin">The number.</param>
/// <param name="Nick">The nickname.</param>
/// <param name="Enabled">Whether the account is open.</param>
/// <param name="Role">full or read-only.</param>
/// <param name="Since">Since when.</param>
/// <param name="Totp">Whether a second factor is asked for.</param>
/// <param name="RecoveryCodes">How many recovery codes are left.</param>
/// <param name="Sessions">How many sessions there are.</param>
public sealed record AdministratorBody(
    long Uin, string Nick, bool Enabled, string Role, DateTimeOffset Since, bool Totp, int RecoveryCodes, int Sessions);

/// <summary>All administrators.</summary>
/// <param name="Administrators">Ascending by number.</param>
public sealed record AdministratorList(IReadOnlyList<AdministratorBody> Administrators);

/// <summary>A new administrator.</summary>
/// <param name="Uin">The number.</param>
/// <param name="Role">full or read-only.</param>
/// <param name="Password">The password from now on; that of an account that is there is replaced.</param>
/// <param name="Nick">The nickname, where the account is to be made.</param>
public sealed record NewAdministratorBody(long? Uin, string? Role, string? Password, string? Nick = null)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => $"new administrator {Uin}";
}

/// <summary>Another role.</summary>
/// <param name="Role">full or read-only.</param>
public sealed record AdminRoleBody(string? Role);

/// <summary>A link that makes an administrator.</summary>
/// <param name="Link">The whole link; it is shown this once.</param>
/// <param name="Code">What stands behind `#link=` in it.</param>
/// <param name="Expires">When it is over.</param>
public sealed record AdminLinkBody(string Link, string Code, DateTimeOffset Expires)
{
    /// <summary>Without the code.</summary>
    public override string ToString() => "a link";
}

/// <summary>The secret of a second factor.</summary>
/// <param name="Secret">In base 32; it is shown this once.</param>
/// <param name="Uri">The same for an authenticator app.</param>
public sealed record TotpSecretBody(string Secret, string Uri)
{
    /// <summary>Without the secret.</summary>
    public override string ToString() => "a secret";
}

/// <summary>A code of the second factor.</summary>
/// <param name="Code">Six digits.</param>
public sealed record TotpCodeBody(string? Code)
{
    /// <summary>Without the code.</summary>
    public override string ToString() => "a code";
}

/// <summary>The password and a code of the second factor.</summary>
/// <param name="Password">The password.</param>
/// <param name="Code">Six digits, or a recovery code.</param>
public sealed record TotpOffBody(string? Password, string? Code)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => "a password and a code";
}

/// <summary>Recovery codes.</summary>
/// <param name="RecoveryCodes">Each is good once; they are shown this once.</param>
public sealed record RecoveryCodesBody(IReadOnlyList<string> RecoveryCodes)
{
    /// <summary>Without the codes.</summary>
    public override string ToString() => "recovery codes";
}

/// <summary>Generated serializers.</summary>
[JsonSerializable(typeof(AdminSignInBody))]
[JsonSerializable(typeof(AdminConfirmBody))]
[JsonSerializable(typeof(AdminFirstBody))]
[JsonSerializable(typeof(AdminLinkCheckBody))]
[JsonSerializable(typeof(GoodBody))]
[JsonSerializable(typeof(AdminSessionBody))]
[JsonSerializable(typeof(AdministratorList))]
[JsonSerializable(typeof(AdministratorBody))]
[JsonSerializable(typeof(NewAdministratorBody))]
[JsonSerializable(typeof(AdminRoleBody))]
[JsonSerializable(typeof(AdminLinkBody))]
[JsonSerializable(typeof(TotpSecretBody))]
[JsonSerializable(typeof(TotpCodeBody))]
[JsonSerializable(typeof(TotpOffBody))]
[JsonSerializable(typeof(RecoveryCodesBody))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(ApiTime)])]
public sealed partial class AdminSigningJson : JsonSerializerContext;
