using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Admin;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>Whoever signs in with the right password of a disabled account reads why that does not go, on both pages.</summary>
[LongRun]
public sealed class DisabledAccountTests(SharedServer shared)
{
    [Theory]
    [InlineData("", "en", "An administrator has disabled this account.")]
    [InlineData("admin/", "zh", "管理员停用了这个账号。")]
    public async Task It_is_said_in_the_language_of_the_page(string path, string language, string words)
    {
        var person = await shared.Server.AddPersonAsync();
        await AdminBrowser.AppointAsync(person);
        (await shared.Server.AdminAsync(HttpMethod.Post, $"accounts/{person.Uin}/disable")).Dispose();
        await using var browser = await PageBrowser.OpenAsync(shared.Server);
        await browser.Page.EvaluateExpressionAsync($"localStorage.setItem('tqq.language', '{language}')");
        await browser.Page.GoToAsync($"{shared.Server.Web}{path}");
        await browser.EnterAsync(person);
        await browser.WaitForAsync(".error", words);
    }
}
