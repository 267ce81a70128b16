namespace Tqq.Client;

/// <summary>What answered in place of an HTTP QQ server.</summary>
public enum ForeignAnswer
{
    /// <summary>Nothing: connections are taken and no byte comes.</summary>
    Nothing,

    /// <summary>An HTTP server with a status other than 200; the detail is the status.</summary>
    HttpStatus,

    /// <summary>An HTTP server whose replies are not those of the protocol; the detail says why.</summary>
    OtherHttp,

    /// <summary>A server that speaks TLS, where the address says `http`.</summary>
    Tls,

    /// <summary>A server that does not speak TLS, where the address says `https`.</summary>
    NoTls,

    /// <summary>Something that is not HTTP; the detail is how it begins.</summary>
    NoHttp,

    /// <summary>Connections are taken, and each ends, or says no more, before a reply is complete.</summary>
    CutOff,
}

/// <summary>What is at the address is no HTTP QQ server: it has not answered a single request of this client as the protocol has it.</summary>
public sealed class ForeignServerException : TqqException
{
    /// <summary>As a client throws it; a stand-in for one, in a test, throws it too.</summary>
    /// <param name="server">The address.</param>
    /// <param name="answer">What answered.</param>
    /// <param name="detail">More of it, as <see cref="ForeignAnswer"/> says; printable ASCII.</param>
    /// <param name="cause">What was thrown, if anything.</param>
    public ForeignServerException(ServerAddress server, ForeignAnswer answer, string detail, Exception? cause = null)
        : base($"{server} is no HTTP QQ server: {Words(answer, detail)}.", cause) => (Server, Answer, Detail) = (server, answer, detail);

    /// <summary>The address.</summary>
    public ServerAddress Server { get; }

    /// <summary>What answered.</summary>
    public ForeignAnswer Answer { get; }

    /// <summary>More of it, as <see cref="ForeignAnswer"/> says; printable ASCII.</summary>
    public string Detail { get; }

    private static string Words(ForeignAnswer answer, string detail) => answer switch
    {
        ForeignAnswer.Nothing => "it takes connections and answers nothing",
        ForeignAnswer.HttpStatus => $"an HTTP server answered {detail}: this looks like the web port; HTTP QQ is at {ServerAddress.DefaultPort} by default",
        ForeignAnswer.OtherHttp => $"an HTTP server answered, but not with a reply of the protocol ({detail})",
        ForeignAnswer.Tls => "it speaks TLS: the address is https://",
        ForeignAnswer.NoTls => "it does not speak TLS: the address is http://",
        ForeignAnswer.CutOff => "it takes connections and completes no reply",
        _ => $"what it says is no HTTP (\"{detail}\")",
    };
}
