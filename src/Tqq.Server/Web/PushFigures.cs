using Tqq.Server.Metrics;

namespace Tqq.Server.Web;

/// <summary>What became of notifications that were to be pushed to browsers.</summary>
/// <param name="figures">Where it stands.</param>
internal sealed class PushFigures(FigureList figures)
{
    private readonly CountFigure _pushes = figures.Count(
        "tqq.pushes", "Notifications that were pushed to browsers, and what became of them.",
        new FigureLabel("result", ["sent", "gone", "failed"]));

    /// <summary>The push service took one.</summary>
    public void Sent() => _pushes.Add(0);

    /// <summary>The push service says that the subscription is over (404, 410).</summary>
    public void Gone() => _pushes.Add(1);

    /// <summary>It could not be sent.</summary>
    public void Failed() => _pushes.Add(2);
}
