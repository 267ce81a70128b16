using Tqq.Core;
using Tqq.Core.Log;
using Tqq.Core.Search;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// Searches a log from its newest item on: what is not indexed is looked through directly, of the rest the index names candidates. Each
/// text is looked at before it is given, so that neither what was deleted a moment ago nor another text is ever found.
/// </summary>
/// <param name="walk">The way to the rows.</param>
/// <param name="account">The account.</param>
/// <param name="view">What the index has of it; null for nothing.</param>
/// <param name="query">What is searched for.</param>
/// <param name="peer">Of whom; null for all.</param>
internal sealed class LogSearch(LogWalk walk, AccountRow account, SearchView? view, SearchQuery query, Uin? peer)
{
    // What one call looks at, in places of texts, and what a text counts by itself: some thousand short ones.
    private const int MostWork = 600_000;
    private const int WorkOfItem = 150;

    private const int AtOnce = 256;
    private const int AtFirst = 64;

    private const string Rows =
        $"SELECT {LogWalk.Columns} FROM log INDEXED BY log_items WHERE owner = $1 AND number < $2 AND number > $3 AND {LogRow.IsSaid} ORDER BY number DESC LIMIT $4";
    private const string OfPeer =
        $"SELECT {LogWalk.Columns} FROM log INDEXED BY log_by_peer WHERE owner = $1 AND number < $2 AND number > $3 AND {LogRow.IsSaid} AND peer = $5 ORDER BY number DESC LIMIT $4";
    private const string Named =
        $"SELECT {LogWalk.Columns} FROM log WHERE owner = $1 AND number IN (SELECT value FROM json_each($2)) ORDER BY number DESC";

    private Uin Owner => account.Account.Uin;

    /// <summary>Searches.</summary>
    /// <param name="before">The number before which to begin.</param>
    /// <param name="limit">How many items at most.</param>
    public LogFound Run(long before, int limit)
    {
        if (query.IsEmpty)
            return LogFound.Nothing;
        var (found, work) = (new List<LogItem>(), 0);
        foreach (var item in Looked(before))
        {
            if (item.Kind <= LogKind.Sent && (peer is null || item.Peer == peer) && query.Finds(item.Text))
                found.Add(item);
            if (found.Count == limit || (work += WorkOfItem + item.Text.Length) > MostWork)
                return new([.. found], item.Number);
        }

        return new([.. found], null);
    }

    // What may be found, newest first.
    private IEnumerable<LogItem> Looked(long before)
    {
        foreach (var item in walk.Tail(account).Reverse().Select(LogTail.ToItem).Where(item => item.Number < before))
            yield return item;
        foreach (var item in Between(view?.Through ?? 0, before))
            yield return item;
        if (view is null)
            yield break;
        foreach (var numbers in Chunked(view.Candidates(query, peer?.Value, before)))
            foreach (var item in Sound(walk.Connection.Query(Named, LogWalk.Collect, Owner.Value, $"[{string.Join(',', numbers)}]")))
                yield return item;
        foreach (var item in Between(0, Math.Min(before, view.Begins)))
            yield return item;
    }

    // The rows between two numbers, which are not among them, newest first.
    private IEnumerable<LogItem> Between(long after, long before)
    {
        for (var goesOn = before > after + 1; goesOn;)
        {
            var rows = peer is { } one
                ? walk.Connection.Query(OfPeer, LogWalk.Collect, Owner.Value, before, after, AtOnce, one.Value)
                : walk.Connection.Query(Rows, LogWalk.Collect, Owner.Value, before, after, AtOnce);
            foreach (var item in Sound(rows))
                yield return item;
            goesOn = rows.Count == AtOnce;
            before = goesOn ? rows[^1].Item.Number : before;
        }
    }

    // What is damaged is named, and is not found.
    private IEnumerable<LogItem> Sound(List<LogWalk.Entry> rows)
    {
        foreach (var (item, _, isSound) in rows)
        {
            if (isSound)
                yield return item;
            else
                walk.Damaged(Owner, item.Number, item.At);
        }
    }

    // A few at first: most searches want no more.
    private static IEnumerable<long[]> Chunked(IEnumerable<long> numbers)
    {
        var (chunk, most) = (new List<long>(), AtFirst);
        foreach (var number in numbers)
        {
            chunk.Add(number);
            if (chunk.Count < most)
                continue;
            yield return [.. chunk];
            (chunk, most) = ([], AtOnce);
        }

        if (chunk.Count > 0)
            yield return [.. chunk];
    }
}
