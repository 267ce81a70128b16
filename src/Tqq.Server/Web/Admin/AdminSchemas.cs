using System.Globalization;
using Microsoft.OpenApi;
using Tqq.Core.Profiles;
using Tqq.Server.Passwords;
using Tqq.Server.Storage;

namespace Tqq.Server.Web.Admin;

/// <summary>What the admin API knows of members and parameters beyond their types.</summary>
internal static class AdminSchemas
{
    private static readonly Dictionary<string, IReadOnlyList<string>> s_words = new()
    {
        ["whoMayAdd"] = SettingWords.WordsOf<WhoMayAdd>(),
        ["whoMayFind"] = SettingWords.WordsOf<WhoMayFind>(),
        ["wireLogin"] = SettingWords.WordsOf<WireLogin>(),
        ["keepsSent"] = SettingWords.WordsOf<KeepsSent>(),
        ["role"] = [SettingWords.Word(AdminRole.Full), SettingWords.Word(AdminRole.ReadOnly)],
        ["registration"] = SettingWords.WordsOf<RegistrationMode>(),
        ["weakPassword"] = SettingWords.WordsOf<PasswordWeakness>(),
        ["to"] = SettingWords.WordsOf<AnnouncementAudience>(),
    };

    public static void Correct(OpenApiDocument document) => BodySchemas.Correct(document, Correct);

    /// <summary>A number is no text, and may be limited.</summary>
    public static void CorrectParameter(IOpenApiParameter parameter)
    {
        if (parameter.Schema is not OpenApiSchema schema)
            return;
        BodySchemas.CorrectNumber(schema);
        (schema.Minimum, schema.Maximum) = parameter.Name switch
        {
            "uin" => (Text(AccountWords.LowestUin), Text(uint.MaxValue)),
            "after" or "before" when (schema.Type & JsonSchemaType.Integer) != 0 => ("0", Text(uint.MaxValue)),
            "limit" => ("1", Text(PageInput.Longest)),
            _ => (schema.Minimum, schema.Maximum),
        };
    }

    private static void Correct(MemberSchema member)
    {
        var (name, schema) = (member.Name, member.Schema);
        if (name == "uin" || (name is "from" or "to" && (schema.Type & JsonSchemaType.Integer) != 0))
            (schema.Minimum, schema.Maximum) = (Text(AccountWords.LowestUin), Text(uint.MaxValue));
        if (name == "uses")
            (schema.Minimum, schema.Maximum) = ("1", Text(Invitation.MostUses));
        if (name == "days")
            (schema.Minimum, schema.Maximum) = ("1", Text(InvitationRoutes.MostDays));
        if (name == "allowedAddresses")
            schema.MaxItems = WireAccess.MostAddresses;
        if ((schema.Type & JsonSchemaType.String) != 0 && s_words.TryGetValue(name, out var words))
            BodySchemas.Choose(member, words);
        if (name == "whoSees")
            BodySchemas.ChooseEach(member, AccountWords.Choosable, SettingWords.WordsOf<Audience>());
        if (name == "fields" && member.IsTaken)
            BodySchemas.Name(member, FieldRules.All.Where(rule => rule.CanBeSet).Select(rule =>
                (rule.Field.ToString(), new OpenApiSchema { Type = JsonSchemaType.String, Description = rule.Allowed })));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
