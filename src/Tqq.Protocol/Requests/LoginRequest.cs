using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Requests;

/// <summary>`PS=&lt;md5&gt;&amp;M5=1&amp;LC=&lt;code&gt;` (protocol.md §5.1). Its text form does not show the password.</summary>
/// <param name="PasswordMd5">`PS`: MD5 of the password in hex, never empty.</param>
/// <param name="ClientCode">`LC`: the client code.</param>
public sealed record LoginRequest(string PasswordMd5, string ClientCode) : Request
{
    /// <inheritdoc/>
    public override Command Command => Command.Login;

    /// <summary>The request without its password.</summary>
    public override string ToString() => $"LoginRequest {{ ClientCode = {ClientCode} }}";

    internal static ParseFailure Read(BodyFields fields, out Request? request)
    {
        request = null;
        if (!fields.TryGetText("PS"u8, isTrimmed: true, out var password) || !fields.TryGetText("LC"u8, isTrimmed: true, out var code))
            return ParseFailure.BadText;
        if (string.IsNullOrEmpty(password) || code is null)
            return ParseFailure.MissingField;
        request = new LoginRequest(password, code);
        return ParseFailure.None;
    }

    internal override void WriteFields(BodyWriter body)
    {
        body.Field("&PS="u8, PasswordMd5);
        body.Raw("&M5=1"u8);
        body.Field("&LC="u8, ClientCode);
    }
}
