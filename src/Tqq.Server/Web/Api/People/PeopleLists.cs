using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tqq.Core;
using Tqq.Core.Contacts;
using Tqq.Server.Messaging;

namespace Tqq.Server.Web.Api.People;

/// <summary>Reads the lists of people that an account has, as far as the caller may see them.</summary>
internal static class PeopleLists
{
    /// <summary>
    /// Reads a part of a list. A token that is for certain people is told of them alone: each of them is looked for, so that neither the
    /// lines nor the cursor say anything of others.
    /// </summary>
    /// <param name="people">The lists.</param>
    /// <param name="caller">Who reads.</param>
    /// <param name="list">Which one.</param>
    /// <param name="after">The cursor; null for the beginning.</param>
    /// <param name="most">How many lines at most.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>Why it cannot be read now; or the lines, and the cursor of the next part, null at the end.</returns>
    public static async ValueTask<(IResult? Refusal, ImmutableArray<Acquaintance> Lines, string? Next)> ReadAsync(
        this IDevicePeople people, ApiCaller caller, AcquaintanceList list, string? after, int most, CancellationToken ct)
    {
        var begin = PeopleInput.After(after);
        if (caller.Peers.IsEmpty)
        {
            var (refusal, all) = await people.ListAsync(caller.Uin, caller.Device, list, begin, most, ct);
            return refusal is { } why ? (ApiOutcome.Refusal(why, "account"), [], null) : (null, all, Next(all, most));
        }

        var lines = ImmutableArray.CreateBuilder<Acquaintance>();
        foreach (var peer in caller.Peers.Where(peer => peer > begin).Order())
        {
            if (lines.Count == most)
                break;
            var (refusal, line) = await people.FindAsync(caller, list, peer, ct);
            if (refusal is not null)
                return (refusal, [], null);
            if (line is not null)
                lines.Add(line);
        }

        var found = lines.ToImmutable();
        return (null, found, Next(found, most));
    }

    /// <summary>Whether somebody stands in a list, and since when; null where that cannot be said now.</summary>
    public static async ValueTask<(IResult? Refusal, Acquaintance? Line)> FindAsync(
        this IDevicePeople people, ApiCaller caller, AcquaintanceList list, Uin who, CancellationToken ct)
    {
        var (refusal, lines) = await people.ListAsync(caller.Uin, caller.Device, list, new(who.Value - 1), 1, ct);
        return refusal is { } why ? (ApiOutcome.Refusal(why, "account"), null)
            : (null, lines.FirstOrDefault() is { } line && line.Uin == who ? line : null);
    }

    private static string? Next(ImmutableArray<Acquaintance> lines, int most) =>
        lines.Length == most ? lines[^1].Uin.Value.ToString(CultureInfo.InvariantCulture) : null;
}
