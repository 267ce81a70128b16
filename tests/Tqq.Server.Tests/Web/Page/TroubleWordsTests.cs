using System.Reflection;
using System.Text.RegularExpressions;
using Tqq.Server.Web.Admin;
using Tqq.Server.Web.Api;

namespace Tqq.Server.Tests.Web.Page;

/// <summary>Every kind of refusal of both APIs has words of the pages, in both languages.</summary>
public sealed partial class TroubleWordsTests
{
    public static TheoryData<string> Shared => [.. NamesOf(typeof(ApiError))];

    public static TheoryData<string> OfAdministrators => [.. NamesOf(typeof(AdminErrors))];

    [Theory]
    [MemberData(nameof(Shared))]
    public void What_both_apis_refuse_has_words_that_both_pages_have(string name) =>
        IsSaid(name, "app/parts/trouble.js", "app/chinese.js");

    [Theory]
    [MemberData(nameof(OfAdministrators))]
    public void What_the_admin_api_alone_refuses_has_words_of_its_pages(string name) =>
        IsSaid(name, "admin/sentences.js", "app/chinese.js", "admin/words.js");

    private static void IsSaid(string name, string sentences, params string[] chinese)
    {
        var words = Assert.Single(Entries(sentences), one => one.Key == name).Words;
        Assert.Contains(words, chinese.SelectMany(Entries).Select(one => one.Key));
    }

    private static IEnumerable<string> NamesOf(Type errors) => errors.GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => field.GetValue(null)).OfType<ApiError>().Select(error => error.Name);

    private static IEnumerable<(string Key, string Words)> Entries(string file) =>
        Entry().Matches(File.ReadAllText(Path.Combine(PageSources.Root, file)))
            .Select(one => (one.Groups["key"].Value, one.Groups["words"].Value));

    [GeneratedRegex("^  \"(?<key>[^\"]+)\":\\s+\"(?<words>[^\"]+)\",$", RegexOptions.Multiline)]
    private static partial Regex Entry();
}
