namespace Tqq.Server.Metrics;

/// <summary>What the overview remembers of a step of time; not a number is what was not measured in it.</summary>
/// <param name="MessagesPerMinute">Texts that recipients took within the minute before its end.</param>
/// <param name="Online">Accounts that were online at its end.</param>
/// <param name="RequestsPerSecond">Requests of the HTTP QQ port and the web port, for a second.</param>
/// <param name="HeldReplies">Replies that were being held back at its end.</param>
/// <param name="ToDiskP99">In how many seconds 99 of 100 changes were on disk.</param>
/// <param name="ToPageP99">In how many seconds 99 of 100 news that were on disk had gone to streams.</param>
/// <param name="StoreBytes">The size of the store at its end.</param>
/// <param name="Errors">Errors in the log.</param>
internal readonly record struct FigureSample(double MessagesPerMinute, double Online, double RequestsPerSecond, double HeldReplies,
    double ToDiskP99, double ToPageP99, double StoreBytes, double Errors)
{
    /// <summary>Several steps as one: the mean, of delays the worst, of errors the sum.</summary>
    public static FigureSample Of(ReadOnlySpan<FigureSample> steps)
    {
        var all = steps.ToArray();
        return new(Mean(step => step.MessagesPerMinute), Mean(step => step.Online), Mean(step => step.RequestsPerSecond),
            Mean(step => step.HeldReplies), Worst(step => step.ToDiskP99), Worst(step => step.ToPageP99), Mean(step => step.StoreBytes),
            all.Sum(step => step.Errors));

        double Mean(Func<FigureSample, double> value) => Known(value).DefaultIfEmpty(double.NaN).Average();
        double Worst(Func<FigureSample, double> value) => Known(value).DefaultIfEmpty(double.NaN).Max();
        IEnumerable<double> Known(Func<FigureSample, double> value) => all.Select(value).Where(one => !double.IsNaN(one));
    }
}
