using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Tqq.Client;

namespace Tqq.Probe.Asking;

/// <summary>One request over a connection of its own, byte for byte.</summary>
/// <param name="plan">The server, and how it proves who it is.</param>
internal sealed class ProbeSocket(ProbePlan plan)
{
    /// <summary>
    /// Sends the parts, each in a segment of its own, and reads until the server ends the connection or so many whole replies have come.
    /// </summary>
    /// <param name="parts">What to send.</param>
    /// <param name="replies">How many replies are enough; 0 to read to the end.</param>
    /// <param name="patience">How long that may take.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="waits">Whether each part but the first waits until something has come back.</param>
    public async Task<Observation> ExchangeAsync(IReadOnlyList<byte[]> parts, int replies, TimeSpan patience,
        CancellationToken cancellationToken, bool waits = false)
    {
        byte[] request = [.. parts.SelectMany(part => part)];
        var reply = new MemoryStream();
        var watch = Stopwatch.StartNew();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var end = ConnectionEnd.Refused;
        try
        {
            await socket.ConnectAsync(plan.Server.Host, plan.Server.Port, limit.Token);
            await using var stream = await ServerStream.OpenAsync(socket, plan.Server, plan.TrustedRoots, limit.Token);
            end = ConnectionEnd.Reset;
            foreach (var part in parts)
            {
                if (waits && part != parts[0] && await ReceiveAsync(stream, reply, limit.Token) == 0)
                    break;
                await stream.WriteAsync(part, limit.Token);
            }

            end = await ReadAsync(stream, reply, replies, limit.Token);
        }
        catch (Exception e) when (e is SocketException or IOException or TqqException)
        {
            // The end says which: there was no connection, or it was reset.
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            end = ConnectionEnd.TimedOut;
        }

        return new(request, reply.ToArray(), end, watch.Elapsed);
    }

    private static async Task<ConnectionEnd> ReadAsync(Stream stream, MemoryStream reply, int replies, CancellationToken cancellationToken)
    {
        while (await ReceiveAsync(stream, reply, cancellationToken) > 0)
        {
            if (replies > 0 && Whole(Encoding.Latin1.GetString(reply.ToArray())) >= replies)
                return ConnectionEnd.Kept;
        }

        return ConnectionEnd.Closed;
    }

    private static async Task<int> ReceiveAsync(Stream stream, MemoryStream reply, CancellationToken cancellationToken)
    {
        var buffer = new byte[65536];
        var count = await stream.ReadAsync(buffer, cancellationToken);
        reply.Write(buffer, 0, count);
        return count;
    }

    // How many whole replies these bytes begin with. A 1xx is none.
    private static int Whole(string bytes)
    {
        for (var (at, count) = (0, 0); ;)
        {
            var end = bytes.IndexOf("\r\n\r\n", at, StringComparison.Ordinal);
            if (end < 0)
                return count;
            var head = bytes[at..end];
            var line = head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
            var next = end + 4 + (line is null || !int.TryParse(line[15..], out var length) ? 0 : length);
            if (next > bytes.Length)
                return count;
            at = next;
            count += head.StartsWith("HTTP/1.1 1", StringComparison.Ordinal) ? 0 : 1;
        }
    }
}

/// <summary>What the probe sends.</summary>
internal static class ProbeRequest
{
    /// <summary>The article's own way, to the byte: no target, no Host, a lower-case length, CR LF CR LF behind the body.</summary>
    public static byte[] Article(byte[] body) =>
        With("POST HTTP/1.1\r\nContent-length: " + Length(body) + "\r\nConnection: close\r\n\r\n", body, "\r\n\r\n");

    /// <summary>A head, a body, and what follows it.</summary>
    public static byte[] With(string head, byte[] body, string behind = "") =>
        [.. Encoding.ASCII.GetBytes(head), .. body, .. Encoding.ASCII.GetBytes(behind)];

    /// <summary>The length of a body, for its head.</summary>
    public static string Length(byte[] body) => body.Length.ToString(CultureInfo.InvariantCulture);
}
