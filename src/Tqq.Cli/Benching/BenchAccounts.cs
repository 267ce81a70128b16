using System.Globalization;
using System.Security.Cryptography;
using Tqq.Cli.Accounts;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Load.Planning;
using Tqq.Server.Storage;
using Tqq.Server.Web.Admin;

namespace Tqq.Cli.Benching;

/// <summary>
/// Accounts that are made for one run through the admin API and deleted with it: numbers far from those that people get, one random
/// password that is shown to nobody. An account that was there before is never touched.
/// </summary>
internal sealed class MadeAccounts : IAsyncDisposable
{
    private const string Characters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private const int AtOnce = 4;
    private const uint FirstNumber = 3_000_000_000;
    private const int Numbers = 1_200_000_000;

    private readonly AdminClient _admin;
    private readonly TerminalOutput _console;
    private readonly Lock _lock = new();
    private readonly List<LoadAccount> _accounts = [];

    private MadeAccounts(AdminClient admin, TerminalOutput console) => (_admin, _console) = (admin, console);

    public IReadOnlyList<LoadAccount> Accounts => _accounts;

    /// <param name="directory">The data directory of the server.</param>
    /// <param name="count">How many.</param>
    /// <param name="console">Where to say which could not be deleted.</param>
    /// <param name="cancellationToken">Ctrl-C; what was made until then is deleted.</param>
    /// <exception cref="CommandFailedException">No server runs there, or it refused.</exception>
    public static async Task<MadeAccounts> MakeAsync(string directory, int count, TerminalOutput console,
        CancellationToken cancellationToken)
    {
        var made = new MadeAccounts(AdminClient.Open(directory), console);
        var password = RandomNumberGenerator.GetString(Characters, 24);
        var first = FirstNumber + (uint)RandomNumberGenerator.GetInt32(Numbers);
        try
        {
            await Parallel.ForEachAsync(Enumerable.Range(0, count),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (number, _) =>
                await made.AddAsync(new(first + (uint)number, password)));
            return made;
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        var left = new List<uint>();
        await Parallel.ForEachAsync(_accounts, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (account, _) =>
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Delete, $"accounts/{account.Uin}");
                (await _admin.SendAsync(request, CancellationToken.None)).Dispose();
            }
            catch (Exception e) when (e is CommandFailedException or HttpRequestException)
            {
                lock (_lock)
                    left.Add(account.Uin);
            }
        });
        _admin.Dispose();
        if (left.Count > 0)
            _console.Warn(
                Localized.Of(
                $"{left.Count} accounts could not be deleted, {left.Min()} to {left.Max()}: delete them with '{Localized.Program} account delete'", $"有 {left.Count} 个号码未能删除（{left.Min()} 到 {left.Max()}）：请用 '{Localized.Program} account delete' 删除"));
    }

    // One that is being made when the run is cut off is waited for: it would be there and nobody would know of it.
    private async Task AddAsync(LoadAccount account)
    {
        var body = new NewAccountBody("tqq bench", account.Uin, account.Password);
        await _admin.SendAsync(HttpMethod.Post, "accounts", body, AdminJson.Default.NewAccountBody, AdminJson.Default.AccountBody,
            CancellationToken.None);
        lock (_lock)
            _accounts.Add(account);
    }
}

/// <summary>
/// Reads accounts: a line `UIN PASSWORD` each, or `UIN` alone where they have sessions; empty lines and
/// those that begin with `#` say nothing.
/// </summary>
internal static class AccountFile
{
    /// <param name="path">The file, or `-` for standard input.</param>
    /// <param name="needsPasswords">Whether a line without a password is a mistake.</param>
    /// <param name="input">Standard input.</param>
    /// <exception cref="CommandFailedException">
    /// It cannot be read, or a line is wrong; the line is named, not shown, because of what is in it.
    /// </exception>
    public static IReadOnlyList<LoadAccount> Read(string path, bool needsPasswords, TextReader input)
    {
        try
        {
            return Read(path, needsPasswords, Utf8Text.Lines(path == "-" ? input.ReadToEnd() : Utf8Text.ReadFile(path)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var why = FileWords.Why(e, path, FileUse.Read);
            throw new CommandFailedException(ExitCode.Usage, Localized.Of($"{path} cannot be read: {why}", $"无法读取 {path}：{why}"));
        }
    }

    private static List<LoadAccount> Read(string path, bool needsPasswords, IEnumerable<string> lines)
    {
        var (accounts, known, number) = (new List<LoadAccount>(), new HashSet<uint>(), 0);
        foreach (var line in lines.Select(line => line.Trim()))
        {
            number++;
            if (line.Length == 0 || line.StartsWith('#'))
                continue;
            var space = line.IndexOfAny([' ', '\t']);
            var password = space < 0 ? null : line[space..].Trim();
            if (!uint.TryParse(space < 0 ? line : line[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var uin)
                || (password is null && needsPasswords) || !known.Add(uin))
                throw new CommandFailedException(ExitCode.Usage, needsPasswords
                    ? Localized.Of($"{path}, line {number}: must be 'UIN PASSWORD', each UIN once", $"{path} 第 {number} 行：应为“号码 密码”，号码不可重复")
                    : Localized.Of($"{path}, line {number}: must be 'UIN', each once", $"{path} 第 {number} 行：应为“号码”，不可重复"));
            accounts.Add(new(uin, password));
        }

        return accounts;
    }
}
