using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Tqq.Cli.Language;
using Tqq.Probe.Tests.Serving;

namespace Tqq.Cli.Tests.Language;

/// <summary>
/// What the server says to a person at a terminal is in Chinese, too: its errors at the start, those of the
/// store, of settings and of the admin API.
/// </summary>
public sealed partial class ServerTextsTests(ProbedServer server)
{
    // Where texts for that person are made. The wire's are the protocol's or the log's.
    private static readonly string[] s_folders = ["Hosting", "Storage", "Web"];

    // Pages, API descriptions and settings' helps (BothLanguagesTests) are no messages; SQL is none.
    private static readonly string[] s_noMessages = ["Web/Admin/AdminDocument.cs", "Web/Api/ApiDocument.cs", "Web/Api/ApiError.cs",
        "Web/BodySchemas.cs",
        "Web/Page/PageFiles.cs", "Web/Page/PageFile.cs", "Web/Page/PageScripts.cs", "Web/Page/PageFace.cs", "Web/Page/PageRoutes.cs",
        "Web/WebFigures.cs", "Push/PushFigures.cs", "Storage/StoreFigures.cs",
        "Hosting/StoreCensus.cs", "Hosting/FigureStart.cs",
        "Web/ForwardedClients.cs", "Web/SafeHeaders.cs", "Hosting/Settings/SettingCatalogue.cs", "Storage/Sqlite/RowSense.cs"];

    // Names of threads and duties, which the log shows; a file of the system; how objects print themselves; what a
    // friend reads, who may be anybody; words of SQLite that are left out.
    private static readonly string[] s_notShown =
    [
        "looking after the store's health", "Max open files", "looking through the store for damage", "store watch", "TLS handshakes",
            "-----BEGIN CERTIFICATE-----", "PRIVATE KEY-----", "Bearer ",
        "port {} of this host", "account.checksum = {}", "mailbox.checksum IS {}",
            "(log_account.owner IS NULL OR log_account.checksum = {})", "{} LIMIT $4",
        "log.number, log.kind, log.peer, log.text, log.at, log.previous, log.owner = $1 AND log.checksum = {}", "AccountRow { {} }",
            "AdminAccess { Address = {}, Process = {} }", "new account {}", "app password {}", "fields {}",
            "invitation {}", "an invitation", "sign in as {}", "session of administrator {}", "a link that makes an administrator",
            "sign in as administrator {}", "administrator {} by a link", "new administrator {}", "a password and a code",
            "recovery codes", "session {} of {}", "token {}", "subscription that says {}",
            "a new password", "sent {}\n", "no statement for this",
        "owner, {}, 0, NULL, '', address, started, NULL, key_hash IS NOT NULL, app_password, NULL", "{} AND kind = {}",
            "The account that the request is meant for. Where the session is of another one, nothing is done ",
        "a value that has to be a number is none", "never used",
        "a {} is nothing that is stored", "SQLite takes no file system of ours", "SQLite takes no function of ours",
            "but if the machine did not stop suddenly, the file is damaged and that transaction is lost",
        "{} is not whole: most likely the last transaction was being written when the machine stopped, and nobody was told that it was done; ",
    ];

    [GeneratedRegex("[A-Za-z]{2,} ")]
    private static partial Regex Words();

    [GeneratedRegex(@"\b(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|VACUUM|BEGIN|ORDER BY|FROM|WHERE|JOIN|COMMIT|ROLLBACK|ATTACH|REPLACE) |\$[0-9]")]
    private static partial Regex Sql();

    [GeneratedRegex(@"(\{\d?#?\})+")]
    private static partial Regex Places();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Chinese();

    private static string Root(string directory) =>
        File.Exists(Path.Combine(directory, "Tqq.slnx")) ? directory : Root(Path.GetDirectoryName(directory.TrimEnd('/'))!);

    private static readonly HashSet<string> s_known = [.. ServerTextCatalogue.All.Select(text => Form(text.English))];

    [Fact]
    public void No_text_of_the_server_that_a_command_shows_stands_without_its_translation()
    {
        var sources = Path.Combine(Root(AppContext.BaseDirectory), "src/Tqq.Server");
        var alone = s_folders.SelectMany(folder =>
            Directory.EnumerateFiles(Path.Combine(sources, folder), "*.cs", SearchOption.AllDirectories))
            .Select(file => (Name: Path.GetRelativePath(sources, file), Text: File.ReadAllText(file)))
            .Where(file => !s_noMessages.Contains(file.Name))
            .SelectMany(file => Alone(file.Text).Select(text => $"{file.Name}: {text}"));
        Assert.True(!alone.Any(), string.Join(Environment.NewLine, alone));
    }

    [Fact]
    public void Every_text_of_the_catalogue_is_one_that_the_server_has_and_is_translated()
    {
        var sources = string.Concat(((string[])["Tqq.Server", "Tqq.Core"])
            .SelectMany(project =>
                Directory.EnumerateFiles(Path.Combine(Root(AppContext.BaseDirectory), "src", project), "*.cs", SearchOption.AllDirectories))
                .Select(File.ReadAllText));
        Assert.All(ServerTextCatalogue.All, text =>
        {
            Assert.All(Places().Split(text.English).Where(part => !part.StartsWith('{')), part => Assert.True(
                Parts(part).All(piece => sources.Contains(piece, StringComparison.Ordinal)), text.English));
            Assert.True(Chinese().IsMatch(text.Chinese) || text.English == "{0}: {1}", text.Chinese);
            Assert.Equal(Places().Matches(text.English).Select(place => place.Value.Replace("#", "", StringComparison.Ordinal)).Order(),
                Places().Matches(text.Chinese).Select(place => place.Value).Order());
        });
    }

    [Theory]
    [InlineData("""throw new SettingException($"{name} is not what it should be");""", 1)]
    [InlineData("""throw new StoreUnusableException($"{path} exists: name another file, or remove it first");""", 0)]
    [InlineData("""throw new InvalidOperationException("cannot be here");""", 0)]
    public void A_text_of_the_server_without_its_translation_is_found(string statement, int found) =>
        Assert.Equal(found, Alone($"class C {{ void M() {{ {statement} }} }}").Count());

    [Fact]
    public async Task A_chinese_reader_is_told_in_chinese_what_the_server_s_parts_have_against_a_command()
    {
        var folder = Directory.CreateTempSubdirectory("tqq-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "junk"), "junk");
            Assert.Equal("tqq: --penalty 是“x”，但 penalty 应为 0，或带 ms、s、m、h、d 的数字，例如 20s\n", await ErrorAsync("serve", "--penalty", "x"));
            Assert.Equal($"tqq: 数据目录 {folder}/junk 是文件：请用 --data 指定目录\n",
                await ErrorAsync("serve", "--data", $"{folder}/junk", "--listen", "127.0.0.1:0", "--web", "127.0.0.1:0"));
            Assert.Equal($"tqq: {folder}/junk 不是 tqq 的备份：请给出 'tqq backup' 生成的文件\n",
                await ErrorAsync("restore", $"{folder}/junk", "--data", $"{folder}/new"));
            Assert.Equal($"tqq: {folder} 中没有 tqq 数据：请用 --data 指定数据目录\n", await ErrorAsync("backup", $"{folder}/backup", "--data", folder));
            Assert.Equal("tqq: 没有账号 4000000000\n", await ErrorAsync("account", "show", "4000000000", "--data", server.Data));
            Assert.Equal("tqq: --nick 应为 1 到 32 个字符，其中至少一个可见，且不能有控制字符；请看 'tqq account add --help'\n",
                await ErrorAsync("account", "add", "3999999999", "--nick", " ", "--random-password", "--data", server.Data));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        async Task<string> ErrorAsync(params string[] arguments)
        {
            var run = await TqqRun.RunAsync([.. arguments, "--lang", "zh"]);
            Assert.NotEqual(0, run.ExitCode);
            return run.Error;
        }
    }

    [Fact]
    public void What_stands_inside_a_text_is_translated_too()
    {
        Localized.Choose(["--lang", "zh"], _ => null);
        Assert.Equal("没有任何更改：数据被其他程序锁定；请稍后重试",
            ServerTexts.Of("nothing was changed: the store is locked by another program; try again later"));
        Assert.Equal("/d/b：账号 10001 的记录已损坏，另有 3 处：不能用作备份",
            ServerTexts.Of("/d/b: the row of account 10001 is damaged, and 3 more: it is of no use as a backup"));
        Assert.Equal("升级仍在进行：第 2 步，共 3 步，本步已计算 400000 个行校验和，已用 15 秒",
            ServerTexts.Of("the upgrade goes on: step 2 of 3, 400000 checksums of rows so far, 15 s"));
        Assert.Equal("nobody said this", ServerTexts.Of("nobody said this"));
        Localized.Choose(["--lang", "en"], _ => null);
        Assert.Equal("the disk has failed", ServerTexts.Of("the disk has failed"));
    }

    [Fact]
    public async Task Titles_and_marks_of_help_are_in_the_language_of_the_user()
    {
        foreach (var command in (string[])["account", "account add", "serve", "send"])
        {
            var help = (await TqqRun.RunAsync([.. command.Split(' '), "--help", "--lang", "zh"])).Output;
            Assert.Contains("用法：", help, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"(?m)^[A-Z][a-z]+:|REQUIRED|\[default|\[options|\[command", help);
        }
    }

    // A text with its places, whatever stands there, without the names of files before it; what is put behind
    // another text has a place before it.
    private static string Form(string text)
    {
        var form = Places().Replace(text, "{}");
        while (form.StartsWith("{}: ", StringComparison.Ordinal) && form.Length > 6)
            form = form[4..];
        return form.StartsWith(", ", StringComparison.Ordinal) || form.StartsWith("; ", StringComparison.Ordinal) ? "{}" + form : form;
    }

    // One text may be written as two.
    private static string[] Parts(string text) =>
        text.Split("; but if ") is [var first, var second] ? [first, "but if " + second]
        : [text.Replace("\"", "\\\"", StringComparison.Ordinal).Replace("{ \\", "{{ \\", StringComparison.Ordinal)
        .Replace("\" }", "\" }}", StringComparison.Ordinal)];

    private static IEnumerable<string> Alone(string source) =>
        from node in CSharpSyntaxTree.ParseText(source).GetRoot(TestContext.Current.CancellationToken).DescendantNodes()
        let text = TextOf(node)
        where text is not null && Words().IsMatch(text) && !Chinese().IsMatch(text) && !Sql().IsMatch(text) && !s_notShown.Contains(text)
            && !s_known.Contains(Form(text)) && !text.StartsWith("{ \"", StringComparison.Ordinal)
        // What a route says of itself stands in the description of its API.
        where !node.Ancestors().Any(ancestor =>
            ancestor is AttributeSyntax
            or ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax
                { Name.Identifier.Text: "Says" or "Example" } } }
            or ObjectCreationExpressionSyntax { Type: IdentifierNameSyntax { Identifier.Text: "InvalidOperationException"
            or "ArgumentOutOfRangeException" } })
        select text;

    private static string? TextOf(SyntaxNode node) => node switch
    {
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal => literal.Token.ValueText,
        InterpolatedStringExpressionSyntax interpolated =>
            string.Concat(interpolated.Contents.Select(part => part is InterpolatedStringTextSyntax words ? words.TextToken.ValueText
            : "{}")).Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal),
        _ => null,
    };
}
