using System.CommandLine;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Client;

namespace Tqq.Cli.Talking;

/// <summary>`tqq chat UIN`: a conversation line by line. In a pipe it sends what comes in, shows what has come by then, and ends.</summary>
internal static class ChatCommand
{
    public static Command Create(TerminalOutput console)
    {
        var uin = TalkCommands.Uin();
        return TalkOptions.Command("chat", Localized.Of("Talk to somebody, line by line. /history, /who, /quit.", "与某人逐行聊天。/history 记录，/who 状态，/quit 退出。"), console, [uin], async talk =>
        {
            var chat = new Conversing(talk, talk.Parsed.GetValue(uin));
            return await chat.RunAsync();
        });
    }

    /// <summary>One conversation.</summary>
    private sealed class Conversing(Talk talk, uint peer)
    {
        private readonly List<(Incoming Item, DateTimeOffset At)> _history = [];
        private readonly Lock _lock = new();
        private readonly DateTimeOffset _begun = DateTimeOffset.Now;

        public async Task<int> RunAsync()
        {
            var profile = await talk.Client.GetInfoAsync(peer, ProfileDetail.Brief, talk.Stopping);
            Say(Localized.Of($"* talking to {peer} ({profile.Nick}), who {Said(await WhoAsync())}. /history, /who, /quit.", $"* 正在与 {peer}（{profile.Nick}）聊天，对方{Said(await WhoAsync())}。/history 记录，/who 状态，/quit 退出。"));
            using var end = CancellationTokenSource.CreateLinkedTokenSource(talk.Stopping);
            var reading = ReadAsync(end.Token);
            // Reading a terminal blocks its thread.
            var writing = Task.Run(() => WriteAsync(end.Token), CancellationToken.None);
            // Whichever ends: the reader fails when the server is gone, the writer ends with its input.
            var first = await Task.WhenAny(reading, writing);
            // A pipe ends before the answers come: what the server has by the next poll is shown, the rest stays there.
            if (first == writing && writing.IsCompletedSuccessfully && !talk.Output.Console.CanAsk)
                await Task.Delay(talk.Client.PollInterval * 2, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await end.CancelAsync();
            await first;
            await reading;
            return ExitCode.Done;
        }

        private Task ReadAsync(CancellationToken cancellationToken) => talk.ListenAsync(
            item =>
            {
                if (item is Incoming.FriendRequest request)
                    talk.Remember(request);
                Note(item);
                return true;
            },
            cancellationToken);

        private async Task WriteAsync(CancellationToken cancellationToken)
        {
            while (await talk.Output.Console.Input.ReadLineAsync(cancellationToken) is { } line)
            {
                switch (line)
                {
                    case "":
                        break;
                    case "/quit":
                        return;
                    case "/history":
                        foreach (var (item, at) in Earlier())
                            Show(item, at);
                        break;
                    case "/who":
                        var status = await WhoAsync();
                        Say($"* {peer} {Said(status)}");
                        if (talk.Output.IsJson)
                            Show(new Incoming.PresenceChange(peer, status ?? UserStatus.Offline), DateTimeOffset.Now);
                        break;
                    default:
                        await talk.Client.SendAsync(peer, line, null, cancellationToken);
                        Note(new Incoming.Message(talk.Client.Uin, line), show: talk.Output.IsJson || !talk.Output.Console.IsTerminal);
                        break;
                }
            }
        }

        private async Task<UserStatus?> WhoAsync() => (await talk.Client.ListOnlineAsync(talk.Stopping)).FirstOrDefault(friend => friend.Uin == peer)?.Status;

        private static string Said(UserStatus? status) => status is { } known ? StatusWords.Said(known) : Localized.Of("is offline or no friend", "离线或不是好友");

        private IReadOnlyList<(Incoming Item, DateTimeOffset At)> Earlier()
        {
            lock (_lock)
                return [.. _history];
        }

        private void Note(Incoming item, bool show = true)
        {
            var now = DateTimeOffset.Now;
            lock (_lock)
                _history.Add((item, now));
            if (show)
                Show(item, now);
        }

        private void Show(Incoming item, DateTimeOffset at)
        {
            lock (_lock)
            {
                talk.Output.Lines(IncomingWords.ToJson(item, at), TalkJson.Default.IncomingJson, IncomingWords.ToLines(item, at, _begun));
                talk.Output.Console.Flush();
            }
        }

        // Words for people; JSON has values only.
        private void Say(string line)
        {
            if (talk.Output.IsJson)
                return;
            lock (_lock)
            {
                talk.Output.Console.Line(line);
                talk.Output.Console.Flush();
            }
        }
    }
}
