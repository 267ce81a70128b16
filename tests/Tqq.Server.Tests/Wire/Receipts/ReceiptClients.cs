using System.Net.Sockets;
using System.Text;
using Tqq.Core.Mail;
using Tqq.Core.Operations;

namespace Tqq.Server.Tests.Wire.Receipts;

/// <summary>What tests of receipts begin with: an account for which a message waits, and clients with real sockets.</summary>
public abstract class ReceiptClients
{
    private protected ScriptedMessenger Messenger { get; } = new();

    protected ReceiptClients() => Waits("hello");

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Commands => ["GetMsgEx", "List", "Login", "Logout", "CLTMSG"];

    private protected void Waits(string text) => Messenger.Answers = _ =>
        new Answer.HandedOut(5, [new Message(1, MessageKind.FriendRequest, new(10002), text, default)]);

    private protected static byte[] Request(string command, int seq, string fields = "", int uin = 10001)
    {
        fields += command switch { "Login" => "&PS=0123456789abcdef0123456789abcdef&LC=9326B87B234E7235", "CLTMSG" =>
            "&UN=10002&MG=hi", _ => "" };
        var body = $"VER=1.1&CMD={command}&SEQ={seq}&UIN={uin}{fields}";
        return Encoding.UTF8.GetBytes($"POST / HTTP/1.1\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    private protected static byte[] Poll(int seq) => Request("GetMsgEx", seq);

    private protected static async Task<string> ReceiveAsync(Socket socket, string ending = "")
    {
        var (all, buffer) = (new StringBuilder(), new byte[4096]);
        do
            all.Append(Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer, Cancel)));
        while (!all.ToString().EndsWith(ending, StringComparison.Ordinal));
        return all.ToString();
    }

    // The messenger answers at once from here on; what had been reported until each request was executed comes back.
    private protected List<(long, bool)[]> NoteReportsBeforeEachRequest()
    {
        var (reports, seen) = (new List<(long, bool)>(), new List<(long, bool)[]>());
        Messenger.Answers = _ =>
        {
            reports.AddRange(Messenger.TakeReports());
            seen.Add([.. reports]);
            return Answer.HandedOut.None;
        };
        return seen;
    }

    private protected static void Reset(Socket socket)
    {
        socket.LingerState = new(true, 0);
        socket.Dispose();
    }

    private protected static async Task<TimeSpan> TurnUntilAsync(SocketHost host, Task reply)
    {
        await using var other = new NetworkStream(await host.ConnectAsync(), ownsSocket: true);
        return await host.TurnUntilAsync(reply, other, Cancel);
    }
}
