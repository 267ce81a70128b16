using System.Text;
using Microsoft.Data.Sqlite;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Durability;

/// <summary>A damaged file under the real server: what its people are told.</summary>
public sealed class DamageTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_damaged_message_is_handed_out_as_a_notice_and_the_one_beside_it_as_it_is()
    {
        Person me;
        await using (var server = await LocalServer.StartAsync(_directory.At("data")))
        {
            me = await server.AddOnlineAsync();
            await me.AskAsync("CLTMSG", $"&UN={me.Uin}&MG=this one is damaged");
            await me.AskAsync("CLTMSG", $"&UN={me.Uin}&MG=this one is whole");
        }

        Spoil("this one is damaged");
        await using var again = await LocalServer.StartAsync(_directory.At("data"));
        me = new Person(again, me.Uin, me.Password);
        var items = await me.FetchAsync();
        Assert.Equal(2, items.Length);
        Assert.StartsWith("9 10000 ", items[0], StringComparison.Ordinal);
        Assert.Contains("was damaged on the server's disk", items[0], StringComparison.Ordinal);
        Assert.Equal($"9 {me.Uin} this one is whole ", items[1]);
        Assert.Empty(await me.FetchAsync());
    }

    [Fact]
    public async Task A_damaged_account_is_refused_to_itself_and_to_others_and_nobody_else_suffers()
    {
        Person me, other;
        await using (var server = await LocalServer.StartAsync(_directory.At("data")))
        {
            (me, other) = (await server.AddOnlineAsync(nick: "spoilt nick"), await server.AddOnlineAsync());
        }

        Spoil("spoilt nick");
        await using var again = await LocalServer.StartAsync(_directory.At("data"));
        (me, other) = (new Person(again, me.Uin, me.Password), new Person(again, other.Uin, other.Password));
        Assert.Equal("3", await me.ResultAsync("GetMsgEx"));
        Assert.Contains("&RES=3", await me.LoginAsync(), StringComparison.Ordinal);
        Assert.Equal("3", await other.ResultAsync("CLTMSG", $"&UN={me.Uin}&MG=hello"));
        Assert.Equal("3", await other.ResultAsync("GetInfo", $"&LV=0&UN={me.Uin}"));
        Assert.Equal("0&MN=0&MT=&UN=&MG=", await other.ResultAsync("GetMsgEx"));
    }

    [Fact]
    public async Task A_damaged_page_that_is_nobodys_keeps_nobody_out()
    {
        Person me;
        await using (var server = await LocalServer.StartAsync(_directory.At("data")))
        {
            me = await server.AddOnlineAsync();
        }

        SpoilPages("census", "last_alive");
        await using var again = await LocalServer.StartAsync(_directory.At("data"));
        Assert.Equal("0&MN=0&MT=&UN=&MG=", await new Person(again, me.Uin, me.Password).ResultAsync("GetMsgEx"));
    }

    private string Store => Path.Combine(_directory.At("data"), "tqq.db");

    private void Spoil(string words)
    {
        var bytes = File.ReadAllBytes(Store);
        var at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(words));
        Assert.True(at > 0, "the words have to stand in the file");
        bytes[at] ^= 1;
        File.WriteAllBytes(Store, bytes);
    }

    private void SpoilPages(params string[] tables)
    {
        var pages = new List<long>();
        using (var connection = new SqliteConnection($"Data Source={Store};Mode=ReadOnly;Pooling=False"))
        {
            connection.Open();
            foreach (var table in tables)
            {
                using var command = connection.CreateCommand();
                command.CommandText = "SELECT rootpage FROM sqlite_schema WHERE name = $1";
                command.Parameters.AddWithValue("$1", table);
                pages.Add((long)command.ExecuteScalar()!);
            }
        }

        var bytes = File.ReadAllBytes(Store);
        foreach (var page in pages)
            bytes[((page - 1) * 4096) + 2000] ^= 1;
        File.WriteAllBytes(Store, bytes);
    }
}
