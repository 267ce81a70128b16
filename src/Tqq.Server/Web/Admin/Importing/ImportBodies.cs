using System.Text.Json.Serialization;

namespace Tqq.Server.Web.Admin.Importing;

/// <summary>Accounts that were made of a table, or could be.</summary>
/// <param name="Accounts">In the order of the table.</param>
public sealed record ImportedBody(IReadOnlyList<ImportedAccountBody> Accounts);

/// <summary>An account of a table.</summary>
/// <param name="Line">Its line.</param>
/// <param name="Nick">Its nickname.</param>
/// <param name="Uin">Its number; missing where it would be given one.</param>
/// <param name="Password">Its password where the server has chosen it; shown this once.</param>
/// <param name="WeakPassword">Why the password that the table gives it is easily guessed: short or common.</param>
public sealed record ImportedAccountBody(
    int Line, string Nick, long? Uin = null, string? Password = null, string? WeakPassword = null)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => $"new account {Uin}";
}

/// <summary>Whether accounts of a table are being made.</summary>
/// <param name="Running">Those that are; missing where none are.</param>
public sealed record ImportingBody(ImportUnderWayBody? Running = null);

/// <summary>Accounts of a table that are being made. Nothing is stored before all their passwords are computed.</summary>
/// <param name="Id">The table's `id`: what it is cancelled by.</param>
/// <param name="MadeBy">Who makes them: an administrator's number, or token.</param>
/// <param name="Begun">Since when.</param>
/// <param name="Of">How many they are.</param>
/// <param name="Done">How many passwords are computed.</param>
public sealed record ImportUnderWayBody(string Id, string MadeBy, DateTimeOffset Begun, int Of, int Done);

/// <summary>What is wrong with a table of accounts: a problem of type `/errors/bad-input` that names every fault.</summary>
/// <param name="Type">The type of the problem.</param>
/// <param name="Title">What it means.</param>
/// <param name="Status">400.</param>
/// <param name="Detail">The first fault, and how many more there are.</param>
/// <param name="Faults">The faults, 100 at most, in the order of the lines.</param>
public sealed record CsvProblemBody(string Type, string Title, int Status, string Detail, IReadOnlyList<CsvFaultBody> Faults);

/// <summary>What is wrong with a line.</summary>
/// <param name="Line">The number of the line; 0 where it is the whole text.</param>
/// <param name="Detail">What is wrong, and what is allowed.</param>
/// <param name="Column">The column of the value that is wrong; missing where it is none, or not one.</param>
/// <param name="Rule">
/// What the value does not keep to, as in other problems; or, of the table: quote, values, column, column-twice, no-nick, most, no-account,
/// encoding.
/// </param>
/// <param name="Min">The lowest number, or the fewest characters.</param>
/// <param name="Max">The highest number, or the most characters.</param>
public sealed record CsvFaultBody(
    int Line, string Detail, string? Column = null, string? Rule = null, long? Min = null, long? Max = null)
{
    internal static CsvFaultBody Of(int line, string detail, InputFault? fault) => new(
        line, detail, fault is null ? null : AccountTable.ColumnOf(fault.Field), fault is null ? null : SettingWords.Word(fault.Rule),
        fault?.Min, fault?.Max);
}

/// <summary>Generated serializers.</summary>
[JsonSerializable(typeof(ImportedBody))]
[JsonSerializable(typeof(ImportingBody))]
[JsonSerializable(typeof(CsvProblemBody))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
public sealed partial class ImportingJson : JsonSerializerContext;
