using System.Text;
using PuppeteerSharp.Transport;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>Whose an answer of the browser is.</summary>
public sealed class BrowserTransportTests
{
    [Fact]
    public async Task An_answer_that_names_no_session_goes_to_the_one_that_asked_and_to_no_other()
    {
        using var socket = new Socket();
        using var transport = new BrowserTransport(socket);
        List<string> heard = [];
        transport.MessageReceived += (_, received) => heard.Add(Encoding.UTF8.GetString(received.Message));
        foreach (var asked in (string[])
            [
                """{"id":1,"method":"Runtime.evaluate","params":{"id":5,"sessionId":"C"},"sessionId":"A"}""",
                """{"id":1,"method":"Page.enable","sessionId":"B"}""", """{"id":1,"method":"Browser.getVersion"}""",
            ])
            await transport.SendAsync(Encoding.UTF8.GetBytes(asked));
        Assert.Equal(
        [
            """{"id":1,"method":"Runtime.evaluate","params":{"id":5,"sessionId":"C"},"sessionId":"A"}""",
            """{"id":2,"method":"Page.enable","sessionId":"B"}""", """{"id":3,"method":"Browser.getVersion"}""",
        ], socket.Sent);

        socket.Answer("""{"id":2,"error":{"code":-32001,"message":"Session with given id not found."}}""");
        socket.Answer("""{"id":3,"result":{"product":"好"}}""");
        socket.Answer("""{"method":"Target.targetCreated","params":{"id":1}}""");
        socket.Answer("""{"id":1,"result":{"id":7},"sessionId":"A"}""");
        Assert.Equal(
        [
            """{"id":1,"error":{"code":-32001,"message":"Session with given id not found."},"sessionId":"B"}""",
            """{"id":1,"result":{"product":"好"}}""", """{"method":"Target.targetCreated","params":{"id":1}}""",
            """{"id":1,"result":{"id":7},"sessionId":"A"}""",
        ], heard);
    }

    // A connection whose other end is the test.
    private sealed class Socket : IConnectionTransport
    {
        public event EventHandler<TransportClosedEventArgs>? Closed;

        public event EventHandler<MessageReceivedEventArgs>? MessageReceived;

        public List<string> Sent { get; } = [];

        public bool IsClosed { get; private set; }

        public Task SendAsync(byte[] message)
        {
            Sent.Add(Encoding.UTF8.GetString(message));
            return Task.CompletedTask;
        }

        public void Answer(string message) => MessageReceived?.Invoke(this, new(Encoding.UTF8.GetBytes(message)));

        public void StopReading() => IsClosed = true;

        public void Dispose() => Closed?.Invoke(this, new("the test is over"));
    }
}
