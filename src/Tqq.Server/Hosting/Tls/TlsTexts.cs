namespace Tqq.Server.Hosting.Tls;

/// <summary>What the two files held when they were read. They are compared by what is in them: whoever replaces a link to them changes no time of theirs.</summary>
/// <param name="Certificate">The certificate's.</param>
/// <param name="Key">The key's.</param>
internal sealed record TlsTexts(string Certificate, string Key)
{
    /// <summary>Without the key.</summary>
    public override string ToString() => nameof(TlsTexts);
}
