using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Tqq.Core.Log;
using Tqq.Server.Messaging;
using Tqq.Server.Web.Api.Conversations;
using Tqq.Server.Web.Api.Events;

namespace Tqq.Server.Web.Api.Lines;

/// <summary>What comes in for one account, a line each.</summary>
/// <param name="live">The stream.</param>
/// <param name="caller">Whose.</param>
/// <param name="log">The logs.</param>
/// <param name="messenger">The messenger.</param>
/// <param name="asJson">Whether a line is JSON; otherwise the sender's number and the text.</param>
internal sealed class LineStream(LiveStream live, ApiCaller caller, IDeviceLog log, IDeviceMessenger messenger, bool asJson)
{
    private readonly LogFollower _follower = new(log, caller);
    private int? _left;

    /// <summary>Says everything until the client goes, the server stops, the session ends, or it was enough.</summary>
    /// <param name="position">Behind what to begin; null for now, or for <paramref name="since"/>.</param>
    /// <param name="since">From when on; null for now.</param>
    /// <param name="count">How many; null for all.</param>
    /// <param name="cancellationToken">The client has gone.</param>
    /// <returns>Why it has not begun; null where it has.</returns>
    public async Task<IResult?> RunAsync(LogPosition? position, DateTimeOffset? since, int? count, CancellationToken cancellationToken)
    {
        _left = count;
        var begun = since is { } from ? await _follower.BeginSinceAsync(from, cancellationToken) ? true : null
            : await _follower.BeginAsync(position, cancellationToken);
        if (begun is not { } goesOn)
            return ApiProblem.SessionOver();
        if (!goesOn)
            return ApiProblem.Of(ApiError.Gone, ApiError.Gone.Meaning);
        var woken = Woken.News;
        while (await IsAdmittedAsync(cancellationToken) && (!woken.HasFlag(Woken.News) || await SayAsync(cancellationToken))
            && await live.FlushAsync())
        {
            woken = await live.NextAsync();
            if (woken.HasFlag(Woken.End))
                return null;
            if (woken.HasFlag(Woken.Tick))
                live.Output.Write("\n"u8);
        }

        await live.FlushAsync();
        return null;
    }

    private async ValueTask<bool> IsAdmittedAsync(CancellationToken cancellationToken) =>
        await messenger.ViewAsync(caller.Uin, caller.Device, caller.Address, cancellationToken) is not null;

    // False where it is over.
    private async ValueTask<bool> SayAsync(CancellationToken cancellationToken)
    {
        for (; ; )
        {
            if (await _follower.ReadAsync(cancellationToken) is not var (items, hasMore, beginsAnew) || beginsAnew)
                return false;
            foreach (var item in items)
            {
                _follower.Pass(item);
                if (item.Kind != LogKind.Text || !caller.Knows(item.Peer))
                    continue;
                Say(item);
                if (--_left == 0 || !await live.FlushWhenLongAsync())
                    return false;
            }

            if (!hasMore)
                return true;
        }
    }

    private void Say(LogItem item)
    {
        if (asJson)
            live.Output.Write(ApiJson.Write(
                MessageBody.Of(item) with { After = _follower.Position.ToString() }, ConversationJson.Default.MessageBody).Span);
        else
            Encoding.UTF8.GetBytes($"{item.Peer} {LineText.Escape(item.Text)}", live.Output);
        live.Output.Write("\n"u8);
    }
}
