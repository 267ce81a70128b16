namespace Tqq.Client;

/// <summary>
/// It could not be kept how far the program has come (<see cref="TqqClientOptions.Positions"/>): what is settled is not acknowledged.
/// </summary>
public sealed class PositionNotKeptException : TqqException
{
    /// <summary>As a client throws it; a stand-in for one, in a test, throws it too.</summary>
    /// <param name="cause">What the store of positions has thrown.</param>
    public PositionNotKeptException(Exception cause)
        : base($"It cannot be kept how far this program has come: {cause?.Message}", cause)
    {
    }
}

/// <summary>The JSON API has refused something, in words (docs/api.md, "Errors").</summary>
public sealed class TqqApiException : TqqException
{
    internal const string TypeOfTooFast = "/errors/too-fast";
    internal const string TypeOfTooManyStreams = "/errors/too-many-streams";
    internal const string TypeOfBusy = "/errors/busy";
    internal const string TypeOfFault = "/errors/fault";
    internal const string TypeOfUncertain = "/errors/uncertain";
    internal const string TypeOfMissing = "/errors/missing";
    internal const string TypeOfMailboxFull = "/errors/mailbox-full";
    internal const string TypeOfNotSignedIn = "/errors/not-signed-in";
    internal const string TypeOfWrongPassword = "/errors/wrong-password";
    internal const string TypeOfAccountDisabled = "/errors/account-disabled";

    /// <summary>As a client throws it; a stand-in for one, in a test, throws it too.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="type">The kind, such as `/errors/too-fast`; empty where what answered is no API of Tqq.</param>
    /// <param name="detail">What is wrong and what is allowed, for people.</param>
    /// <param name="retryAfter">When to try again, where the server says.</param>
    public TqqApiException(int status, string type, string detail, TimeSpan? retryAfter = null)
        : base(detail) => (Status, Type, Detail, RetryAfter) = (status, type, detail, retryAfter);

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>The kind, such as `/errors/too-fast`: it never changes. Empty where what answered is no API of Tqq.</summary>
    public string Type { get; }

    /// <summary>What is wrong and what is allowed, for people.</summary>
    public string Detail { get; }

    /// <summary>When to try again; null where the server does not say.</summary>
    public TimeSpan? RetryAfter { get; }

    // Whatever is said of the first of these, nothing was done, and it may be done later.
    internal bool IsForNow => Type is TypeOfTooFast or TypeOfTooManyStreams or TypeOfBusy;

    internal bool LeavesDoubt => Type is TypeOfUncertain or TypeOfFault;
}
