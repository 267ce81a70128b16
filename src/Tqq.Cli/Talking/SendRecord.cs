using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Client;
using Tqq.Core.Limits;

namespace Tqq.Cli.Talking;

/// <summary>
/// How many messages of a long text have gone, in a file beside the profile that is named after what is said to whom. A send that is cut off leaves it, and
/// the same command goes on behind those messages; a send that is done removes it, so that the same text can be sent anew.
/// </summary>
internal sealed class SendRecord : IProgress<SendProgress>, IDisposable
{
    private readonly FileStream? _file;
    private readonly Action<SendProgress> _notice;
    private bool _isDone;

    private SendRecord(FileStream? file, Action<SendProgress> notice)
    {
        (_file, _notice) = (file, notice);
        Earlier = Last = Read();
    }

    /// <summary>How far earlier commands came; 0 of 0 where there was none.</summary>
    public SendProgress Earlier { get; }

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
    /// <exception cref="CommandFailedException">Another command sends the same text to the same account now, or the record cannot be written.</exception>
    public static async Task<SendProgress> SendAsync(
        Talk talk, uint to, string text, bool isAnew, Action<SendProgress> notice, Action<SendRecord> onBegun, CancellationToken cancellationToken)
    {
        using var record = new SendRecord(Encoding.UTF8.GetByteCount(text) > WireNumbers.LongestText ? Open(talk, to, text, isAnew) : null, notice);
        onBegun(record);
        await talk.Client.SendAsync(to, text, new() { AlreadySent = record.Earlier.Sent, Progress = record }, cancellationToken);
        record._isDone = true;
        return record.Last;
    }

    public void Report(SendProgress value)
    {
        Last = value;
        if (_file is not null)
        {
            // Always of one length, so that it can be written over in place.
            _file.Position = 0;
            _file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{value.Sent,10}/{value.Total,10}\n")));
            _file.Flush();
        }

        _notice(value);
    }

    public void Dispose()
    {
        if (_file is null)
            return;
        // While it is held, so that no other command finds it.
        if (_isDone || Last.Sent == 0)
            File.Delete(_file.Name);
        _file.Dispose();
    }

    private static FileStream Open(Talk talk, uint to, string text, bool isAnew)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{talk.Client.Uin}\n{talk.Profile.Server}\n{to}\n{text}")))[..16];
        var path = talk.FileBeside($"send-{name}");
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
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
                $"this text is being sent to {to} by another command, or '{path}' cannot be written ({e.Message})", $"另一条命令正在向 {to} 发送同样的内容，或无法写入“{path}”（{e.Message}）"));
        }
    }

    private SendProgress Read()
    {
        if (_file is null or { Length: 0 })
            return default;
        var bytes = new byte[_file.Length];
        _file.ReadExactly(bytes);
        return Encoding.ASCII.GetString(bytes).Split('/') is [var sent, var total]
            && int.TryParse(sent, CultureInfo.InvariantCulture, out var count) && int.TryParse(total, CultureInfo.InvariantCulture, out var all) && count >= 0 && count <= all
            ? new(count, all)
            : throw new CommandFailedException(ExitCode.Failed, Localized.Of(
                $"{_file.Name}, which says how much of this text has gone, is damaged: --again sends all of it", $"{_file.Name}（其中记录了已发送多少）已损坏：用 --again 全部重新发送"));
    }
}
