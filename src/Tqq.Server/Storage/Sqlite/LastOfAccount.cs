using Tqq.Core;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>Removes what is left of an account that is deleted, in steps, so that nobody waits for it.</summary>
/// <param name="journal">The journal.</param>
/// <param name="reader">Reads the store.</param>
/// <param name="index">The index of what was said.</param>
internal sealed class LastOfAccount(Journal journal, StoreReader reader, SearchIndex index)
{
    private const int MostAtOnce = 500;

    /// <summary>Removes it, and then the mark that the account is being deleted.</summary>
    public async Task RemoveAsync(Uin uin)
    {
        // All messages there are have to be looked through for what may be left of it; meanwhile the journal goes on.
        if (reader.All(accounts => accounts.IsClear(uin)) == false)
            foreach (var places in (await Task.Run(() => reader.All(accounts => accounts.Places(uin)))).Chunk(MostAtOnce))
                await journal.Put(writer =>
                {
                    foreach (var place in places)
                        writer.Run("DELETE FROM message WHERE place = $1 AND owner = $2", place, uin.Value);
                });
        for (var removed = MostAtOnce; removed == MostAtOnce;)
            await journal.Put(writer => { removed = writer.Logs.DeleteSome(uin.Value, MostAtOnce); });
        await Task.Run(() => index.Forget(uin.Value));
        await journal.Put(writer => { writer.Run("DELETE FROM deletion WHERE uin = $1", uin.Value); });
    }
}
