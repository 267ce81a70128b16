using Tqq.Server.Metrics;

namespace Tqq.Server.Push;

/// <summary>What became of notifications that were to be pushed to browsers.</summary>
/// <param name="figures">Where it stands.</param>
internal sealed class PushFigures(FigureList figures)
{
    private readonly CountFigure _pushes = figures.Count(
        "tqq.pushes", "Notifications that were pushed to browsers, and what became of them.",
        new FigureLabel("result", ["sent", "gone", "failed"]));

    /// <summary>
    /// A push service has answered, or could not be asked: it took one, says that the subscription is over (404, 410), or took none.
    /// </summary>
    public void Answered(PushFate fate) => _pushes.Add(fate switch { PushFate.Taken => 0, PushFate.Gone => 1, _ => 2 });
}
