using System.Globalization;
using System.Net;
using System.Text;
using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Page;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>People and things whose names are payloads.</summary>
/// <param name="server">Where they are made.</param>
internal sealed class PayloadTown(TestServer server)
{
    /// <summary>The number of the first account: no account without a number of its own gets one so high.</summary>
    public const uint FirstUin = 3_500_000_001;

    private static readonly string[] s_fields = ["PR", "HP", "CT", "SC", "AD", "EM"];

    /// <summary>An account for each payload, with payloads in its fields, made by a list.</summary>
    public static async Task MakeAccountsAsync(AdminBrowser admin)
    {
        var list = new StringBuilder($"uin,nick,password,who-may-add,{string.Join(',', s_fields)}\n");
        foreach (var (at, payload) in Payloads.All.Index())
            list.Append(CultureInfo.InvariantCulture, $"{FirstUin + at},{Cell(Payloads.Cut(payload, 18))},correct horse,anyone")
                .AppendJoin("", s_fields.Select((_, field) =>
                    "," + Cell(Payloads.Cut(Payloads.All[(at + field) % Payloads.All.Length], 30))))
                .Append('\n');
        await admin.AskAsync(HttpMethod.Post, "accounts/csv", new StringContent(list.ToString(), Encoding.UTF8, "text/csv"),
            HttpStatusCode.Created);
        foreach (var (at, payload) in Payloads.All.Index().Where(one => one.Index % 40 == 0))
            await admin.AskAsync(HttpMethod.Post, $"accounts/{FirstUin + at}/disable", new { reason = payload }, HttpStatusCode.NoContent);
    }

    /// <summary>Notes and texts of an administrator; each of them stands in the audit log, too.</summary>
    public async Task MakeNotesAsync(AdminBrowser admin)
    {
        foreach (var (at, payload) in Payloads.All.Index())
        {
            await admin.AskAsync(HttpMethod.Post, "invitations", new { name = payload }, HttpStatusCode.Created);
            await admin.AskAsync(HttpMethod.Post, "reserved-numbers",
                new { from = 900_000_000 + (10 * at), to = 900_000_005 + (10 * at), note = payload }, HttpStatusCode.Created);
        }

        using var sent = await server.AdminAsync(HttpMethod.Post, "announcements",
            new { text = string.Join('\n', Payloads.All.Take(60)), to = "all" });
        Assert.True(sent.IsSuccessStatusCode);
        foreach (var payload in Payloads.All.Skip(60))
            await admin.AskAsync(HttpMethod.Post, "announcements", new { text = payload, to = "online" }, HttpStatusCode.Created);
    }

    /// <summary>
    /// Devices, tokens and app passwords whose names are payloads, and somebody who came by an invitation that is named so.
    /// </summary>
    public async Task MakeDevicesAsync(AdminBrowser admin)
    {
        foreach (var (at, few) in Payloads.All.Chunk(20).Index())
        {
            var person = new Person(server, FirstUin + 1 + (uint)at, "correct horse");
            using var owner = new ApiClient(server, person.From);
            foreach (var payload in few.Take(15))
                owner.Token = (await owner.AskAsync(HttpMethod.Post, "session",
                    new { uin = person.Uin, password = person.Password, token = true, device = payload }, HttpStatusCode.Created))
                    .GetProperty("token").GetString();
            foreach (var payload in few.Skip(15))
            {
                await owner.AskAsync(HttpMethod.Post, "tokens", new { name = payload, rights = "send" }, HttpStatusCode.Created);
                await owner.AskAsync(HttpMethod.Post, "me/app-passwords", new { name = Payloads.Cut(payload, 32) }, HttpStatusCode.Created);
            }
        }

        var made = await admin.AskAsync(HttpMethod.Post, "invitations", new { name = Payloads.All[3] }, HttpStatusCode.Created);
        using var newcomer = new ApiClient(server, IPAddress.Parse("127.1.9.9"));
        await newcomer.AskAsync(HttpMethod.Post, "registration", new
        {
            nick = Payloads.Cut(Payloads.All[5], 18), uin = FirstUin - 1, password = "correct horse", token = true,
            invitation = made.GetProperty("code").GetString(),
        }, HttpStatusCode.Created);
    }

    /// <summary>Administrators whose nicknames are payloads.</summary>
    public async Task MakeAdministratorsAsync()
    {
        foreach (var (at, payload) in Payloads.All.Index().Skip(180))
        {
            using var made = await server.AdminAsync(HttpMethod.Post, "administrators", new
            {
                uin = FirstUin + 1000 + at, nick = Payloads.Cut(payload, 18), password = "correct horse", role = "read-only",
            });
            Assert.True(made.IsSuccessStatusCode);
        }
    }

    /// <summary>A cell of a list.</summary>
    public static string Cell(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
