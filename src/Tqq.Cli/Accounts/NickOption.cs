using System.CommandLine;
using Tqq.Cli.Language;
using Tqq.Core.Profiles;

namespace Tqq.Cli.Accounts;

/// <summary>`--nick NAME` of commands that make an account. It is looked at here, before anybody is asked for a password.</summary>
internal static class NickOption
{
    public static Option<string?> Create(string description, bool isRequired = false)
    {
        var option = new Option<string?>("--nick") { Description = description, HelpName = "NAME", Required = isRequired };
        option.Validators.Add(result =>
        {
            var rule = FieldRules.Of(ProfileField.NK);
            if (result.GetValue(option) is { } nick && !rule.IsLegal!(nick))
                result.AddError(Localized.Of($"--nick must be {rule.Allowed}", $"--nick 应为{ServerTexts.Of(rule.Allowed)}"));
        });
        return option;
    }
}
