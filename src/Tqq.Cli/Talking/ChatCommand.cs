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
        private readonly List<string> _history = [];
        private readonly Lock _lock = new();

        public async Task<int> RunAsync()
        {
            var profile = await talk.Client.GetInfoAsync(peer, ProfileDetail.Brief, talk.Stopping);
            Show(Localized.Of($"* talking to {peer} ({profile.Nick}), who {await WhoAsync()}. /history, /who, /quit.", $"* 正在与 {peer}（{profile.Nick}）聊天，对方{await WhoAsync()}。/history 记录，/who 状态，/quit 退出。"));
            using var end = CancellationTokenSource.CreateLinkedTokenSource(talk.Stopping);
            var reading = ReadAsync(end.Token);
            // Reading a terminal blocks its thread.
            var writing = Task.Run(() => WriteAsync(end.Token), CancellationToken.None);
            // Whichever ends: the reader fails when the server is gone, the writer ends with its input.
            var first = await Task.WhenAny(reading, writing);
            // A pipe ends before the answers come: what the server has by the next poll is shown, the rest stays there.
            if (first == writing && writing.IsCompletedSuccessfully)
                await Task.Delay(talk.Client.PollInterval * 2, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await end.CancelAsync();
            await first;
            await reading;
            return ExitCode.Done;
        }

        private async Task ReadAsync(CancellationToken cancellationToken)
        {
            await foreach (var item in talk.Client.ReadAsync(cancellationToken))
            {
                if (item is Incoming.FriendRequest request)
                    talk.Remember(request);
                Note(IncomingWords.ToLine(item, DateTimeOffset.Now));
            }
        }

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
                        foreach (var earlier in Earlier())
                            Show(earlier);
                        break;
                    case "/who":
                        Show($"* {peer} {await WhoAsync()}");
                        break;
                    default:
                        await talk.Client.SendAsync(peer, line, null, cancellationToken);
                        Note(IncomingWords.ToLine(new Incoming.Message(talk.Client.Uin, line), DateTimeOffset.Now), show: !talk.Output.Console.IsTerminal);
                        break;
                }
            }
        }

        private async Task<string> WhoAsync() => (await talk.Client.ListOnlineAsync(talk.Stopping)).FirstOrDefault(friend => friend.Uin == peer) is { } online
            ? StatusWords.Said(online.Status)
            : Localized.Of("is offline or no friend", "离线或不是好友");

        private IReadOnlyList<string> Earlier()
        {
            lock (_lock)
                return [.. _history];
        }

        private void Note(string line, bool show = true)
        {
            lock (_lock)
                _history.Add(line);
            if (show)
                Show(line);
        }

        private void Show(string line)
        {
            lock (_lock)
            {
                talk.Output.Console.Line(line);
                talk.Output.Console.Flush();
            }
        }
    }
}
