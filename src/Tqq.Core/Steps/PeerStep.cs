using System.Collections.Immutable;
using Tqq.Core.Changes;
using Tqq.Core.Peers;

namespace Tqq.Core.Steps;

/// <summary>What an account answers another, and what must be on disk before it does.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Changes">The changes; where there is no room for them, the answer is <see cref="PeerAnswer.Full"/> instead.</param>
public readonly record struct PeerStep(PeerAnswer Answer, ImmutableArray<Change> Changes)
{
    /// <summary>An answer and nothing to store.</summary>
    public static PeerStep Say(PeerAnswer answer) => new(answer, []);
}
