using Tqq.Client.Tests.Serving;

namespace Tqq.Cli.Tests.Talking;

/// <summary>A text whose reply was lost, and the same command again: whoever gets it gets it once.</summary>
public sealed class SendOnceTests : IAsyncDisposable
{
    private const uint Me = 10001;

    private readonly KeyedPostbox _postbox = new();
    private readonly TalkUser _user = new();
    private readonly StubServer _server;

    // From which text on (counted from 1) the server takes a text and does not answer; 0 for never.
    private volatile int _silentFrom;
    private int _texts;

    public SendOnceTests() => _server = new(request =>
    {
        var reply = _postbox.Answer(request);
        return request.Command == "CLTMSG" && _silentFrom > 0 && Interlocked.Increment(ref _texts) >= _silentFrom ? StubReply.Null : reply;
    });

    private string[] Records => Directory.GetFiles(_user.Folder, "*.send-*");

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _user.Dispose();
    }

    private async Task<ProgramResult> RunAsync(params string[] arguments)
    {
        if (!Directory.Exists(_user.Folder))
            Assert.Equal(0, (await _user.LoginAsync(Me, "--server", $"{_server.Uri}")).ExitCode);
        return await _user.RunAsync(arguments);
    }

    [Fact]
    public async Task A_short_text_in_doubt_is_said_to_be_and_the_same_command_does_not_double_it()
    {
        _silentFrom = 1;
        var first = await RunAsync("send", "10002", "hi");
        Assert.Equal(1, first.ExitCode);
        Assert.StartsWith("tqq: cut off: the text may have gone or not; the same command sends it so that it arrives once: ", first.Error,
            StringComparison.Ordinal);
        Assert.Single(Records);
        _silentFrom = 0;
        var second = await RunAsync("send", "10002", "hi");
        Assert.Equal((0, "sent to 10002\n",
            "tqq: this text may have gone before; sending it so that it arrives once (--again sends it as a new one)\n"),
            (second.ExitCode, second.Output, second.Error));
        Assert.Equal(["hi"], _postbox.Taken);
        Assert.Empty(Records);
        Assert.Equal("", (await RunAsync("send", "10002", "hi")).Error);
        Assert.Equal(["hi", "hi"], _postbox.Taken);
    }

    [Fact]
    public async Task The_message_in_doubt_of_a_long_text_comes_once_when_the_same_command_goes_on()
    {
        var text = string.Join(' ', "ABCD".Select(letter => new string(letter, 399)));
        _silentFrom = 3;
        Assert.Contains("2 of 4 messages were sent, and number 3 may have gone", (await RunAsync("send", "10002", text)).Error,
            StringComparison.Ordinal);
        _silentFrom = 0;
        Assert.Equal(0, (await RunAsync("send", "10002", text)).ExitCode);
        Assert.Equal(text, string.Concat(_postbox.Taken));
    }

    [Fact]
    public async Task Again_sends_a_text_in_doubt_as_a_new_one()
    {
        _silentFrom = 1;
        await RunAsync("send", "10002", "hi");
        _silentFrom = 0;
        Assert.Equal("", (await RunAsync("send", "10002", "hi", "--again")).Error);
        Assert.Equal(["hi", "hi"], _postbox.Taken);
    }

    [Fact]
    public async Task A_text_of_which_the_server_has_forgotten_the_key_is_a_new_one()
    {
        _silentFrom = 1;
        await RunAsync("send", "10002", "hi");
        _silentFrom = 0;
        File.SetLastWriteTimeUtc(Assert.Single(Records), DateTime.UtcNow.AddHours(-25));
        Assert.Equal("", (await RunAsync("send", "10002", "hi")).Error);
        Assert.Equal(["hi", "hi"], _postbox.Taken);
    }

    [Fact]
    public async Task Whoever_may_have_had_a_broadcast_does_not_get_it_twice()
    {
        var to = Path.Combine(_user.Environment["XDG_CONFIG_HOME"], "to");
        await File.WriteAllTextAsync(to, "10002\n10003\n", TestContext.Current.CancellationToken);
        _silentFrom = 2;
        Assert.NotEqual(0, (await RunAsync("broadcast", "hi", "--to", to)).ExitCode);
        _silentFrom = 0;
        Assert.Equal(0, (await RunAsync("broadcast", "hi", "--to", to)).ExitCode);
        Assert.Equal(["hi", "hi"], _postbox.Taken);
        Assert.Empty(Records);
    }
}
