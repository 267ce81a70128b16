using System.Text.RegularExpressions;
using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Page;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>
/// What the server writes into the audit log is said in words by the administrator's page: every act, every member that may stand in a
/// line, and every sentence that a route adds, all of them as they stand in the server's source.
/// </summary>
public sealed partial class AuditWordsTests(SharedServer shared)
{
    // In Chinese no English is left of what has words.
    private const string Say = """
        async (origin, acts, details) => {
          await import(`${origin}src/Tqq.Page/admin/words.js`);
          const { language } = await import(`${origin}src/Tqq.Page/app/looks.js`);
          language.value = "zh";
          const { actWords } = await import(`${origin}src/Tqq.Page/admin/views/acts.js`);
          const { detailWords } = await import(`${origin}src/Tqq.Page/admin/views/audit-detail.js`);
          const isRaw = text => !/\p{Script=Han}/u.test(text) || /[a-z]{3}/i.test(text);
          return [...acts.filter(act => isRaw(actWords({ act, outcome: "done" }))),
            ...details.filter(detail => isRaw(detailWords(detail)))];
        }
        """;

    [Fact]
    public async Task Every_act_and_every_detail_that_the_server_can_write_has_words()
    {
        var acts = (await AdminDocument.ReadAsync(shared.Server)).Operations.Select(operation => operation.Act).OfType<string>().ToArray();
        var routes = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Tqq.Server", "Web", "Admin"), "*.cs",
            SearchOption.AllDirectories).Select(File.ReadAllText).ToArray();
        string[] details =
        [
            .. from route in routes
               from act in Acts().Matches(route)
               from member in Quoted().Matches(act.Value).Skip(1).Where(member => member.Groups[1].Value != "uin")
               select $"{member.Groups[1].Value}=7",
            .. from route in routes
               from note in Notes().Matches(route)
               select Hole().Replace(note.Groups[1].Value, "7"),
            "?devices=true", "?id=7",
        ];
        Assert.Contains("keepsSent=7", details);
        Assert.Contains("app password 7", details);
        Assert.Contains("before it 7 failed that have no line", details);

        await using var site = await ModuleSite.OpenAsync();
        Assert.Empty(await site.Page.EvaluateFunctionAsync<string[]>(Say, ModuleSite.Origin, acts, details));
    }

    [GeneratedRegex("\\.(?:Always)?Acts\\([^)]*\\)")]
    private static partial Regex Acts();

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex Quoted();

    // What a route says of its act, and what the trail itself does.
    [GeneratedRegex("(?:\\.Say\\(|detail = |OpenAsync\\(context, administrator, )"
        + "(?:string\\.Create\\(CultureInfo\\.InvariantCulture, )?\\$?\"([^\"]+)\"")]
    private static partial Regex Notes();

    [GeneratedRegex("\\{[^}]*\\}")]
    private static partial Regex Hole();
}
