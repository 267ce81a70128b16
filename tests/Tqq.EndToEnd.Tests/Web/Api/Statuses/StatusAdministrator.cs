using System.Net;
using OtpNet;
using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Admin;

namespace Tqq.EndToEnd.Tests.Web.Api.Statuses;

/// <summary>
/// What the API of accounts answers an administrator alone: a second factor is asked for, and some things are not to be had.
/// </summary>
/// <param name="book">Where it notes what operations answer.</param>
internal sealed class StatusAdministrator(StatusBook book)
{
    /// <summary>Meets all of it.</summary>
    public async Task MeetAsync(TestServer server)
    {
        var person = await server.AddPersonAsync();
        using var admin = await AdminBrowser.SignInAsync(person, isConfirmed: true);
        using var page = await ApiClient.SignInAsync(person);
        Assert.Equal(HttpStatusCode.Conflict, await book.TryAsync(
            page, book.Of("PATCH", "me"), "me", new { settings = new { wireLogin = "password" } }));
        Assert.Equal(HttpStatusCode.Conflict, await book.TryAsync(page, book.Of("DELETE", "me"), "me", new { password = person.Password }));
        var secret = (await admin.AskAsync(HttpMethod.Post, "totp")).GetProperty("secret").GetString()!;
        await admin.AskAsync(HttpMethod.Post, "totp/on",
            new { code = new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(DateTime.UtcNow) });
        foreach (var code in (string?[])[null, "000-000"])
            Assert.Equal(HttpStatusCode.Unauthorized, await book.TryAsync(page, book.Of("POST", "session"), "session",
                new { uin = person.Uin, password = person.Password, token = true, code }));
    }
}
