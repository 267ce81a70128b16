using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Core;
using Tqq.Core.Profiles;
using Tqq.Server.Messaging;
using Tqq.Server.Web.Api;
using static Tqq.Server.Web.Admin.RouteAnswers;

namespace Tqq.Server.Web.Admin.Importing;

/// <summary>The admin API's way to make many accounts of a table: all of them or none.</summary>
internal static class ImportRoutes
{
    private const string Path = "/accounts/csv";
    private const string Csv = "text/csv";

    // As long as a GUID with its hyphens.
    private const int LongestId = 36;

    public static void Map(RouteGroupBuilder api)
    {
        Takes(api.MapPost(Path, ImportAsync).Needs(AdminRight.Full, confirm: true).Acts("account.import")).Writes()
            .Produces<ImportedBody>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status409Conflict);
        Takes(api.MapPost(Path + "/check", CheckAsync).Needs(AdminRight.Full).Acts("account.import-check")).Produces<ImportedBody>();

        api.MapGet(Path, (Imports imports) => Results.Ok(new ImportingBody(imports.Now?.Show()))).Needs(AdminRight.Read)
            .Produces<ImportingBody>();
        api.MapPost(Path + "/cancel", Cancel).Needs(AdminRight.Full).Acts("account.import-cancel")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status409Conflict);

        static RouteHandlerBuilder Takes(RouteHandlerBuilder route) => route.Accepts<string>(Csv)
            .Produces<CsvProblemBody>(StatusCodes.Status400BadRequest, "application/problem+json")
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
    }

    private static async Task<IResult> CheckAsync(
        HttpRequest request, IAccountAdministration accounts, CancellationToken ct, bool refusesWeak = false)
    {
        var (lines, refusal) = await ReadAsync(request, accounts, refusesWeak, ct);
        return refusal ?? Results.Ok(new ImportedBody(
            [.. lines.Select(line => new ImportedAccountBody(line.Line, line.Profile.Nick, line.Uin?.Value,
                WeakPassword: AccountWords.Weakness(line.Password)))]));
    }

    private static async Task<IResult> ImportAsync(
        HttpContext context, IAccountAdministration accounts, IRegistration registration, Imports imports, ServerFacts facts,
        CancellationToken ct, string? id = null, bool refusesWeak = false)
    {
        var name = ReadId(id) ?? Guid.NewGuid().ToString("N");
        var (lines, refusal) = await ReadAsync(context.Request, accounts, refusesWeak, ct);
        if (refusal is not null)
            return refusal;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var import = new Import(name, context.Administrator().Name, facts.Calendar.GetUtcNow(), lines.Count, ending);
        if (!imports.TryBegin(import))
            return Problem(StatusCodes.Status409Conflict, "accounts of another table are being made: wait, or cancel that");
        try
        {
            return await MakeAsync(context, lines, import, accounts, registration, facts, ending.Token);
        }
        catch (OperationCanceledException) when (import.IsCancelled)
        {
            return Problem(StatusCodes.Status409Conflict, "it was cancelled: no account was made");
        }
        finally
        {
            imports.End(import);
        }
    }

    private static IResult Cancel(HttpContext context, Imports imports, string? id = null)
    {
        // Which table is meant is said, or the one of another administrator may be given up.
        var name = ReadId(id) ?? throw new BadInputException(new("id", InputRule.Missing),
            "id is missing, but must say which table is meant: GET /accounts/csv has it");
        context.Notes().On(name);
        return imports.Now is not { } import ? Problem(StatusCodes.Status409Conflict, "no accounts of a table are being made")
            : import.Id != name
                ? Problem(StatusCodes.Status409Conflict, "the accounts of that table are not being made, but those of another")
            : import.TryCancel() ? Results.NoContent()
            : Problem(StatusCodes.Status409Conflict, "the accounts are being stored already: look at what comes of it");
    }

    private static string? ReadId(string? id) =>
        id is null || (id.Length is >= 1 and <= LongestId && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) ? id
            : throw new BadInputException(new("id", InputRule.Text, 1, LongestId),
                $"id is '{BadInputException.Shown(id)}', but must be 1 to {LongestId} ASCII letters, digits and hyphens");

    private static async Task<IResult> MakeAsync(
        HttpContext context, IReadOnlyList<TableLine> lines, Import import, IAccountAdministration accounts,
        IRegistration registration, ServerFacts facts, CancellationToken ct)
    {
        if (await NumberAsync(lines, registration, ct) is not { } numbers)
            return Problem(StatusCodes.Status409Conflict, "no number is free: say which one the account is to have");
        var now = facts.Calendar.GetUtcNow();
        var taken = await accounts.CreateAllAsync(
            [.. lines.Zip(numbers, (line, uin) =>
                (new AccountRecord(uin, line.Profile.WithFaceOf(uin), line.Settings, Enabled: true, now), line.Password))],
            import.Count, import.Store, ct);
        if (taken is null)
            context.Notes().Say(string.Create(CultureInfo.InvariantCulture, $"{numbers.Count} accounts: {Ranges(numbers)}"));
        return taken is { } number ? Problem(StatusCodes.Status409Conflict, $"account {number} exists already")
            : Results.Created((string?)null, new ImportedBody([.. lines.Zip(numbers, (line, uin) =>
                new ImportedAccountBody(line.Line, line.Profile.Nick, uin.Value, line.IsGiven ? null : line.Password,
                    AccountWords.Weakness(line.Password)))]));
    }

    private static async Task<(IReadOnlyList<TableLine> Lines, IResult? Refusal)> ReadAsync(
        HttpRequest request, IAccountAdministration accounts, bool refusesWeak, CancellationToken ct)
    {
        var bytes = await BodyReader.ReadBytesAsync(request, ct);
        if (!Utf8.IsValid(bytes.Span))
            return ([], Refuse([new(0, "the table is not UTF-8, but must be", Rule: "encoding")]));
        var (lines, found) = AccountTable.Read(Encoding.UTF8.GetString(bytes.Span).TrimStart('\uFEFF'), refusesWeak);
        var faults = found.ToList();
        foreach (var line in lines.Where(line => line.Uin is not null))
            if (await accounts.ShowAsync(line.Uin!.Value, ct) is not null)
                faults.Add(CsvFaultBody.Of(line.Line, $"account {line.Uin} exists already", new("uin", InputRule.FreeNumber)));
        return faults.Count == 0 ? (lines, null) : ([], Refuse([.. faults.OrderBy(fault => fault.Line)]));
    }

    // Those without a number are given one that no other line has.
    private static async Task<IReadOnlyList<Uin>?> NumberAsync(
        IReadOnlyList<TableLine> lines, IRegistration registration, CancellationToken ct)
    {
        var given = lines.Where(line => line.Uin is not null).Select(line => line.Uin!.Value).ToHashSet();
        var numbers = new List<Uin>();
        foreach (var line in lines)
        {
            var uin = line.Uin;
            while (uin is null)
                if (await registration.PickAsync(ct) is not { } picked)
                    return null;
                else if (given.Add(picked))
                    uin = picked;
            numbers.Add(uin.Value);
        }

        return numbers;
    }

    // Those that follow each other in short, such as 20001-20060.
    private static string Ranges(IReadOnlyList<Uin> numbers)
    {
        var ranges = new List<(uint From, uint To)>();
        foreach (var number in numbers.Select(uin => uin.Value).Order())
            if (ranges is [.., var last] && last.To + 1 == number)
                ranges[^1] = (last.From, number);
            else
                ranges.Add((number, number));
        return string.Join(' ', ranges.Select(range => range.From == range.To
            ? string.Create(CultureInfo.InvariantCulture, $"{range.From}")
            : string.Create(CultureInfo.InvariantCulture, $"{range.From}-{range.To}")));
    }

    private static IResult Refuse(IReadOnlyList<CsvFaultBody> faults)
    {
        var first = faults[0].Line == 0 ? faults[0].Detail : $"line {faults[0].Line}: {faults[0].Detail}";
        return Results.Json(
            new CsvProblemBody(ApiError.BadInput.Type, ApiError.BadInput.Meaning, StatusCodes.Status400BadRequest,
                faults.Count == 1 ? first : $"{first}; {faults.Count - 1} more lines are wrong", [.. faults.Take(AccountTable.MostFaults)]),
            ImportingJson.Default.CsvProblemBody, "application/problem+json", StatusCodes.Status400BadRequest);
    }
}
