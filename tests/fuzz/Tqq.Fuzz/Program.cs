// What tests/fuzz/run.sh puts together. A target has the name of its folder in tests/fuzz/corpus.
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SharpFuzz;
using Tqq.Fuzz.Mutation;
using Tqq.Fuzz.Targets;

switch (args)
{
    case ["targets"]:
        foreach (var target in TargetList.All)
            Console.WriteLine(target.Name);
        return 0;
    case ["words", var name] when TargetList.Find(name) is { } target:
        foreach (var word in target.Words)
            Console.WriteLine($"\"{string.Concat(Encoding.Latin1.GetBytes(word).Select(value => $"\\x{value:x2}"))}\"");
        return 0;
    case ["instrument", var assembly, .. var spaces]:
        Console.WriteLine(
            $"{Fuzzer.Instrument(assembly, type => spaces.Any(space => type.StartsWith(space, StringComparison.Ordinal)), Options.Value).Count()} types of {Path.GetFileName(assembly)}");
        return 0;
    case ["afl", var name] when TargetList.Find(name) is { } target:
        Fuzzer.Run(input =>
        {
            using var bytes = new MemoryStream();
            input.CopyTo(bytes);
            target.Check(bytes.ToArray());
        });
        return 0;
    case ["check", var name, .. var files] when TargetList.Find(name) is { } target:
        return Report(target, [.. files.Select(file => MutationRun.Check(target, File.ReadAllBytes(file))).OfType<FailingInput>()],
            keepIn: null);
    case ["mutate", var name, var seconds, var seed, var findings, .. var folders] when TargetList.Find(name) is { } target:
        var corpus = folders.SelectMany(Directory.EnumerateFiles).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToList();
        var clock = Stopwatch.StartNew();
        var time = TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture));
        var report = MutationRun.Run(target, corpus, int.Parse(seed, CultureInfo.InvariantCulture), count =>
            count % 256 != 0 || clock.Elapsed < time);
        Console.WriteLine(report.Executions);
        return Report(target, report.Findings, findings);
    default:
        await Console.Error.WriteLineAsync(
            "usage: tests/fuzz/run.sh MINUTES [TARGET], or: targets | words TARGET | check TARGET FILE... | mutate TARGET SECONDS SEED FINDINGS FOLDER...");
        return 2;
}

static int Report(ITarget target, IReadOnlyList<FailingInput> findings, string? keepIn)
{
    foreach (var (input, cause) in findings)
    {
        var text = cause is DisagreementException ? cause.Message : cause.ToString();
        Console.Error.WriteLine($"{target.Name}: {text}\n  {Convert.ToHexStringLower(input.AsSpan(0, Math.Min(input.Length, 400)))}");
        if (keepIn is null)
            continue;
        Directory.CreateDirectory(keepIn);
        File.WriteAllBytes(Path.Combine(keepIn, Convert.ToHexStringLower(SHA256.HashData(input))[..16]), input);
    }

    return findings.Count == 0 ? 0 : 1;
}
