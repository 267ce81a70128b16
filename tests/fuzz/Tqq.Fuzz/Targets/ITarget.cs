namespace Tqq.Fuzz.Targets;

/// <summary>Code that reads what strangers send, beside a slow, obvious second reader of the same rules.</summary>
internal interface ITarget
{
    /// <summary>The name of its corpus folder and on the command line.</summary>
    string Name { get; }

    /// <summary>What has a meaning to it, for mutations and as a dictionary; one byte a character.</summary>
    IReadOnlyList<string> Words { get; }

    /// <summary>Has both read the input; whatever is thrown is a finding.</summary>
    /// <exception cref="DisagreementException">They do not agree.</exception>
    void Check(byte[] input);
}
