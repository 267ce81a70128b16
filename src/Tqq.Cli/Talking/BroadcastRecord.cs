using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;

namespace Tqq.Cli.Talking;

/// <summary>Who has had a broadcast already, in a file beside the profile, named after what is said to whom: the same command again goes on where it was.</summary>
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
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{talk.Client.Uin}\n{talk.Profile.Server}\n{to}\n{text}")))[..16];
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
                $"{path}, which says who has had this text, cannot be read: delete it to send to all again", $"无法读取 {path}（其中记录了谁已收到）：删除它即可重新发送给所有人"));
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
