using System.Net;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>What an administrator can do while the audit log takes no line, or cannot be read.</summary>
public sealed class FailingAuditTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FailingStore _store = new();
    private LocalServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await LocalServer.StartAsync(_directory.At("data"), _store);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_full_disk_keeps_nobody_signed_in()
    {
        var (anna, bao) = (await _server.AddPersonAsync(), await _server.AddPersonAsync());
        using var admin = await AdminBrowser.SignInAsync(anna);
        using var other = await AdminBrowser.SignInAsync(bao);
        _store.Fault = DiskFault.Full;
        Assert.Equal("507 /errors/disk-full", await admin.RefusalAsync(HttpMethod.Post, $"accounts/{bao.Uin}/kick"));
        await admin.AskAsync(HttpMethod.Delete, $"administrators/{bao.Uin}/sessions", status: HttpStatusCode.NoContent);
        await admin.AskAsync(HttpMethod.Delete, "session", status: HttpStatusCode.NoContent);
        _store.Fault = DiskFault.None;
        foreach (var browser in new[] { admin, other })
            Assert.Equal("401 /errors/not-signed-in", await browser.RefusalAsync(HttpMethod.Get, "session"));
    }

    [Fact]
    public async Task A_log_that_cannot_be_read_is_not_as_it_was_written()
    {
        _store.Fault = DiskFault.IsDamaged;
        using var answer = await _server.AdminAsync(HttpMethod.Get, "audit/verify");
        _store.Fault = DiskFault.None;
        Assert.Contains("\"ok\":false",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
