using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tqq.EndToEnd.Tests.Web.Api.Fuzzing;

/// <summary>An answer.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Headers">Its headers, by their names in lower case.</param>
/// <param name="Body">Its body; of a stream nothing.</param>
internal sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The type of its body; empty where it has none.</summary>
    public string Type => Headers.GetValueOrDefault("content-type", "").Split(';')[0];
}

/// <summary>Sends bytes and reads what HTTP says is the answer, on one connection for as long as the server keeps it.</summary>
internal sealed class KeptConnection(IPEndPoint server, IPAddress from) : IDisposable
{
    // A sign-in is held back for 20 s at the longest.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private Socket? _socket;
    private byte[] _read = [];

    /// <summary>Asks.</summary>
    /// <returns>The answer; null where the server hung up without one.</returns>
    public async Task<RawAnswer?> AskAsync(FuzzedRequest request)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(s_patience);
        try
        {
            if (_socket is null)
            {
                (_socket, _read) = (new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }, []);
                _socket.Bind(new IPEndPoint(from, 0));
                await _socket.ConnectAsync(server, patience.Token);
            }

            var answer = await ExchangeAsync(_socket, request, patience.Token);
            if (answer is null || !request.IsHttp || answer.Headers.GetValueOrDefault("connection") == "close")
                HangUp();
            return answer;
        }
        catch (SocketException)
        {
            HangUp();
            return null;
        }
    }

    public void Dispose() => HangUp();

    private void HangUp()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private async Task<RawAnswer?> ExchangeAsync(Socket socket, FuzzedRequest request, CancellationToken cancellationToken)
    {
        // The answer may come before all has been sent.
        var sending = socket.SendAsync(request.Bytes, cancellationToken).AsTask();
        int status;
        Dictionary<string, string> headers;
        do
        {
            if (await ReadHeadAsync(cancellationToken) is not { } head)
                return null;
            (status, headers) = head;
        }
        while (status < 200);
        var body = request.Method == "HEAD" || status is 204 or 304 ? [] : await ReadBodyAsync(headers, cancellationToken);
        if (!sending.IsCompleted)
            HangUp();
        await ((Task)sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return new(status, headers, body);
    }

    private async Task<(int Status, Dictionary<string, string> Headers)?> ReadHeadAsync(CancellationToken cancellationToken)
    {
        int end;
        while ((end = _read.AsSpan().IndexOf("\r\n\r\n"u8)) < 0)
            if (!await ReadMoreAsync(cancellationToken))
                return null;
        var lines = Encoding.Latin1.GetString(Take(end + 4)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines[1..].GroupBy(line => line[..line.IndexOf(':')].ToLowerInvariant()).ToDictionary(
            lines => lines.Key, lines => string.Join(", ", lines.Select(line => line[(line.IndexOf(':') + 1)..].Trim())));
        return (int.Parse(lines[0].AsSpan(9, 3), CultureInfo.InvariantCulture), headers);
    }

    private async Task<byte[]> ReadBodyAsync(Dictionary<string, string> headers, CancellationToken cancellationToken)
    {
        if (headers.TryGetValue("content-length", out var length))
            return await TakeAsync(int.Parse(length, CultureInfo.InvariantCulture), cancellationToken);
        // A stream does not end, and is not waited for.
        if (!headers.ContainsKey("transfer-encoding") || headers["content-type"] is not ("application/zip" or "application/problem+json"))
        {
            HangUp();
            return [];
        }

        var body = new MemoryStream();
        for (; ; )
        {
            int end;
            while ((end = _read.AsSpan().IndexOf("\r\n"u8)) < 0)
                if (!await ReadMoreAsync(cancellationToken))
                    throw new SocketException((int)SocketError.ConnectionReset);
            var size = int.Parse(Encoding.ASCII.GetString(Take(end + 2)).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.Write((await TakeAsync(size + 2, cancellationToken)).AsSpan(0, size));
            if (size == 0)
                return body.ToArray();
        }
    }

    private async Task<byte[]> TakeAsync(int count, CancellationToken cancellationToken)
    {
        while (_read.Length < count)
            if (!await ReadMoreAsync(cancellationToken))
                throw new SocketException((int)SocketError.ConnectionReset);
        return Take(count);
    }

    private byte[] Take(int count)
    {
        var taken = _read[..count];
        _read = _read[count..];
        return taken;
    }

    private async Task<bool> ReadMoreAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        if (_socket is null || await _socket.ReceiveAsync(buffer, cancellationToken) is not (> 0 and var count))
            return false;
        _read = [.. _read, .. buffer.AsSpan(0, count)];
        return true;
    }
}
