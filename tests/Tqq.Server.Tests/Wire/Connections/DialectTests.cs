using System.Buffers;
using Tqq.Core.Commands;
using Tqq.Core.Operations;
using Tqq.Protocol.Commands;
using Tqq.Server.Wire.Connections;

namespace Tqq.Server.Tests.Wire.Connections;

/// <summary>
/// A dialect is a way to frame requests and replies, and nothing else: one of lines, beside HTTP, needs no change of what both stand on.
/// </summary>
public sealed class DialectTests
{
    private readonly ScriptedMessenger _messenger = new();
    private readonly PipeClient _client;

    public DialectTests() => _client = new(_messenger, dialect: services => async connection =>
    {
        using var wire = new WireConnection(connection, services);
        await wire.RunAsync(new LineDialect(wire));
    });

    [Fact]
    public async Task A_request_a_line_gets_a_reply_a_line_on_the_same_connection()
    {
        await _client.SendAsync("VER=1.1&CMD=List&SEQ=1&UIN=10001\nVER=1.1&CMD=LOGOUT&SEQ=2&UIN=10001\n");
        Assert.Equal(
            "VER=1.1&CMD=LIST&SEQ=1&UIN=10001&RES=0&FN=0\r\nVER=1.1&CMD=LOGOUT&SEQ=2&UIN=10001&RES=0\r\n",
                await _client.ReadUntilAsync("SEQ=2&UIN=10001&RES=0\r\n"));
        Assert.Equal([new Operation.ListFriends(Whole: false), Operation.EndSession.Instance], _messenger.Asked);
    }

    [Fact]
    public async Task What_is_no_request_ends_the_connection_without_a_word()
    {
        await _client.SendAsync("VER=1.1&CMD=Nothing&SEQ=1&UIN=10001\n");
        Assert.Empty(await _client.ReadToEndAsync());
    }

    [Fact]
    public async Task A_penalty_is_held_back_and_an_idle_connection_ends()
    {
        _messenger.Answers = _ => new Outcome(Answer.Refused.Instance, TimeSpan.FromSeconds(20));
        await _client.SendAsync("VER=1.1&CMD=List&SEQ=1&UIN=10001\n");
        Assert.False(_client.HasSaid);
        _client.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Contains("RES=3", await _client.ReadUntilAsync("\r\n"), StringComparison.Ordinal);
        _client.Time.Advance(TimeSpan.FromSeconds(76));
        _client.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Empty(await _client.ReadToEndAsync());
    }

    private sealed class LineDialect(WireConnection connection) : IWireDialect
    {
        private readonly RequestAnswerer _answerer = new(connection);

        public async ValueTask<bool> ServeOneAsync()
        {
            connection.Deadline.Set(connection.Services.Options.IdleTimeout);
            for (; ; )
            {
                var result = await connection.Input.ReadAsync();
                var buffer = result.Buffer;
                if (buffer.PositionOf((byte)'\n') is { } end)
                {
                    connection.RequestBegins();
                    var request = connection.Services.Read(buffer.Slice(0, end), default, connection.Address, connection.Arrived);
                    connection.Input.AdvanceTo(buffer.GetPosition(1, end));
                    if (request is null || await _answerer.AnswerAsync(request) is not { Reply: { } reply } answered)
                        return false;
                    ReplyWriter.Write(new(request.Head.Version, request.Head.Command, request.Head.Seq, request.Head.Uin, answered.Result),
                        reply, connection.Output.Writer);
                    connection.Output.Writer.Write("\r\n"u8);
                    return await connection.ReplyAsync(request.Head.Command, answered, keepAlive: true);
                }

                connection.Input.AdvanceTo(buffer.Start, buffer.End);
                if (result.IsCompleted || result.IsCanceled)
                    return false;
            }
        }
    }
}
