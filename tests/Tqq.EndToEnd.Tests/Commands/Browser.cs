using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Commands;

/// <summary>A real browser without a window, and a server of its own that gives it one page.</summary>
public sealed class Browser : IAsyncDisposable
{
    private const string Program = "chromium";

    private readonly WebApplication _pages;
    private readonly TemporaryDirectory _profile = new();
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Browser(WebApplication pages) => _pages = pages;

    /// <summary>The origin of the page.</summary>
    public string Origin => _pages.Urls.Single();

    /// <summary>Whether there is one here.</summary>
    public static bool IsThere =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, Program)));

    /// <summary>Starts the server of the page. The page asks for `/done` when it has done all that it does.</summary>
    /// <param name="page">The page, told what stands behind `?` in its address.</param>
    public static async Task<Browser> StartAsync(string page)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var pages = builder.Build();
        var browser = new Browser(pages);
        pages.Run(context =>
        {
            if (context.Request.Path == "/done")
                browser._done.TrySetResult();
            context.Response.ContentType = "text/html; charset=utf-8";
            return context.Response.WriteAsync(context.Request.Path == "/" ? page : "");
        });
        await pages.StartAsync(TestContext.Current.CancellationToken);
        return browser;
    }

    /// <summary>Looks at the page until that has done all that it does.</summary>
    /// <param name="query">What stands behind `?`.</param>
    public async Task VisitAsync(string query)
    {
        string[] flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-background-networking", $"--user-data-dir={_profile.At("profile")}"];
        using var process = Process.Start(new ProcessStartInfo(Program, [.. flags, $"{Origin}/?{query}"]) { RedirectStandardError = true,
            RedirectStandardOutput = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken),
            process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        try
        {
            await Task.WhenAny(_done.Task, process.WaitForExitAsync(TestContext.Current.CancellationToken));
            if (!_done.Task.IsCompleted)
                Assert.Skip($"{Program} does not run here: {await errors}{await output}");
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _pages.DisposeAsync();
        _profile.Dispose();
    }
}
