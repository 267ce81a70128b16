using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;
using Tqq.Client;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Clients;

/// <summary>README's way to a bot, as it is written: packages, a fresh project, its program.</summary>
[LongRun]
public sealed class PackageTests(SharedServer shared)
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fresh_project_made_of_the_readme_answers()
    {
        using var directory = new TemporaryDirectory();
        var (bot, person) = (await shared.Server.AddPersonAsync(), await shared.Server.AddPersonAsync());
        var environment = Caches(directory);
        var script = Repository.ReadmeBlocks("sh").Single(block => block.Contains("dotnet pack", StringComparison.Ordinal))
            .Replace("-o packages", $"-o '{directory.At("packages")}' --no-build", StringComparison.Ordinal)
            .Replace("$OLDPWD/packages", directory.At("packages"), StringComparison.Ordinal)
            .Replace("../mybot", directory.At("mybot"), StringComparison.Ordinal);
        await DotnetProgram.RunAsync("bash", ["-eu", "-c", script], Repository.Root, environment);
        Check(directory.At("packages"));

        await File.WriteAllTextAsync(
            Path.Combine(directory.At("mybot"), "Program.cs"),
            Repository.ReadmeBlocks("csharp").First()
                .Replace("Uin = 10002, Password = \"pear\"",
                    $"Uin = {bot.Uin}, Password = \"{bot.Password}\", Server = new(\"http://{shared.Server.Wire}/\")",
                    StringComparison.Ordinal),
            Now);
        await using var program = DotnetProgram.Start("dotnet", ["run"], directory.At("mybot"), environment);
        await program.ReadUntilAsync($"{bot.Uin} listens");
        await using var client = await TqqClient.SignInAsync(new() { Uin = person.Uin, Password = person.Password,
            Server = new($"http://{shared.Server.Wire}/") }, Now);
        await client.SendAsync(bot.Uin, "hello", null, Now);
        await foreach (var item in client.ReadAsync(Now))
        {
            Assert.Equal(new Incoming.Message(bot.Uin, "You said: hello"), item);
            break;
        }
    }

    [Fact]
    public void The_programs_in_the_readmes_of_the_packages_have_ten_lines_at_most()
    {
        var program = Repository.ReadmeBlocks("csharp").First().Trim().Split('\n');
        Assert.InRange(program.Length, 1, 10);
    }

    private static void Check(string packages)
    {
        // Of one commit, and of no other: NuGet keeps the first package of a version that it has seen.
        var version = Directory.GetFiles(packages, "Tqq.Protocol.*.nupkg").Select(path =>
            Path.GetFileNameWithoutExtension(path)["Tqq.Protocol.".Length..]).Single();
        Assert.Matches(@"^\d+\.\d+\.\d+(-dev\.[1-9]\d*)?$", version);
        Assert.Equal(version,
            typeof(TqqClient).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]);
        foreach (var (id, dependencies) in new (string, string[])[]
        {
            ("Tqq.Protocol", []),
            ("Tqq.Client", ["Microsoft.Extensions.Logging.Abstractions", "Tqq.Protocol"]),
            ("Tqq.Client.Hosting", ["Microsoft.Extensions.Hosting.Abstractions", "Tqq.Client"]),
        })
        {
            using var package = ZipFile.OpenRead(Path.Combine(packages, $"{id}.{version}.nupkg"));
            using var symbols = ZipFile.OpenRead(Path.Combine(packages, $"{id}.{version}.snupkg"));
            foreach (var file in new[] { "README.md", $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml" })
                Assert.NotNull(package.GetEntry(file));
            Assert.NotNull(symbols.GetEntry($"lib/net10.0/{id}.pdb"));
            using var nuspec = package.GetEntry($"{id}.nuspec")!.Open();
            var metadata = XDocument.Load(nuspec).Root!.Elements().Single();
            Assert.Equal(dependencies, metadata.Descendants().Where(node => node.Name.LocalName == "dependency").Select(node =>
                node.Attribute("id")!.Value).Order(StringComparer.Ordinal));
            Assert.All(
                metadata.Descendants().Where(node =>
                    node.Name.LocalName == "dependency" && node.Attribute("id")!.Value.StartsWith("Tqq.", StringComparison.Ordinal)),
                dependency => Assert.Equal(version, dependency.Attribute("version")!.Value));
            Assert.Equal(40, metadata.Elements().Single(node => node.Name.LocalName == "repository").Attribute("commit")!.Value.Length);
        }

        Assert.Equal(6, Directory.GetFiles(packages).Length);
    }

    // What the registry has is taken from where this machine keeps it already; the packages of this checkout are to leave nothing there.
    private static Dictionary<string, string> Caches(TemporaryDirectory directory)
    {
        var usual = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } given
            ? given
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        foreach (var package in Directory.GetDirectories(usual, "microsoft.extensions.*"))
            Directory.CreateSymbolicLink(Path.Combine(Directory.CreateDirectory(directory.At("fallback")).FullName,
                Path.GetFileName(package)), package);
        return new() { ["NUGET_PACKAGES"] = directory.At("cache"), ["NUGET_FALLBACK_PACKAGES"] = directory.At("fallback") };
    }
}
