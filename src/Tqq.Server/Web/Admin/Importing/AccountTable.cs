using Tqq.Core;
using Tqq.Core.Profiles;
using Tqq.Server.Passwords;

namespace Tqq.Server.Web.Admin.Importing;

/// <summary>
/// A table of accounts to make. Its first line names the columns: `nick`, and any of `uin`, `password`, `who-may-add`, `wire-login` and the
/// profile fields by their two letters. An empty value says nothing.
/// </summary>
internal static class AccountTable
{
    /// <summary>How many accounts one may have.</summary>
    public const int Most = 1000;

    /// <summary>How many faults are named.</summary>
    public const int MostFaults = 100;

    private const string Nick = "nick";
    private const string Number = "uin";
    private const string Password = "password";
    private const string Adding = "who-may-add";
    private const string Login = "wire-login";

    private static readonly string[] s_columns =
        [Nick, Number, Password, Adding, Login, .. FieldRules.All.Where(rule => rule.CanBeSet).Select(rule => rule.Field.ToString())];

    /// <summary>Reads one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="refusesWeak">Whether a password in it that is easily guessed is a fault.</param>
    /// <returns>The accounts, and every fault; where there is one, the accounts are of no use.</returns>
    public static (IReadOnlyList<TableLine> Lines, IReadOnlyList<CsvFaultBody> Faults) Read(string text, bool refusesWeak)
    {
        var (lines, faults) = (new List<TableLine>(), new List<CsvFaultBody>());
        try
        {
            Read(text, refusesWeak, lines, faults);
        }
        catch (FormatException e)
        {
            faults.Add(new(0, e.Message, Rule: "quote"));
        }

        return (lines, faults);
    }

    private static void Read(string text, bool refusesWeak, List<TableLine> lines, List<CsvFaultBody> faults)
    {
        var numbers = new HashSet<Uin>();
        IReadOnlyList<string>? columns = null;
        foreach (var (line, values) in CsvText.Read(text))
        {
            if (columns is null)
            {
                columns = [.. values.Select(value => value.Trim())];
                if (FaultOf(line, columns) is { } fault)
                {
                    faults.Add(fault);
                    return;
                }
            }
            else if (lines.Count == Most)
            {
                faults.Add(new(line, $"there are more than {Most} accounts: give them in several files", Rule: "most", Max: Most));
                return;
            }
            else
            {
                Take(line, columns, values, refusesWeak, numbers, lines, faults);
            }
        }

        if (lines.Count == 0 && faults.Count == 0)
            faults.Add(new(1, "there is no account: the first line names the columns, and each line behind it is an account",
                Rule: "no-account"));
    }

    private static void Take(int line, IReadOnlyList<string> columns, IReadOnlyList<string> values, bool refusesWeak,
        HashSet<Uin> numbers, List<TableLine> lines, List<CsvFaultBody> faults)
    {
        if (values.Count != columns.Count)
        {
            faults.Add(new(line, $"there are {values.Count} values, but {columns.Count} columns", Rule: "values", Min: columns.Count));
            return;
        }

        try
        {
            var read = Read(line, columns.Zip(values).Where(pair => pair.Second.Length > 0).ToDictionary(pair => pair.First, pair =>
                pair.Second), refusesWeak);
            if (read.Uin is { } uin && !numbers.Add(uin))
                throw new BadInputException(new(Number, InputRule.FreeNumber), $"account {uin} is there twice");
            lines.Add(read);
        }
        catch (BadInputException e)
        {
            faults.Add(CsvFaultBody.Of(line, e.Message, e.Fault));
        }
    }

    private static TableLine Read(int line, Dictionary<string, string> values, bool refusesWeak)
    {
        var nick = NickWords.Read(values.GetValueOrDefault(Nick));
        var fields = values.Where(pair => pair.Key.All(char.IsAsciiLetterUpper)).ToDictionary(pair => pair.Key, pair => pair.Value);
        var edit = AccountWords.ReadEdit(new(
            values.GetValueOrDefault(Adding), Fields: fields, WireLogin: values.GetValueOrDefault(Login)));
        var given = values.GetValueOrDefault(Password);
        return new(line, values.TryGetValue(Number, out var number) ? AccountWords.ReadUin(long.TryParse(number,
            System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var uin) ? uin : 0) : null,
            edit.Apply(nick), edit.Apply(AccountSettings.Default),
            given is null ? GeneratedPassword.Make() : AccountWords.ReadPassword(given, refusesWeak), given is not null);
    }

    /// <summary>The column that a member of an account's body is in.</summary>
    public static string ColumnOf(string field) => field.Split('.')[^1] switch
    {
        "whoMayAdd" => Adding,
        "wireLogin" => Login,
        var name => name,
    };

    private static CsvFaultBody? FaultOf(int line, IReadOnlyList<string> columns) =>
        columns.FirstOrDefault(column => !s_columns.Contains(column)) is { } unknown
            ? new(line, $"'{BadInputException.Shown(unknown)}' is no column; these are: {string.Join(", ", s_columns)}",
                BadInputException.Shown(unknown), "column")
        : columns.GroupBy(column => column).FirstOrDefault(group => group.Count() > 1) is { Key: var twice }
            ? new(line, $"{twice} is there twice", twice, "column-twice")
        : columns.Contains(Nick) ? null : new(line, "there is no column nick", Nick, "no-nick");
}

/// <summary>A line of a table: an account to make.</summary>
/// <param name="Line">The number of the line.</param>
/// <param name="Uin">Its number; null for one that it is given.</param>
/// <param name="Profile">Its profile.</param>
/// <param name="Settings">Its settings.</param>
/// <param name="Password">Its password.</param>
/// <param name="IsGiven">Whether the table says the password; otherwise it is one by chance.</param>
internal sealed record TableLine(int Line, Uin? Uin, Profile Profile, AccountSettings Settings, string Password, bool IsGiven)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => $"new account {Uin}";
}
