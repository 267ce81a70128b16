namespace Tqq.Protocol.Requests;

/// <summary>`PS=&lt;md5&gt;&amp;M5=1&amp;LC=&lt;code&gt;` (protocol.md §5.1). Its text form does not show the password.</summary>
/// <param name="PasswordMd5">`PS`: MD5 of the password in hex, never empty.</param>
/// <param name="ClientCode">`LC`: the client code.</param>
public sealed record LoginRequest(string PasswordMd5, string ClientCode) : Request
{
    /// <summary>The request without its password.</summary>
    public override string ToString() => $"LoginRequest {{ ClientCode = {ClientCode} }}";
}
