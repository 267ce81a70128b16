using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Core;
using Tqq.Server.Messaging;
using Tqq.Server.Storage;
using static Tqq.Server.Web.Admin.RouteAnswers;

namespace Tqq.Server.Web.Admin.Numbers;

/// <summary>The admin API's numbers that nobody who registers is given: reserved ranges, and those of deleted accounts.</summary>
internal static class NumberRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/reserved-numbers", ListAsync).Needs(AdminRight.Read).Produces<ReservedRangePage>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapPost("/reserved-numbers", ReserveAsync).Needs(AdminRight.Full).Acts("number.reserve", "from", "to", "note")
            .Takes<NewReservedRangeBody>().Writes().Produces<ReservedRangeBody>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status409Conflict);
        api.MapDelete("/reserved-numbers/{id:long}", FreeAsync).Needs(AdminRight.Full).Acts("number.free").Writes()
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/deleted-numbers", ListDeletedAsync).Needs(AdminRight.Read).Produces<DeletedNumberPage>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapDelete("/deleted-numbers/{id:long}", FreeDeletedAsync).Needs(AdminRight.Full).Acts("number.free-deleted").Writes()
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(
        IRegistrationStore store, CancellationToken ct, long after = 0, int limit = PageInput.Usual)
    {
        var page = await store.ListReservedRangesAsync(new(PageInput.Number(after, "after")), PageInput.Limit(limit), ct);
        return Results.Ok(new ReservedRangePage([.. page.Select(Show)], page.Length == limit ? page[^1].First.Value : null));
    }

    private static async Task<IResult> ReserveAsync(
        HttpContext context, IRegistrationStore store, IAccountLookup lookup, ServerFacts facts, CancellationToken ct)
    {
        var body = await BodyReader.ReadAsync(context.Request, NumbersJson.Default.NewReservedRangeBody, ct);
        var (first, last) = (Read(body.From, "from"), Read(body.To ?? body.From, "to"));
        if (last < first)
            throw new BadInputException(new("to", InputRule.Number, first.Value, uint.MaxValue),
                $"to is {last}, but must be at least from, which is {first}");
        var range = new ReservedRange(first, last, PageInput.Line(body.Note, "note", Invitation.LongestName),
            context.Administrator().Name, facts.Calendar.GetUtcNow());
        if (await store.AddReservedRangeAsync(range) is { } other)
            return Problem(StatusCodes.Status409Conflict,
                $"{other.First} to {other.Last} are reserved already: give numbers that are not among them, or free them first",
                new("from", InputRule.FreeNumber));
        var used = await lookup.CountNumberedAsync(first, last, ct);
        var isMore = used > IAccountIndex.MostCounted;
        return Results.Created((string?)null, Show(range) with
        {
            InUse = used == 0 ? null : isMore ? IAccountIndex.MostCounted : used, InUseIsMore = isMore ? true : null,
        });
    }

    private static async Task<IResult> FreeAsync(long id, IRegistrationStore store) =>
        id is >= 0 and <= uint.MaxValue && await store.RemoveReservedRangeAsync(new((uint)id)) ? Results.NoContent()
            : Problem(StatusCodes.Status404NotFound, $"no reserved numbers begin with {id}");

    private static async Task<IResult> ListDeletedAsync(
        IRegistrationStore store, CancellationToken ct, long after = 0, int limit = PageInput.Usual)
    {
        var page = await store.ListDeletedNumbersAsync(new(PageInput.Number(after, "after")), PageInput.Limit(limit), ct);
        return Results.Ok(new DeletedNumberPage([.. page.Select(uin => (long)uin.Value)], page.Length == limit ? page[^1].Value : null));
    }

    private static async Task<IResult> FreeDeletedAsync(long id, IRegistrationStore store) =>
        id is >= 0 and <= uint.MaxValue && await store.FreeDeletedNumberAsync(new((uint)id)) ? Results.NoContent()
            : Problem(StatusCodes.Status404NotFound, $"{id} is no number of a deleted account");

    private static ReservedRangeBody Show(ReservedRange range) =>
        new(range.First.Value, range.Last.Value, range.Note, range.MadeBy, range.Made);

    private static Uin Read(long? number, string path) => number is >= AccountWords.LowestUin and <= uint.MaxValue
        ? new((uint)number)
        : throw new BadInputException(InputFault.OfUin(path, number, AccountWords.LowestUin),
            $"{path} is {number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "missing"}, but must be a number from 10001 to 4294967295");
}
