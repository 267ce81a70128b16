using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Server.Storage;
using Tqq.Server.Web.Api;

namespace Tqq.Server.Web.Admin.Auditing;

/// <summary>The admin API's audit log: what administrators did.</summary>
internal static class AuditRoutes
{
    private const int AtOnce = 1000;
    private const string Heading = "number,at,of,who,from,act,target,detail,outcome,hash";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/audit", ListAsync).Needs(AdminRight.Read).Produces<AuditPage>().ProducesProblem(400);
        api.MapGet("/audit/verify", VerifyAsync).Needs(AdminRight.Read).Produces<AuditVerdictBody>();
        api.MapGet("/audit/export", ExportAsync).Needs(AdminRight.Read)
            .Produces<string>(StatusCodes.Status200OK, "application/jsonl", "text/csv").ProducesProblem(400);
    }

    private static async Task<IResult> ListAsync(
        IAuditStore store, CancellationToken ct, long? before = null, int limit = 100, string? who = null, string? act = null,
        string? from = null, string? text = null)
    {
        if (limit is < 1 or > AtOnce || before is < 1)
            throw new BadInputException(new(before is < 1 ? "before" : "limit", InputRule.Number, 1, before is < 1 ? null : AtOnce),
                $"limit must be 1 to {AtOnce}, before the number of a line");
        var entries = await store.ListAuditAsync(new(who, act, from, text), before ?? long.MaxValue, limit, ct);
        return ApiJson.Answer(new([.. entries.Select(Show)], entries.Length == limit ? entries[^1].Number : null),
            AuditJson.Default.AuditPage);
    }

    private static async Task<IResult> VerifyAsync(IAuditStore store, CancellationToken ct)
    {
        AuditVerdict verdict;
        try
        {
            verdict = await store.VerifyAuditAsync(ct);
        }
        catch (StoreDamagedException e)
        {
            // What cannot be read is not as it was written.
            verdict = new(e.Message, 0, 0, "");
        }

        var (fault, first, last, head) = verdict;
        return ApiJson.Answer(new(fault is null, first, last, head, fault), AuditJson.Default.AuditVerdictBody);
    }

    // Lines as they stand in the chain, so that whoever has all of them can go through it without the server.
    private static IResult ExportAsync(
        HttpContext context, IAuditStore store, string format = "jsonl", string? who = null, string? act = null, string? from = null,
        string? text = null)
    {
        if (format is not ("jsonl" or "csv"))
            throw new BadInputException(
                new("format", InputRule.Choice), $"format is '{BadInputException.Shown(format)}', but must be jsonl or csv");
        context.Response.Headers.CacheControl = "no-store";
        var isCsv = format == "csv";
        return Results.Stream(async output =>
        {
            await using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
            writer.NewLine = isCsv ? "\r\n" : "\n";
            if (isCsv)
                await writer.WriteLineAsync(Heading);
            for (var after = 0L; await store.ReadAuditAsync(after, AtOnce, context.RequestAborted) is { IsEmpty: false } links;
                after = links[^1].Number)
                foreach (var link in links.Where(link => IsOf(link.Row, new(who, act, from, text))))
                    await writer.WriteLineAsync(isCsv ? Csv(link) : Json(link));
        }, isCsv ? "text/csv; charset=utf-8" : "application/jsonl", $"audit.{format}");
    }

    private static bool IsOf(AuditRow row, AuditFilter filter) => (filter.Who ?? row.Who) == row.Who
        && (filter.Address ?? row.Address) == row.Address && row.Act.StartsWith(filter.Act ?? "", StringComparison.Ordinal)
        && $"{row.Who} {row.Target} {row.Detail} {row.Outcome}".Contains(filter.Text ?? "", StringComparison.OrdinalIgnoreCase);

    private static AuditEntryBody Show(AuditEntry entry) => new(
        entry.Number, entry.At, entry.Who, entry.Address, entry.Act, OrNull(entry.Target), OrNull(entry.Detail), OrNull(entry.Outcome));

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    private static string Json(AuditLink link) => Encoding.UTF8.GetString(ApiJson.Write(
        new(link.Number, link.Row.At.ToUnixTimeMilliseconds(), link.Row.ActOf, link.Row.Who, link.Row.Address, link.Row.Act,
            link.Row.Target, link.Row.Detail, link.Row.Outcome, link.Hash), AuditJson.Default.AuditLineBody).Span);

    private static string Csv(AuditLink link) => string.Join(',', new[]
    {
        Text(link.Number), Text(link.Row.At.ToUnixTimeMilliseconds()), link.Row.ActOf is { } of ? Text(of) : "", link.Row.Who,
        link.Row.Address, link.Row.Act, link.Row.Target, link.Row.Detail, link.Row.Outcome, link.Hash,
    }.Select(Field));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    // A text that begins like a formula would be one in a spreadsheet, whoever has written it.
    private static string Field(string text)
    {
        var plain = text.Length > 0 && "=+-@".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return plain.AsSpan().IndexOfAny("\",\r\n") < 0 ? plain : $"\"{plain.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
