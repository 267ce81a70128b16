namespace Tqq.Fuzz.Targets;

/// <summary>All there are; a new target is a line here and a folder in the corpus.</summary>
internal static class TargetList
{
    public static readonly IReadOnlyList<ITarget> All = [new HeadTarget(), new RequestTarget(), new ReplyTarget(), new SegmentTarget()];

    public static ITarget? Find(string name) => All.FirstOrDefault(target => target.Name == name);
}
