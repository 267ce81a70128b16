using Tqq.Bench.Processes;

namespace Tqq.Bench.Tests.Processes;

public sealed class ProcStatTests
{
    [Fact]
    public void A_name_may_hold_spaces_and_parentheses() => Assert.Equal(
        new ProcStat(Id: 42, Parent: 7, Ticks: 1 + 2 + 3 + 4),
            ProcStat.Parse("42 (a) b (c) S 7 42 42 0 -1 4194560 1 0 0 0 1 2 3 4 20 0 1 0 100 0 0"));

    [Fact]
    public void A_tree_is_all_that_descend_from_its_root()
    {
        ProcStat[] all = [new(1, 0, 1), new(10, 1, 1), new(11, 10, 1), new(12, 11, 1), new(20, 1, 1), new(13, 10, 1)];
        Assert.Equal([10, 11, 12, 13], ProcStat.Tree(10, all).Select(process => process.Id).Order());
    }

    [Fact]
    public void A_root_that_has_ended_has_no_tree() => Assert.Empty(ProcStat.Tree(99, [new(1, 0, 1)]));
}
