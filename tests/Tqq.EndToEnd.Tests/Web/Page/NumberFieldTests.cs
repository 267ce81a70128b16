namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>Fields for numbers of accounts, which have larger digits than others.</summary>
[LongRun]
public sealed class NumberFieldTests(PageServer shared) : IClassFixture<PageServer>
{
    [Theory]
    [InlineData(1280, 40)]
    [InlineData(390, 44)]
    public async Task One_is_as_high_as_the_field_of_the_password(int width, int height)
    {
        await using var browser = await PageBrowser.OpenAsync(shared.Server, width);
        await browser.WaitForOneAsync("#uin");
        Assert.Equal([height, height], await browser.Page.EvaluateExpressionAsync<int[]>(
            "['uin', 'password'].map(id => Math.floor(document.getElementById(id).getBoundingClientRect().height))"));
    }
}
