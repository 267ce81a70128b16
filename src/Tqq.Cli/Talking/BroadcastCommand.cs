using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Client;

namespace Tqq.Cli.Talking;

/// <summary>
/// `tqq broadcast TEXT|-`: one text to many, at a pace, resumable, with a summary. To more than one's friends only when a file says who.
/// </summary>
internal static class BroadcastCommand
{
    // After Ctrl-C, what is on its way to somebody is finished, so that it is known who has had it; a server that does not answer
    // is not waited for longer than this.
    private static readonly TimeSpan s_lastWords = TimeSpan.FromSeconds(5);

    public static Command Create(TerminalOutput console)
    {
        var text = TextArgument.Create();
        var to = new Option<string>("--to") { Description = Localized.Of("friends, online, or a file with one number a line.",
            "friends 全部好友、online 在线好友，或每行一个号码的文件。"), HelpName = "friends|online|FILE", DefaultValueFactory = _ => "friends" };
        var skip = new Option<string?>("--skip") { Description = Localized.Of("A file of numbers to leave out.", "要跳过的号码文件。"),
            HelpName = "FILE" };
        return TalkOptions.Command("broadcast",
            Localized.Of("Send one text to many. After Ctrl-C the same command goes on where it was.", "群发消息。Ctrl-C 中断后，重复同一命令即可继续。"),
            console, [text, to, skip], async talk =>
        {
            var (content, target) = (TextArgument.Read(talk.Parsed.GetRequiredValue(text), console, talk.Stopping),
                talk.Parsed.GetRequiredValue(to));
            var recipients = await Recipients.FindAsync(talk, target, talk.Parsed.GetValue(skip));
            if (recipients.Count == 0)
                throw new CommandFailedException(ExitCode.Failed,
                    Localized.Of($"nobody to send to: --to {target} names no one", $"没有收件人：--to {target} 为空"));
            var record = BroadcastRecord.Open(talk, target, content);
            var result = await SendAsync(talk, content, recipients, record);
            if (result.NotYet.Count == 0 && result.Failed.Count == 0)
                record.Close();
            return Summarise(talk, result);
        });
    }

    private static async Task<BroadcastJson> SendAsync(Talk talk, string content, IReadOnlyList<uint> recipients, BroadcastRecord record)
    {
        List<uint> earlier = [.. recipients.Where(record.Had.Contains)], sent = [];
        List<BroadcastFailure> failed = [];
        Queue<uint> left = new(recipients.Except(earlier));
        using var finished = new CancellationTokenSource();
        await using var interrupted = talk.Stopping.Register(() => finished.CancelAfter(s_lastWords));
        while (left.TryPeek(out var uin) && !talk.Stopping.IsCancellationRequested)
        {
            ShowProgress(talk, earlier.Count + sent.Count + failed.Count, recipients.Count);
            try
            {
                await SendRecord.SendAsync(talk, uin, content, isAnew: false, _ => { }, _ => { }, finished.Token);
                record.Add(uin);
                sent.Add(uin);
            }
            catch (OperationCanceledException e) when (finished.IsCancellationRequested)
            {
                if (e is not SendCanceledException { IsInDoubt: false, Progress.Sent: 0 })
                    WarnOf(talk, uin);
                break;
            }
            catch (InDoubtException e) when (e.Cause is not NoReplyException)
            {
                WarnOf(talk, uin);
                throw e.Cause;
            }
            catch (Exception e) when (e is IllegalUinException or DeniedException or NoReplyException or InDoubtException)
            {
                failed.Add(new(uin, e is IllegalUinException ? Localized.Of("no such account", "没有此账号") : e.Message));
            }

            left.Dequeue();
        }

        ShowProgress(talk, 0, 0);
        return new(sent, earlier, failed, [.. left]);
    }

    // The record of this recipient has the key of the text.
    private static void WarnOf(Talk talk, uint uin) => talk.Output.Console.Warn(Localized.Of(
        $"{uin} may have had it: the server did not say; the same command goes on, and nobody gets it twice",
            $"{uin} 可能已收到：服务器没有答复；重复同一命令可继续，不会重复发送"));

    private static void ShowProgress(Talk talk, int done, int total)
    {
        const int Width = 30;
        if (!talk.Output.Console.IsTerminal || talk.Output.IsJson)
            return;
        var filled = total == 0 ? 0 : Width * done / total;
        talk.Output.Console.Overwrite(total == 0 ? "" : $"[{new string('#', filled)}{new string('.', Width - filled)}] {done}/{total}");
    }

    private static int Summarise(Talk talk, BroadcastJson result)
    {
        if (talk.Output.IsJson)
        {
            talk.Output.Json(result, TalkJson.Default.BroadcastJson);
        }
        else
        {
            var console = talk.Output.Console;
            console.Line(Localized.Of($"sent to {result.Sent.Count}: {List(result.Sent)}",
                $"已发送 {result.Sent.Count} 人：{List(result.Sent)}"));
            if (result.Earlier.Count > 0)
                console.Line(Localized.Of($"had it already: {List(result.Earlier)}", $"此前已发送：{List(result.Earlier)}"));
            foreach (var failure in result.Failed)
                console.Line(Localized.Of($"not to {failure.Uin}: {failure.Why}", $"未能发送给 {failure.Uin}：{failure.Why}"));
            if (result.NotYet.Count > 0)
                console.Line(Localized.Of($"not yet to {result.NotYet.Count}: {List(result.NotYet)}; the same command goes on",
                    $"尚未发送 {result.NotYet.Count} 人：{List(result.NotYet)}；重复同一命令可继续"));
        }

        return result.NotYet.Count > 0 ? ExitCode.Failed : result.Failed.Count > 0 ? ExitCode.Refused : ExitCode.Done;
    }

    private static string List(IEnumerable<uint> uins) => string.Join(' ', uins.Select(uin => uin.ToString(CultureInfo.InvariantCulture)));
}

/// <summary>
/// Who has had a broadcast already, in a file beside the profile, named after what is said to whom: the same
/// command again goes on where it was.
/// </summary>
internal sealed class BroadcastRecord
{
    private readonly Talk _talk;
    private readonly string _extension;
    private readonly List<uint> _had;

    private BroadcastRecord(Talk talk, string extension, List<uint> had) => (_talk, _extension, _had) = (talk, extension, had);

    /// <summary>Those who have had it.</summary>
    public IReadOnlyCollection<uint> Had => _had;

    public static BroadcastRecord Open(Talk talk, string to, string text)
    {
        var hash =
            Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{talk.Client.Uin}\n{talk.Profile.Server}\n{to}\n{text}")))[..16];
        var path = talk.FileBeside($"broadcast-{hash}");
        return new(talk, $"broadcast-{hash}", File.Exists(path) ? Read(path) : []);
    }

    /// <exception cref="CommandFailedException">It is damaged: then nobody can say who has had it.</exception>
    private static List<uint> Read(string path)
    {
        try
        {
            return [.. File.ReadAllLines(path).Select(line => uint.Parse(line, CultureInfo.InvariantCulture))];
        }
        catch (Exception e) when (e is FormatException or OverflowException or IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(ExitCode.Failed, Localized.Of(
                $"{path}, which says who has had this text, cannot be read: delete it to send to all again",
                    $"无法读取 {path}（其中记录了谁已收到）：删除它即可重新发送给所有人"));
        }
    }

    public void Add(uint uin)
    {
        _had.Add(uin);
        _talk.WriteBeside(_extension, Encoding.ASCII.GetBytes(string.Join('\n', _had)));
    }

    /// <summary>Everybody has had it: the same text may be sent again as a new one.</summary>
    public void Close() => File.Delete(_talk.FileBeside(_extension));
}
