using Tqq.Core;
using Tqq.Core.Contacts;
using Tqq.Server.Messaging;
using Tqq.Server.Storage;
using Tqq.Server.Web.Api.Me;

namespace Tqq.Server.Web.Admin.Exporting;

/// <summary>
/// What an account has here, as one zip, for an administrator who is about to delete it: the same as its owner gets, but without messages
/// and the words of requests. What people wrote to each other is no business of an administrator.
/// </summary>
internal sealed class AdminExport(IStore store, ServerFacts facts)
{
    private const int AtOnce = 500;

    /// <summary>Writes it.</summary>
    /// <param name="body">Where to.</param>
    /// <param name="account">The account.</param>
    /// <param name="ct">Gives up.</param>
    public Task WriteAsync(Stream body, AccountDetails account, CancellationToken ct) =>
        ExportZip.WriteAsync(body, facts.Calendar.GetUtcNow(), async zip =>
        {
            await zip.AddAsync("account.json", AccountWords.Show(account), AdminJson.Default.AccountBody, ct);
            foreach (var (name, list) in AccountExport.Lists)
                await zip.AddAsync(name + ".ndjson", PeopleAsync(account.Account.Uin, list, ct), MeJson.Default.ExportedPerson, ct);
            await zip.AddAsync("sessions.ndjson", ExportedSession.Of(account.Session, account.Devices).ToAsyncEnumerable(),
                MeJson.Default.ExportedSession, ct);
        }, ct);

    private async IAsyncEnumerable<ExportedPerson> PeopleAsync(
        Uin owner, AcquaintanceList list, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        for (var after = new Uin(0); ;)
        {
            var page = await store.ListAcquaintancesAsync(owner, list, after, AtOnce, ct);
            foreach (var line in page)
                yield return new(line.Uin.Value, line.Nick, line.Since);
            if (page.Length < AtOnce)
                yield break;
            after = page[^1].Uin;
        }
    }
}
