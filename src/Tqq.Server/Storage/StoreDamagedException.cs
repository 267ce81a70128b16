namespace Tqq.Server.Storage;

/// <summary>What was asked for is damaged on disk, and so is not given; the text names it. Nothing was stored. It stays so until a backup is put in its place.</summary>
public sealed class StoreDamagedException : IOException
{
    /// <summary>With the default text.</summary>
    public StoreDamagedException() : this("the store is damaged") { }

    /// <summary>With a text of its own.</summary>
    public StoreDamagedException(string message) : base(message) { }

    /// <summary>With a text and the cause.</summary>
    public StoreDamagedException(string message, Exception innerException) : base(message, innerException) { }
}
