using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Clients;

/// <summary>What a checkout makes of its history and of its lock files.</summary>
public sealed class VersionTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_version_is_that_of_the_tag_and_the_commits_behind_it()
    {
        Directory.CreateDirectory(_directory.At("Some"));
        foreach (var name in (string[])["Directory.Build.props", "Directory.Build.targets"])
            File.Copy(Path.Combine(Repository.Root, name), _directory.At(name));
        await File.WriteAllTextAsync(_directory.At("Some/Some.csproj"), """<Project Sdk="Microsoft.NET.Sdk" />""",
            TestContext.Current.CancellationToken);
        Assert.Equal("0.1.0", await VersionAsync());
        await GitAsync("init");
        await CommitAsync();
        await CommitAsync();
        Assert.Equal("0.1.0-dev.2", await VersionAsync());
        await GitAsync("tag", "v0.2.9");
        Assert.Equal("0.2.9", await VersionAsync());
        await CommitAsync();
        Assert.Equal("0.2.10-dev.1", await VersionAsync());
    }

    [Theory]
    [InlineData("RuntimeIdentifier=linux-arm64")]
    [InlineData("PublishAot=true")]
    public async Task Publishing_for_a_platform_leaves_the_lock_files_alone(string property)
    {
        var file = await EvaluateAsync(Path.Combine(Repository.Root, "src/Tqq.Cli"), "-getProperty:NuGetLockFilePath", "-p:" + property);
        Assert.StartsWith(Path.Combine(Repository.Root, "artifacts"), file, StringComparison.Ordinal);
    }

    [Fact]
    public Task What_the_readme_has_one_make_in_the_checkout_is_ignored_by_git() =>
        DotnetProgram.RunAsync("git", ["check-ignore", "packages/Tqq.Client.1.0.0.nupkg", "artifacts/bin/tqq.dll", "tqq-data/tqq.db"],
            Repository.Root);

    private Task<string> VersionAsync() => EvaluateAsync(_directory.At("Some"), "-t:TakeVersionFromGit", "-getProperty:Version");

    private Task<string> CommitAsync() =>
        GitAsync("-c", "user.name=Anna", "-c", "user.email=anna@example.org", "commit", "--quiet", "--allow-empty", "-m", "a change");

    private Task<string> GitAsync(params string[] arguments) => DotnetProgram.RunAsync("git", arguments, _directory.FullPath);

    private static async Task<string> EvaluateAsync(string project, params string[] arguments) =>
        (await DotnetProgram.RunAsync("dotnet", ["msbuild", project, "-nologo", .. arguments])).Trim();
}
