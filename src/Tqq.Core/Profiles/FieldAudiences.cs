using Orleans;

namespace Tqq.Core.Profiles;

/// <summary>Who sees which field of a profile, as its owner has chosen. The default value has chosen nothing.</summary>
[GenerateSerializer, Immutable]
public readonly record struct FieldAudiences
{
    private const int BitsOfField = 2;
    private const ulong MaskOfField = (1UL << BitsOfField) - 1;

    // For each field 0 where nothing else than the default is chosen, or 1 more than the audience.
    [Id(0)]
    private readonly ulong _chosen;

    private FieldAudiences(ulong chosen) => _chosen = chosen;

    /// <summary>Who sees a field: as it was chosen, or as it is by default. Everyone sees a field that gives no choice.</summary>
    public Audience this[ProfileField field] => ChosenOf(field) ?? FieldRules.Of(field).Audience ?? Audience.Everyone;

    /// <summary>What is not as by default, in the order of the fields.</summary>
    public IEnumerable<KeyValuePair<ProfileField, Audience>> Chosen
    {
        get
        {
            foreach (var rule in FieldRules.All)
                if (ChosenOf(rule.Field) is { } audience)
                    yield return new(rule.Field, audience);
        }
    }

    /// <summary>The same choices with another one.</summary>
    /// <exception cref="ArgumentException">The field gives no choice.</exception>
    public FieldAudiences With(ProfileField field, Audience audience)
    {
        if (FieldRules.Of(field).Audience is not { } usual)
            throw new ArgumentException($"who sees {field} cannot be chosen");
        var at = BitsOfField * (int)field;
        var code = audience == usual ? 0UL : (ulong)audience + 1;
        return new((_chosen & ~(MaskOfField << at)) | (code << at));
    }

    private Audience? ChosenOf(ProfileField field) =>
        ((_chosen >> (BitsOfField * (int)field)) & MaskOfField) is var code and > 0 ? (Audience)(code - 1) : null;
}
