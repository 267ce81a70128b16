namespace Tqq.Core.Sessions;

/// <summary>A session key as the client gets it, and its hash as it is kept (protocol.md §3).</summary>
/// <param name="Text">22 characters of base64url: 128 random bits.</param>
/// <param name="Hash">SHA-256 of the text, in upper-case hex.</param>
public readonly record struct SessionKey(string Text, string Hash)
{
    /// <summary>The hash alone: a key is nothing to show.</summary>
    public override string ToString() => $"key with hash {Hash}";
}
