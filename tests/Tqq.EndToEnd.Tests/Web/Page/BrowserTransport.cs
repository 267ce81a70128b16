using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using PuppeteerSharp;
using PuppeteerSharp.Transport;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>
/// The connection to a browser, on which each command has a number of its own, and each answer goes to the session that asked. Puppeteer
/// numbers the commands of each session from 1. A command to a session that has just ended is answered by Chromium with "Session with given
/// id not found", and without saying which session it was: Puppeteer gives such an answer to any session that waits for one of that number,
/// and a command of another test fails.
/// </summary>
internal sealed class BrowserTransport : IConnectionTransport
{
    private readonly IConnectionTransport _socket;
    private readonly ConcurrentDictionary<int, Head> _asked = new();
    private int _last;

    /// <summary>Numbers what goes through another connection.</summary>
    public BrowserTransport(IConnectionTransport socket)
    {
        _socket = socket;
        socket.MessageReceived += (_, received) => MessageReceived?.Invoke(this, new(Attribute(received.Message)));
        socket.Closed += (_, closed) => Closed?.Invoke(this, closed);
    }

    /// <inheritdoc/>
    public event EventHandler<TransportClosedEventArgs>? Closed;

    /// <inheritdoc/>
    public event EventHandler<MessageReceivedEventArgs>? MessageReceived;

    /// <inheritdoc/>
    public bool IsClosed => _socket.IsClosed;

    /// <summary>Connects to a browser.</summary>
    public static async Task<IConnectionTransport> ConnectAsync(Uri url, IConnectionOptions options, CancellationToken cancellationToken) =>
        new BrowserTransport(await WebSocketTransport.DefaultTransportFactory(url, options, cancellationToken));

    /// <inheritdoc/>
    public Task SendAsync(byte[] message)
    {
        var (asked, place) = Read(message);
        var number = Interlocked.Increment(ref _last);
        _asked[number] = asked;
        return _socket.SendAsync(Write(message, place, number, ""));
    }

    /// <inheritdoc/>
    public void StopReading() => _socket.StopReading();

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    // An answer with the number and the session of what was asked. Events have no number.
    private byte[] Attribute(byte[] message)
    {
        var (answer, place) = Read(message);
        if (answer.Number is not { } number || !_asked.TryRemove(number, out var asked))
            return message;
        var missing = answer.Session is null && asked.Session is { } session ? $",\"sessionId\":\"{session}\"" : "";
        return Write(message, place, asked.Number!.Value, missing);
    }

    private static (Head Head, Range Place) Read(byte[] message)
    {
        int? number = null;
        string? session = null;
        Range place = default;
        var reader = new Utf8JsonReader(message);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                number = reader.GetInt32();
                place = (int)reader.TokenStartIndex..(int)reader.BytesConsumed;
            }
            else if (reader.ValueTextEquals("sessionId"u8))
            {
                reader.Read();
                session = reader.GetString();
            }
            else
                reader.Skip();
        }

        return (new(number, session), place);
    }

    // The message with another number in its place, and with more before its end.
    private static byte[] Write(byte[] message, Range place, int number, string more) =>
    [
        .. message.AsSpan(..place.Start.Value), .. Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)),
        .. message.AsSpan(place.End.Value..^1), .. Encoding.UTF8.GetBytes(more), (byte)'}',
    ];

    private sealed record Head(int? Number, string? Session);
}
