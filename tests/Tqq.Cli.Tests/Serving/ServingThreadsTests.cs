using Tqq.Cli.Serving;

namespace Tqq.Cli.Tests.Serving;

public sealed class ServingThreadsTests
{
    [Fact]
    public void A_server_on_a_single_core_has_more_than_one_thread_to_answer_with()
    {
        ServingThreads.Prepare();

        ThreadPool.GetMinThreads(out var workers, out _);
        Assert.True(workers >= ServingThreads.Least, $"only {workers} threads");
    }
}
