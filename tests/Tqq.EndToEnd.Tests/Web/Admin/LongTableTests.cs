using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>Tables of thousands: the document holds one page of them, however often the next one is asked for.</summary>
[LongRun]
public sealed class LongTableTests(SharedServer shared)
{
    // In place of the server: 5,000 of each, in pages; how many rows were asked for is kept.
    private const string Many = """
        () => {
          const own = fetch;
          globalThis.asked = [];
          const at = "2027-01-31T08:00:00.000Z";
          const rows = {
            accounts: n => ({ uin: 3000000 + n, nick: `Row ${n}.`, enabled: true, status: "offline", undelivered: 0, whoMayAdd: "verify" }),
            sessions: n => ({ uin: 3000000 + n, id: n, nick: `Row ${n}.`, door: "web", address: "10.1.2.3", started: at, lastSeen: at }),
            audit: n => ({ number: 5000 - n, at, who: "10001", act: "account.password", detail: `Row ${n}.`, outcome: "done", from: "::1" }),
          };
          globalThis.fetch = async (path, options) => {
            const url = new URL(path, location.href);
            const name = url.pathname.split("/").pop();
            if (!(name in rows)) return own(path, options);
            const from = Number(url.searchParams.get("after") ?? url.searchParams.get("before") ?? 0);
            const length = Number(url.searchParams.get("limit"));
            asked.push(length);
            const next = from + length < 5000 ? String(from + length) : undefined;
            const list = Array.from({ length }, (_, at) => rows[name](from + at + 1));
            const answer = { [name === "audit" ? "entries" : name]: list, next, ...name === "audit" ? {} : { total: 5000 } };
            return new Response(JSON.stringify(answer), { headers: { "Content-Type": "application/json" } });
          };
        }
        """;

    [Theory]
    [InlineData("accounts")]
    [InlineData("sessions")]
    [InlineData("audit")]
    public async Task Of_five_thousand_rows_the_document_holds_one_page_and_goes_on_and_back(string view)
    {
        var person = await shared.Server.AddPersonAsync();
        await AdminBrowser.AppointAsync(person);
        await using var browser = await AdminPage.OpenAsync(shared.Server, person);
        await browser.Page.EvaluateFunctionAsync(Many);
        await browser.GoAsync(view);
        await browser.WaitForAsync(".table tbody tr:first-child", "Row 1.");
        var length = await browser.Page.EvaluateExpressionAsync<int>("asked[0]");
        Assert.InRange(length, 20, 100);
        for (var page = 1; page <= 5; page++)
        {
            await browser.PressAsync(".pager .actions .btn:last-of-type");
            await browser.WaitForAsync(".table tbody tr:first-child", $"Row {(page * length) + 1}.");
            Assert.Equal(length, await browser.Page.EvaluateExpressionAsync<int>("document.querySelectorAll('.table tbody tr').length"));
            Assert.InRange(await browser.Page.EvaluateExpressionAsync<int>("document.querySelectorAll('*').length"), 100, 4000);
        }

        await browser.PressAsync(".pager .actions .btn:first-of-type");
        await browser.WaitForAsync(".table tbody tr:first-child", $"Row {(4 * length) + 1}.");
        Assert.Empty(await browser.ComplaintsAsync());
    }
}
