using Tqq.Core.Profiles;

namespace Tqq.Server.Web;

/// <summary>The nickname of a new account, the same in both APIs. What is wrong is a <see cref="BadInputException"/>.</summary>
internal static class NickWords
{
    /// <summary>The profile of an account that is called so.</summary>
    public static Profile Read(string? nick)
    {
        if (nick is null)
            throw new BadInputException(new("nick", InputRule.Missing), "nick is missing");
        var (path, rule) = ("nick", FieldRules.Of(ProfileField.NK));
        return rule.IsLegal!(nick) ? Profile.Named(nick)
            : throw new BadInputException(FieldWords.FaultOf(rule, path), $"{path} must be {rule.Allowed}");
    }
}
