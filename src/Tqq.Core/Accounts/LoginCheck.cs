using Tqq.Core.Operations;

namespace Tqq.Core.Accounts;

/// <summary>What decides over a login. Two are equal when nothing has changed in between.</summary>
public abstract record LoginCheck
{
    private LoginCheck() { }

    /// <summary>The account's own password: it has to be computed whether it fits.</summary>
    /// <param name="Version">Which of the account's passwords.</param>
    public sealed record ByPassword(int Version) : LoginCheck;

    /// <summary>An app password, which fits: there is nothing to compute.</summary>
    /// <param name="Id">Its number.</param>
    public sealed record ByAppPassword(int Id) : LoginCheck;

    /// <summary>Nothing lets this one in. It must take as long as a wrong password, so that nobody can tell (protocol.md §5.1).</summary>
    /// <param name="Obstacle">Why, for the log.</param>
    public sealed record Hopeless(LoginObstacle Obstacle) : LoginCheck;
}
