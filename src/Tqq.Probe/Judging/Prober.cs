using System.Globalization;
using System.Text;
using Tqq.Probe.Asking;

namespace Tqq.Probe.Judging;

/// <summary>Asks, judges, and writes down. Every section of cases speaks through this.</summary>
/// <param name="plan">Against whom.</param>
/// <param name="notice">Told each finding as it comes.</param>
/// <param name="stopping">Ends it.</param>
internal sealed class Prober(ProbePlan plan, Action<Finding> notice, CancellationToken stopping)
{
    /// <summary>Why nothing further is tested of a server that <see cref="IsGone"/>.</summary>
    public const string Gone = "the server does not answer any more";

    // After so many connections in a row without a byte in time nobody is there any more, and every further case would only wait.
    private const int MostSilences = 3;
    private static readonly TimeSpan s_lastWords = TimeSpan.FromSeconds(3);

    private readonly ProbeSocket _socket = new(plan);
    private readonly List<Finding> _findings = [];
    private long _seq = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
    private int _silences;

    public ProbePlan Plan => plan;

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Whether the server has stopped answering at all.</summary>
    public bool IsGone => _silences >= MostSilences;

    /// <summary>A body with the next SEQ.</summary>
    public string Body(string command, string fields = "", string? uin = null) =>
        $"VER=1.1&CMD={command}&SEQ={(++_seq).ToString(CultureInfo.InvariantCulture)}&UIN={uin ?? plan.Uin.ToString(CultureInfo.InvariantCulture)}{fields}";

    /// <summary>
    /// Asks a command in the article's way; one reply is expected. Being too fast is no fault of the server: then it is asked once more.
    /// </summary>
    public async Task<Observation> ReplyAsync(
        string section, string name, string command, string fields, int result, string expected = "", string? words = null,
            Func<Expectation, Expectation>? also = null)
    {
        Expectation Expect(string body) => (also ?? (same => same))(Expectation.Reply(body, result, expected, words));
        var body = Body(command, fields);
        var expectation = Expect(body);
        var seen = await AskAsync(section, name, body, result == 3 || expectation.Quirk is not null ? expectation
            : expectation.Or(Quirk.WasTooFast));
        if (_findings[^1].Note != Quirk.WasTooFast.Name)
            return seen;
        await Task.Delay(TimeSpan.FromSeconds(3), stopping);
        body = Body(command, fields);
        return await AskAsync(section, $"{name}, asked again", body, Expect(body));
    }

    /// <summary>Asks a command in the article's way that nothing is to be answered to.</summary>
    public Task NullAsync(string section, string name, string command, string fields, string? uin = null) =>
        AskAsync(section, name, Body(command, fields, uin), Expectation.Null);

    /// <summary>Asks in the article's way.</summary>
    public Task<Observation> AskAsync(string section, string name, string body, Expectation expected) =>
        AskAsync(section, name, Encoding.UTF8.GetBytes(body), expected);

    /// <summary>Asks in the article's way, whatever bytes.</summary>
    public Task<Observation> AskAsync(string section, string name, byte[] body, Expectation expected) =>
        RawAsync(section, name, [ProbeRequest.Article(body)], 0, expected);

    /// <summary>Asks in any way.</summary>
    public async Task<Observation> RawAsync(string section, string name, IReadOnlyList<byte[]> parts, int replies, Expectation expected,
        TimeSpan? patience = null, bool waits = false)
    {
        if (IsGone)
        {
            Skip(section, name, expected.Words, Gone);
            return new([], [], ConnectionEnd.Refused, TimeSpan.Zero);
        }

        var seen = await _socket.ExchangeAsync(parts, replies, patience ?? plan.Patience, stopping, waits);
        _silences = seen is { Reply.Length: 0, End: ConnectionEnd.TimedOut or ConnectionEnd.Refused } ? _silences + 1 : 0;
        Add(Judge(section, name, expected, seen));
        await Task.Delay(plan.Interval, stopping);
        return seen;
    }

    /// <summary>Waits for as long as so many requests take at the probe's pace.</summary>
    public Task RestAsync(int requests) => Task.Delay(plan.Interval * requests, stopping);

    /// <summary>Something that cannot be found out here.</summary>
    public void Skip(string section, string name, string expected, string why) =>
        Add(new(section, name, expected, "", Verdict.NotTested, why, null));

    /// <summary>Something that was found out in another way than by one answer.</summary>
    public void Note(string section, string name, string expected, string? got, Verdict verdict, string? note, Observation? seen = null) =>
        Add(new(section, name, expected, got, verdict, note, seen));

    /// <summary>Asks without judging: to prepare, and to clean up.</summary>
    public Task<Observation> SayAsync(string command, string fields = "") =>
        _socket.ExchangeAsync([ProbeRequest.Article(Encoding.UTF8.GetBytes(Body(command, fields)))], 0, plan.LongPatience, stopping);

    /// <summary>After a probe was stopped: what was begun is undone, within some seconds.</summary>
    /// <param name="commands">Commands and their fields.</param>
    public async Task LeaveAsync(params IEnumerable<(string Command, string Fields)> commands)
    {
        foreach (var (command, fields) in commands)
            await _socket.ExchangeAsync([ProbeRequest.Article(Encoding.UTF8.GetBytes(Body(command, fields)))], 0, s_lastWords,
                CancellationToken.None);
    }

    private static Finding Judge(string section, string name, Expectation expected, Observation seen)
    {
        if (seen.End is ConnectionEnd.Refused)
            return new(section, name, expected.Words, "", Verdict.NotTested, "there was no connection", null);
        var fault = expected.Fault(seen);
        var (verdict, note) = fault is null
            ? (Verdict.AsDocumented, null)
            : expected.Quirk is { } quirk && quirk.Shows(seen) ? (Verdict.AllowedDifference, quirk.Name) : (Verdict.Differs, fault);
        return new(section, name, expected.Words, null, verdict, note, seen);
    }

    private void Add(Finding finding)
    {
        _findings.Add(finding);
        notice(finding);
    }
}
