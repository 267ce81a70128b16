using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Api.Fuzzing;

/// <summary>
/// Requests that are made up from the OpenAPI document: values at and beyond the bounds, wrong types, broken JSON, odd headers and paths,
/// of callers with each right and with none.
/// </summary>
public sealed class ApiFuzzTests(UnlimitedServer unlimited)
{
    private static readonly int s_seed = int.Parse(Environment.GetEnvironmentVariable("API_FUZZ_SEED") ?? "1",
        System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task Whatever_is_asked_the_answer_is_one_that_the_document_describes() =>
        AssertNone(await new FuzzRun(unlimited.Server).RunAsync(requests: 800, atOnce: 2, s_seed));

    [Fact, LongRun]
    public async Task A_hundred_thousand_requests_make_no_fault_and_no_stack_trace()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await RunningServer.StartAsync(directory.At("data"), "--penalty", "0", "--rate-message", "off",
            "--rate-other", "off", "--rate-status", "off", "--rate-friend", "off");
        var (run, document) = (new FuzzRun(server), await ApiDocument.ReadAsync(server));
        // Most of them wait: sign-ins that follow others that failed are held back.
        AssertNone(await run.RunAsync(requests: 100_000, atOnce: 50, s_seed));
        // It would say little if nothing came in. Some need what nobody else does here: a request to accept, an invitation.
        var done = document.Operations.Count(operation => run.Done.GetValueOrDefault($"{operation}") > 10);
        Assert.True(done >= 0.8 * document.Operations.Count(), $"only {done} operations did what they are for");
        await server.TerminateAsync();
        Assert.DoesNotContain(server.Errors, line => line.StartsWith("   at ", StringComparison.Ordinal)
            || line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal));
    }

    private static void AssertNone(IReadOnlyCollection<string> faults) => Assert.True(faults.Count == 0, string.Join('\n', faults));
}
