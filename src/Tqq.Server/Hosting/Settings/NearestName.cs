namespace Tqq.Server.Hosting.Settings;

/// <summary>Finds what somebody meant who mistyped a name.</summary>
public static class NearestName
{
    private const int Farthest = 3;

    /// <summary>The name that differs least.</summary>
    /// <param name="name">What was typed.</param>
    /// <param name="known">The names that there are.</param>
    /// <returns>The nearest; null where even that differs in more than 3 letters, or in half of what was typed.</returns>
    public static string? Of(string name, IEnumerable<string> known) =>
        known.MinBy(candidate => Distance(name, candidate)) is { } nearest && Distance(name, nearest) is var distance
            && distance <= Farthest && distance * 2 <= name.Length ? nearest : null;

    // Levenshtein.
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (left[i - 1] == right[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }
}
