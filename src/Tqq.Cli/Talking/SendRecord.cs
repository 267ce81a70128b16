using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Client;

namespace Tqq.Cli.Talking;

/// <summary>
/// The key of a text that is being sent, and how many of its messages have gone, in a file beside the profile that is named after what is
/// said to whom. A send that is cut off leaves it: the same command goes on behind those messages, and by the key the server knows the one
/// that may have gone. A send that is done, or of which nothing has gone, removes it, so that the same text can be sent anew.
/// </summary>
internal sealed class SendRecord : IProgress<SendProgress>, IDisposable
{
    // How long a server knows a key (docs/protocol.md §4).
    private static readonly TimeSpan s_keyLife = TimeSpan.FromHours(24);

    private readonly FileStream _file;
    private readonly Action<SendProgress> _notice;
    private readonly string _key;
    private bool _isDone;

    private SendRecord(FileStream file, Action<SendProgress> notice)
    {
        (_file, _notice) = (file, notice);
        (Earlier, _key, IsResumed) = Read();
        Last = Earlier;
        Write();
    }

    /// <summary>How far earlier commands came; 0 of 0 where none is known to have sent anything.</summary>
    public SendProgress Earlier { get; }

    /// <summary>Whether an earlier command was cut off, so that a message may have gone of which it did not hear.</summary>
    public bool IsResumed { get; }

    /// <summary>Whether a message may have gone of which this command did not hear.</summary>
    public bool IsInDoubt { get; private set; }

    /// <summary>How far it is.</summary>
    public SendProgress Last { get; private set; }

    /// <summary>Sends a text, but for what earlier commands sent of it.</summary>
    /// <param name="talk">As whom.</param>
    /// <param name="to">To whom.</param>
    /// <param name="text">What.</param>
    /// <param name="isAnew">Whether to forget what earlier commands sent.</param>
    /// <param name="notice">Told how far it is.</param>
    /// <param name="onBegun">Told the record once it is open.</param>
    /// <param name="cancellationToken">Ends it; what has gone is on record.</param>
    /// <exception cref="CommandFailedException">
    /// Another command sends the same text to the same account now, or the record cannot be written.
    /// </exception>
    public static async Task<SendProgress> SendAsync(
        Talk talk, uint to, string text, bool isAnew, Action<SendProgress> notice, Action<SendRecord> onBegun,
            CancellationToken cancellationToken)
    {
        using var record = new SendRecord(Open(talk, to, text, isAnew), notice);
        onBegun(record);
        record.IsInDoubt = true;
        try
        {
            await talk.Client.SendAsync(to, text, new() { AlreadySent = record.Earlier.Sent, Key = record._key, Progress = record },
                cancellationToken);
            record._isDone = true;
            return record.Last;
        }
        catch (Exception e) when (e is TqqException and not InDoubtException or SendCanceledException { IsInDoubt: false })
        {
            record.IsInDoubt = false;
            throw;
        }
    }

    public void Report(SendProgress value)
    {
        Last = value;
        Write();
        _notice(value);
    }

    public void Dispose()
    {
        // While it is held, so that no other command finds it.
        if (_isDone || (Last.Sent == 0 && !IsInDoubt && !IsResumed))
            File.Delete(_file.Name);
        _file.Dispose();
    }

    // Always of one length, so that it can be written over in place.
    private void Write()
    {
        _file.Position = 0;
        _file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Last.Sent,10}/{Last.Total,10}/{_key}\n")));
        _file.Flush();
    }

    private static FileStream Open(Talk talk, uint to, string text, bool isAnew)
    {
        var name =
            Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{talk.Client.Uin}\n{talk.Profile.Server}\n{to}\n{text}")))[..16];
        var path = talk.FileBeside($"send-{name}");
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None,
                BufferSize = 0 };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            var file = new FileStream(path, options);
            if (isAnew)
                file.SetLength(0);
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(ExitCode.Failed, Localized.Of(
                $"this text is being sent to {to} by another command, or '{path}' cannot be written ({e.Message})",
                    $"另一条命令正在向 {to} 发送同样的内容，或无法写入“{path}”（{e.Message}）"));
        }
    }

    // A server that has forgotten the key takes the text for a new one.
    private (SendProgress Earlier, string Key, bool IsResumed) Read()
    {
        if (_file.Length == 0)
            return (default, SendOptions.NewKey(), false);
        var bytes = new byte[_file.Length];
        _file.ReadExactly(bytes);
        var isForgotten = DateTime.UtcNow - File.GetLastWriteTimeUtc(_file.Name) > s_keyLife;
        return Encoding.ASCII.GetString(bytes).TrimEnd('\n').Split('/') is [var sent, var total, var key]
            && int.TryParse(sent, CultureInfo.InvariantCulture, out var count)
                && int.TryParse(total, CultureInfo.InvariantCulture, out var all) && count >= 0 && count <= all
            ? (new(count, all), isForgotten ? SendOptions.NewKey() : key, !isForgotten)
            : throw new CommandFailedException(ExitCode.Failed, Localized.Of(
                $"{_file.Name}, which says how much of this text has gone, is damaged: --again sends all of it",
                    $"{_file.Name}（其中记录了已发送多少）已损坏：用 --again 全部重新发送"));
    }
}
