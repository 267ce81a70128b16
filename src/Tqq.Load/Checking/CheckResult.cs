namespace Tqq.Load.Checking;

/// <summary>What became of all messages.</summary>
/// <param name="Stored">The server said that it has them.</param>
/// <param name="Received">Came for the first time.</param>
/// <param name="Lost">Stored, and never came.</param>
/// <param name="Duplicated">Came once more.</param>
/// <param name="Reordered">Came after one that the same sender sent later to the same receiver.</param>
/// <param name="Unasked">Came though they were refused, or never sent.</param>
/// <param name="Unanswered">Went out and got no answer: may have come or not.</param>
/// <param name="Foreign">Texts of others that lay in the mailboxes.</param>
public sealed record CheckResult(long Stored, long Received, long Lost, long Duplicated, long Reordered, long Unasked, long Unanswered,
    long Foreign)
{
    /// <summary>Whether every message came exactly once and in order.</summary>
    public bool IsGood => this is { Lost: 0, Duplicated: 0, Reordered: 0, Unasked: 0 };
}
