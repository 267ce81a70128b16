using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Server.Web.Admin.Importing;

namespace Tqq.Cli.Accounts;

/// <summary>
/// Has accounts of a table made, which takes minutes where they are many: shows how far it is, and gives it up where the command is
/// interrupted. The server says then whether they were made all the same.
/// </summary>
internal static class Importing
{
    private const string Path = "accounts/csv";

    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(500);

    // So long the server has to say what became of a table that was given up.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>Sends a table.</summary>
    /// <param name="admin">The server.</param>
    /// <param name="request">What it is asked.</param>
    /// <param name="id">What the request calls the table: another one is neither shown nor given up.</param>
    /// <param name="console">Where it shows how far it is.</param>
    /// <param name="cancellationToken">The command is interrupted.</param>
    public static async Task<ImportedBody> SendAsync(
        AdminClient admin, HttpRequestMessage request, string id, TerminalOutput console, CancellationToken cancellationToken)
    {
        using var ended = new CancellationTokenSource();
        using var progress = CancellationTokenSource.CreateLinkedTokenSource(ended.Token, cancellationToken);
        // What is interrupted is not left alone: whether accounts were made is told by the answer.
        using var waiting = new CancellationTokenSource();
        await using var interruption = cancellationToken.Register(() =>
        {
            waiting.CancelAfter(s_patience);
            _ = CancelAsync(admin, id, ended.Token);
        });
        var shows = console.ShowsProgress ? ShowAsync(admin, id, console, progress.Token) : Task.CompletedTask;
        try
        {
            return await admin.SendAsync(request, ImportingJson.Default.ImportedBody, waiting.Token);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            throw new CommandFailedException(ExitCode.Failed, Localized.Of(
                "the server has not answered: all accounts were made, or none; 'tqq account list' shows it, but not their passwords",
                "服务器没有回应：账号已全部创建，或一个也没有；用 'tqq account list' 查看，但不显示密码"));
        }
        finally
        {
            await ended.CancelAsync();
            await shows;
        }
    }

    private static async Task ShowAsync(AdminClient admin, string id, TerminalOutput console, CancellationToken ended)
    {
        try
        {
            for (; ; )
            {
                await Task.Delay(s_interval, ended);
                if ((await admin.GetAsync(Path, ImportingJson.Default.ImportingBody, ended)).Running is { } now && now.Id == id)
                    console.Overwrite(Localized.Of($"{now.Done} of {now.Of} passwords computed", $"已计算 {now.Of} 个密码中的 {now.Done} 个"));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or CommandFailedException or HttpRequestException)
        {
            // What becomes of the table is told by its own answer.
            console.Overwrite("");
        }
    }

    private static async Task CancelAsync(AdminClient admin, string id, CancellationToken ended)
    {
        try
        {
            using var answer = await admin.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"{Path}/cancel?id={id}"), ended);
        }
        catch (Exception e) when (e is OperationCanceledException or CommandFailedException or HttpRequestException)
        {
            // It had ended already, or is being stored.
        }
    }
}
