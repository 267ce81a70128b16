using System.Text.RegularExpressions;
using Tqq.Core.Profiles;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>What is longer than its field takes stays in the field, is said below it, and is not sent until it fits.</summary>
[LongRun]
public sealed partial class LimitTests(PageServer pages) : IClassFixture<PageServer>
{
    private const string Holds = "(field, length) => document.querySelector(field)?.value.length === length";

    // While somebody writes it is said below the field, and takes the focus from nobody.
    private const string IsSaid = """
        (field, words) => {
          const control = document.querySelector(field);
          const said = document.getElementById((control?.getAttribute("aria-describedby") ?? "").split(" ")[0]);
          return control?.ariaInvalid === "true" && said?.classList.contains("error") && said.role === "status"
            && said.innerText.trim() === words && document.activeElement === control;
        }
        """;

    private const string IsGone = "field => !document.querySelector(field).ariaInvalid && !document.querySelector('.error')";

    private readonly TestServer _server = pages.Server;

    [Theory]
    [InlineData("en", "“Nickname” takes at most 32 characters; this has 40.")]
    [InlineData("zh", "“昵称”最多 32 个字符，现在有 40 个。")]
    public async Task A_name_that_is_pasted_and_too_long_stays_whole_and_is_not_sent(string language, string words)
    {
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.SpeakAsync(language);
        await browser.PressAsync(".door-form [role=tab]:nth-of-type(2)");
        await browser.FillAsync("#password", "correct horse battery");
        await browser.FillAsync("#nick", new string('林', 40));
        await browser.WaitUntilAsync(IsSaid, "#nick", words);
        await browser.SendAsync("#nick");
        await browser.WaitForFaultAsync("#nick", words);
        await browser.WaitUntilAsync(Holds, "#nick", 40);
        await browser.FillAsync("#nick", string.Concat(Enumerable.Repeat("🎂", 32)));
        await browser.WaitUntilAsync(IsGone, "#nick");
        await browser.SendAsync("#nick");
        await browser.WaitUntilConnectedAsync();
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Theory]
    [InlineData("en", "“Message” takes at most 10000 characters; this has 10001.")]
    [InlineData("zh", "“消息”最多 10000 个字符，现在有 10001 个。")]
    public async Task A_message_that_is_too_long_waits_in_the_composer_until_it_fits(string language, string words)
    {
        var (me, other) = (await _server.AddPersonAsync(), await _server.AddPersonAsync());
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.SpeakAsync(language);
        await browser.SignInAsync(me);
        await browser.GoAsync($"chat/{other.Uin}");
        await browser.FillAsync("#text", new string('x', 10_001));
        await browser.WaitUntilAsync(IsSaid, "#text", words);
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitUntilAsync(Holds, "#text", 10_001);
        await browser.WaitForOneAsync(".send[disabled]");
        await browser.WaitForNoneAsync(".talk .msg");
        await browser.Page.Keyboard.PressAsync("Backspace");
        await browser.WaitUntilAsync(IsGone, "#text");
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForOneAsync(".talk .msg");
        await browser.WaitUntilAsync(Holds, "#text", 0);
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task Words_for_a_request_are_counted_in_bytes_as_the_server_counts_them()
    {
        var (me, other) = (await _server.AddPersonAsync(), await _server.AddPersonAsync("verify", "林夏"));
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.SignInAsync(me);
        await browser.GoAsync($"add/{other.Uin}");
        await browser.PressAsync(".person .do button");
        await browser.FillAsync(".person [name=words]", new string('好', 134));
        await browser.WaitUntilAsync(IsSaid, ".person [name=words]",
            "“Wants to know who asks. Your words” takes at most 400 bytes; this has 402. A Chinese character takes 3, a Latin letter 1.");
        await browser.SendAsync(".person [name=words]");
        await browser.WaitUntilAsync(Holds, ".person [name=words]", 134);
        await browser.FillAsync(".person [name=words]", new string('a', 400));
        await browser.SendAsync(".person [name=words]");
        await browser.WaitForOneAsync(".person .outcome.ok");
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Theory]
    [InlineData("#app-passwords [name=name]", "“Name of the client” takes at most 32 characters; this has 101.")]
    [InlineData("#tokens [name=name]", "“Name of the program” takes at most 100 characters; this has 101.")]
    public async Task Names_of_keys_that_are_too_long_are_said_to_be(string field, string words)
    {
        var me = await _server.AddPersonAsync();
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.SignInAsync(me);
        await browser.GoAsync("settings/tokens");
        await browser.WaitForOneAsync(field);
        await browser.FillAsync(field, new string('x', 101));
        await browser.WaitUntilAsync(IsSaid, field, words);
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task Nothing_is_said_while_an_input_method_composes()
    {
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.PressAsync(".door-form [role=tab]:nth-of-type(2)");
        await browser.FillAsync("#nick", new string('林', 30));
        var keyboard = browser.Page.Client;
        // The letters of a word count more than the characters that become of it.
        await keyboard.SendAsync("Input.imeSetComposition", new { text = "nihao", selectionStart = 5, selectionEnd = 5 });
        await browser.WaitUntilAsync(Holds, "#nick", 35);
        await browser.WaitUntilAsync(IsGone, "#nick");
        await keyboard.SendAsync("Input.insertText", new { text = "你好" });
        await browser.WaitUntilAsync(Holds, "#nick", 32);
        await browser.WaitUntilAsync(IsGone, "#nick");
        await keyboard.SendAsync("Input.imeSetComposition", new { text = "ma", selectionStart = 2, selectionEnd = 2 });
        await browser.WaitUntilAsync(IsGone, "#nick");
        await keyboard.SendAsync("Input.insertText", new { text = "吗" });
        await browser.WaitUntilAsync(IsSaid, "#nick", "“Nickname” takes at most 32 characters; this has 33.");
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public void The_own_card_takes_as_much_of_each_field_as_the_server_does()
    {
        var card = File.ReadAllText(Path.Combine(Repository.Root, "src", "Tqq.Page", "app", "views", "me", "fields.js"));
        Assert.Equal(
            FieldRules.All.Where(rule => rule.Kind == FieldKind.Text && rule.CanBeSet)
                .ToDictionary(rule => rule.Field.ToString(), rule => rule.Most).OrderBy(pair => pair.Key, StringComparer.Ordinal),
            TextField().Matches(card).ToDictionary(one => one.Groups[1].Value, one => int.Parse(one.Groups[2].ValueSpan))
                .OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    [GeneratedRegex("""key: "(\w+)", most: (\d+)""")]
    private static partial Regex TextField();
}
