using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Tqq.Protocol.Replies;
using Tqq.Protocol.Segments;

namespace Tqq.Micro;

/// <summary>Long texts to segments and back (protocol.md §5.9).</summary>
public class SegmentBenchmarks
{
    private static readonly string s_text = string.Concat(Enumerable.Repeat("words of two languages, 两种语言的文字; ", 100));
    private static readonly ImmutableArray<MessageItem> s_segments =
        [.. Segmenter.Cut(s_text).Select(piece => new MessageItem(9, 20_001, piece))];

    [Benchmark(Description = "cut a text of 5 KB into segments")]
    public int Cut() => Segmenter.Cut(s_text).Count();

    [Benchmark(Description = "join them")]
    public int Join() => SegmentJoiner.Join(s_segments).Length;
}
