using System.Globalization;
using Tqq.Core.Devices;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Server.Storage;

namespace Tqq.Server.Web.Api;

/// <summary>What the OpenAPI document says of members beyond their types: bounds of numbers, and the words that a text may be.</summary>
internal static class ApiSchemas
{
    // A member has the same words wherever it stands; those of one schema alone are named with it.
    private static readonly Dictionary<string, IReadOnlyList<string>> s_words = new()
    {
        ["whoMayAdd"] = SettingWords.WordsOf<WhoMayAdd>(),
        ["whoMayFind"] = SettingWords.WordsOf<WhoMayFind>(),
        ["wireLogin"] = SettingWords.WordsOf<WireLogin>(),
        ["keepsSent"] = SettingWords.WordsOf<KeepsSent>(),
        ["status"] = SettingWords.WordsOf<Status>(),
        ["rights"] = SettingWords.WordsOf<TokenRights>(),
        ["registration"] = SettingWords.WordsOf<RegistrationMode>(),
        ["as"] = ["friend", "stranger"],
        ["outcome"] = ["added", "asked", "needs-words", "refused"],
        ["sex"] = [.. ProfileCodes.Sex.Names],
        ["bloodType"] = [.. ProfileCodes.BloodType.Names],
        ["constellation"] = [.. ProfileCodes.Constellation.Names],
        ["zodiac"] = [.. ProfileCodes.Zodiac.Names],
        ["MessageBody.kind"] = ["message", "request", "accepted", "refused", "notice", "deleted"],
        ["SessionBody.kind"] = ["browser", "program", "bot", "admin"],
    };

    /// <summary>Corrects what is known of a member by its name.</summary>
    public static void Correct(MemberSchema member)
    {
        if (member.Name == "uin")
            (member.Schema.Minimum, member.Schema.Maximum) = ("10001", uint.MaxValue.ToString(CultureInfo.InvariantCulture));
        if (member.Name == "whoSees")
            BodySchemas.ChooseEach(member, ProfileNames.Choosable, SettingWords.WordsOf<Audience>());
        // What a profile says in words for people is of each language.
        if (member.Of != "CodeWordsBody" && (s_words.TryGetValue(member.Name, out var words)
            || s_words.TryGetValue($"{member.Of}.{member.Name}", out words)))
            BodySchemas.Choose(member, words);
    }
}
