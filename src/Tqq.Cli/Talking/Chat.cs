using System.Threading.Channels;
using Tqq.Cli.Editing;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Client;

namespace Tqq.Cli.Talking;

/// <summary>
/// One conversation. A person types below what comes; a line that cannot be sent is kept and marked, and the conversation goes on. In a
/// pipe a line that cannot be sent ends it.
/// </summary>
internal sealed class Chat(Talk talk, uint peer)
{
    private readonly TerminalOutput _console = talk.Output.Console;
    // A dumb terminal, such as that of an editor, has no cursor to move: there lines come as in a pipe.
    private readonly bool _isTyped = talk.Output.Console is { IsTerminal: true, CanAsk: true }
        && Surroundings.Current.Variable("TERM") != "dumb";
    private readonly DateTimeOffset _begun = DateTimeOffset.Now;
    private readonly ChatHistory _history = new();
    private bool _hadUnknown;

    public async Task<int> RunAsync()
    {
        await GreetAsync();
        var lines = _isTyped ? TypedLines.Read(_console, "> ") : null;
        var exitCode = ExitCode.Done;
        try
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(talk.Stopping);
            var reading = ReadAsync(end.Token);
            // Reading a pipe blocks its thread.
            var writing = Task.Run(() =>
                lines is null ? WritePipeAsync(end.Token) : WriteTypedAsync(lines, end.Token), CancellationToken.None);
            // Whichever ends: the reader fails when the server is gone, the writer ends with its input.
            var first = await Task.WhenAny(reading, writing);
            // A pipe ends before the answers come: what the server has by the next poll is shown, the rest stays there.
            if (first == writing && writing.IsCompletedSuccessfully && !_console.CanAsk)
                await Task.Delay(talk.Latency, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await end.CancelAsync();
            await first;
            await reading;
        }
        finally
        {
            _console.StopTyping();
            exitCode = Close(lines);
        }

        return exitCode;
    }

    private async Task GreetAsync()
    {
        var profile = await talk.Client.GetInfoAsync(peer, ProfileDetail.Brief, talk.Stopping);
        var (status, more) = (Said(await WhoAsync()), _isTyped ? Localized.Of("/help shows the commands.", "输入 /help 查看命令。")
            : Localized.Of("/history, /who, /quit.", "/history 记录，/who 状态，/quit 退出。"));
        Say(Localized.Of($"* talking to {peer} ({profile.Nick}), who {status}. {more}",
            $"* 正在与 {peer}（{profile.Nick}）聊天，对方{status}。{more}"));
        if (_isTyped && (await talk.Client.PeekAsync(talk.Stopping)).Count(item => item is Incoming.Message) is > 0 and var waiting)
            Say(talk.Api is not null ? Localized.Of($"* messages that have waited: {waiting}", $"* 有 {waiting} 条消息在等待") : Localized.Of(
                $"* messages that have waited: {waiting}; the server does not say since when, so their time is the time at which they come here",
                $"* 有 {waiting} 条消息在等待；服务器不提供发送时间，所示为收取时间"));
    }

    private Task ReadAsync(CancellationToken cancellationToken) => talk.ListenAsync(
        item =>
        {
            if (item is Incoming.FriendRequest request)
                talk.Remember(request);
            Note(item);
            return true;
        },
        cancellationToken,
        SetAway);

    private async Task WritePipeAsync(CancellationToken cancellationToken)
    {
        while (await _console.Input.ReadLineAsync(cancellationToken) is { } line && await DoAsync(ChatLine.Parse(line), cancellationToken))
        {
        }
    }

    private async Task WriteTypedAsync(ChannelReader<string> lines, CancellationToken cancellationToken)
    {
        try
        {
            while (await lines.WaitToReadAsync(cancellationToken))
                while (lines.TryRead(out var line))
                    if (!await DoAsync(ChatLine.Parse(line), cancellationToken))
                        return;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C, or the reader has ended.
        }
    }

    // Says whether to go on.
    private async Task<bool> DoAsync(ChatLine line, CancellationToken cancellationToken)
    {
        switch (line)
        {
            case ChatLine.Quit:
                return false;
            case ChatLine.Help:
                foreach (var text in Help())
                    Say(text);
                break;
            case ChatLine.History:
                foreach (var entry in _history.All)
                    Show(entry);
                break;
            case ChatLine.Who:
                await SayWhoAsync();
                break;
            case ChatLine.Retry:
                foreach (var entry in _history.NotSent)
                {
                    _history.Remove(entry);
                    await SendAsync(((Incoming.Message)entry.Item).Text, entry.Key!, cancellationToken);
                }

                break;
            case ChatLine.Unknown(var word):
                _hadUnknown = true;
                _console.Warn(Localized.Of(
                    $"not sent: {word} is no command; /help shows the commands, and a text that begins with / is typed with a second / before it", $"未发送：没有命令 {word}；输入 /help 查看命令；以 / 开头的内容请在前面再加一个 /"));
                break;
            case ChatLine.Text(var said):
                await SendAsync(said, SendOptions.NewKey(), cancellationToken);
                break;
        }

        return true;
    }

    private async Task SayWhoAsync()
    {
        try
        {
            var status = await WhoAsync();
            Say($"* {peer} {Said(status)}");
            if (talk.Output.IsJson)
                Show(new(new Incoming.PresenceChange(peer, status ?? UserStatus.Offline), DateTimeOffset.Now));
        }
        catch (ServerUnreachableException) when (_isTyped)
        {
            _console.Warn(Localized.Of("the server does not answer", "服务器没有应答"));
        }
    }

    private async Task SendAsync(string said, string key, CancellationToken cancellationToken)
    {
        try
        {
            await talk.Client.SendAsync(peer, said, new() { Key = key }, cancellationToken);
            Note(new Incoming.Message(talk.Client.Uin, said), show: _isTyped || talk.Output.IsJson || !_console.IsTerminal);
        }
        catch (ServerUnreachableException) when (_isTyped)
        {
            Keep(said, key, NotSent);
        }
        catch (InDoubtException e) when (_isTyped && e.Cause is ServerUnreachableException or DeniedException or NoReplyException)
        {
            Keep(said, key, NotConfirmed);
            if (e.Cause is not ServerUnreachableException)
                _console.Warn(e.Cause.Message);
        }
        catch (DeniedException e) when (_isTyped)
        {
            Keep(said, key, NotSent);
            _console.Warn(e.Message);
        }
        catch (Exception e) when (_isTyped && e is TqqException or OperationCanceledException)
        {
            // The chat ends with it.
            Keep(said, key, e is InDoubtException or SendCanceledException { IsInDoubt: true } ? NotConfirmed : NotSent);
            throw;
        }
    }

    private static string NotSent => Localized.Of("not sent", "未发送");

    private static string NotConfirmed => Localized.Of("not sent, or sent without an answer", "未发送，或已发送但未得到答复");

    private void Keep(string said, string key, string mark) =>
        Show(_history.Add(new(new Incoming.Message(talk.Client.Uin, said), DateTimeOffset.Now, mark, key)));

    private void SetAway(bool isAway)
    {
        if (!isAway && _history.NotSent.Count is > 0 and var count)
            Say(Localized.Of($"* lines that were not sent: {count}; /retry sends them", $"* 有 {count} 行未发送：输入 /retry 重新发送"));
    }

    // Nothing that was typed is dropped silently.
    private int Close(ChannelReader<string>? lines)
    {
        while (lines?.TryRead(out var line) == true)
            if (ChatLine.Parse(line) is ChatLine.Text(var said))
                Keep(said, SendOptions.NewKey(), NotSent);
        var left = _history.NotSent.Count;
        if (left > 0)
            _console.Warn(Localized.Of($"lines that were not sent: {left}, marked above", $"有 {left} 行未发送，见上面的标记"));
        return left > 0 || (_hadUnknown && !_isTyped) ? ExitCode.Failed : ExitCode.Done;
    }

    private async Task<UserStatus?> WhoAsync() =>
        (await talk.Client.ListOnlineAsync(talk.Stopping)).FirstOrDefault(friend => friend.Uin == peer)?.Status;

    private static string Said(UserStatus? status) =>
        status is { } known ? StatusWords.Said(known) : Localized.Of("is offline or no friend", "离线或不是好友");

    private static IEnumerable<string> Help() =>
    [
        Localized.Of("* /history  what was said here since the chat began", "* /history  本次聊天的记录"),
        Localized.Of("* /who      whether the other is online", "* /who      对方是否在线"),
        Localized.Of("* /retry    send again what was not sent", "* /retry    重新发送未发送的内容"),
        Localized.Of("* /quit     end (also Ctrl-D, Ctrl-C)", "* /quit     退出（也可按 Ctrl-D、Ctrl-C）"),
        Localized.Of("* //TEXT    send a text that begins with /", "* //内容    发送以 / 开头的内容"),
        Localized.Of("* Keys: up and down for earlier lines; Ctrl-A, Ctrl-E, Ctrl-W, Ctrl-U, Ctrl-K as in a shell.",
            "* 按键：上下键选择以前的输入；Ctrl-A、Ctrl-E、Ctrl-W、Ctrl-U、Ctrl-K 与命令行相同。"),
    ];

    private void Note(Incoming item, bool show = true)
    {
        var entry = _history.Add(new(item, item.At ?? DateTimeOffset.Now));
        if (show)
            Show(entry);
    }

    private void Show(ChatEntry entry)
    {
        var json = IncomingWords.ToJson(entry.Item, entry.At);
        talk.Output.Lines(entry.NotSent is null ? json : json with { Type = "not sent" }, TalkJson.Default.IncomingJson,
            IncomingWords.ToLines(entry.Item, entry.At, _begun, entry.NotSent));
        _console.Flush();
    }

    // Words for people; JSON has values only.
    private void Say(string line)
    {
        if (talk.Output.IsJson)
            return;
        _console.Line(line);
        _console.Flush();
    }
}
