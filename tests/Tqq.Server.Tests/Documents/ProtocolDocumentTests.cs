using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Tqq.Core.Profiles;
using Tqq.Protocol.Commands;
using Tqq.Server.Hosting;
using Tqq.Server.Hosting.Settings;

namespace Tqq.Server.Tests.Documents;

/// <summary>
/// docs/protocol.md says what the server does: every example is sent to a server, and every citation of a section finds it.
/// </summary>
public sealed partial class ProtocolDocumentTests
{
    private static readonly string[] s_folders = ["src", "tests", "samples", "bench"];

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_example_of_the_protocol_document_gets_the_reply_that_stands_below_it()
    {
        var data = Directory.CreateTempSubdirectory("tqq-");
        try
        {
            await using var server = await StartAsync(Path.Combine(data.FullName, "data"));
            List<(string Account, string Key)> keys = [];
            foreach (var exchange in ProtocolDocument.Exchanges(text =>
                Filled(text, [.. keys.Where(key => key.Account == Account().Match(text).Value).Select(key => key.Key)])))
            {
                var got = await AskAsync(server.Wire[0].Address, exchange.Request);
                if (Key().Match(got) is { Success: true } drawn)
                    keys.Add((Account().Match(got).Value, drawn.Groups[1].Value));
                Assert.Equal(exchange.Reply(), got);
            }

            Assert.Equal(3, keys.Count);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    [Fact]
    public void Every_command_has_a_section_with_a_request_and_a_reply()
    {
        var sections = ProtocolDocument.Text.Split("\n### ").Where(section => section.StartsWith("5.", StringComparison.Ordinal)).ToList();
        Assert.Equal(11, sections.Count);
        Assert.All(sections, section =>
        {
            var name = section.Split([' ', '\n'])[1];
            Assert.True(CommandTable.TryFind(Encoding.ASCII.GetBytes(name), out _), name);
            Assert.Contains($"\n> VER=1.1&CMD={name}&", section, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_citation_of_the_protocol_is_a_section_of_the_document()
    {
        var files = s_folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(ProtocolDocument.Root, folder), "*", SearchOption.AllDirectories))
            .Where(path => Path.GetExtension(path) is ".cs" or ".csproj" or ".md" or ".sh")
            .Concat(Directory.EnumerateFiles(ProtocolDocument.Root, "*.md"))
            .Append(Path.Combine(ProtocolDocument.Root, "docs", "protocol.md"));
        var cited = files.SelectMany(path =>
            Citation().Matches(File.ReadAllText(path)).Select(match => (Path: path, Section: match.Groups[1].Value))).ToList();
        Assert.True(cited.Count > 300, $"only {cited.Count} citations were found");
        Assert.DoesNotContain(cited, citation => !ProtocolDocument.Sections.Contains(citation.Section));
    }

    private static string Filled(string text, IReadOnlyList<string> keys) =>
        text.Replace("<key>", keys.ElementAtOrDefault(keys.Count - 1), StringComparison.Ordinal)
            .Replace("<old key>", keys.ElementAtOrDefault(keys.Count - 2), StringComparison.Ordinal);

    private static async Task<TqqServer> StartAsync(string data)
    {
        var defaults = new TqqServerOptions();
        var server = await TqqServer.StartAsync(
            defaults with
            {
                Data = data,
                Listen = [new(new(IPAddress.Loopback, 0), IsTls: false)],
                Web = new(new(IPAddress.Loopback, 0), IsTls: false),
                Rules = defaults.Rules with { Penalty = TimeSpan.Zero },
            },
            TimeProvider.System,
            _ => { },
            Now);
        foreach (var account in ProtocolDocument.Accounts)
        {
            var settings = AccountSettings.Default with
            {
                WhoMayAdd = account.WhoMayAdd switch { "anyone" => WhoMayAdd.Anyone, "nobody" => WhoMayAdd.Nobody, _ =>
                    AccountSettings.Default.WhoMayAdd },
            };
            await server.Accounts.CreateAsync(new(new(account.Uin), Profile.Named(account.Nick), settings, true, DateTimeOffset.UnixEpoch),
                account.Password, Now);
        }

        return server;
    }

    private static async Task<string> AskAsync(IPEndPoint address, string request)
    {
        using var client = new TcpClient(address.AddressFamily);
        await client.ConnectAsync(address, Now);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request), Now);
        // No further request: the server closes behind its reply.
        client.Client.Shutdown(SocketShutdown.Send);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(Now);
    }

    [GeneratedRegex("&SK=([A-Za-z0-9_-]{22})$")]
    private static partial Regex Key();

    [GeneratedRegex("&UIN=[0-9]+")]
    private static partial Regex Account();

    // Sections of RFCs are cited as such.
    [GeneratedRegex(@"(?<!RFC \d+,? )§(\d+(?:\.\d+)?)")]
    private static partial Regex Citation();
}
