using Tqq.Core.Profiles;

namespace Tqq.Server.Web;

/// <summary>What is wrong with a field of a profile, the same in both APIs.</summary>
internal static class FieldWords
{
    /// <summary>The fault of a value that a field may not hold.</summary>
    /// <param name="rule">The rule of the field.</param>
    /// <param name="path">Where it stands in the body.</param>
    public static InputFault FaultOf(FieldRule rule, string path) => rule.Kind switch
    {
        FieldKind.Number => new(path, InputRule.Number, 0, rule.Most),
        FieldKind.Text => new(path, InputRule.Text, rule.Fewest, rule.Most),
        _ => new(path, InputRule.Choice),
    };
}
