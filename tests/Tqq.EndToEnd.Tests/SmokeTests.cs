namespace Tqq.EndToEnd.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void The_project_builds() => Assert.True(true);
}
