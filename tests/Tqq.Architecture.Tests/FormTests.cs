using System.Text.RegularExpressions;

namespace Tqq.Architecture.Tests;

/// <summary>
/// The page says itself what is wrong with a form, at its fields and in its language: every form is a Form, and what has limits in it is a
/// Field (`app/parts/form.js`). Of others the browser would say it, in its own language.
/// </summary>
public sealed partial class FormTests
{
    private static readonly string s_mechanism = Path.Combine("app", "parts", "form.js");

    private static IEnumerable<(string File, string Text)> Modules => Sources.OfPage
        .Where(file => file.Contains("src", StringComparison.Ordinal) && !file.EndsWith(s_mechanism, StringComparison.Ordinal)
            && file.EndsWith(".css", StringComparison.Ordinal) is false)
        .Select(file => (Path.GetRelativePath(Sources.Root, file), File.ReadAllText(file)));

    [Fact]
    public void Every_form_of_the_pages_is_a_Form() =>
        Assert.Empty(Modules.Where(one => FormElement().IsMatch(one.Text)).Select(one => one.File));

    [Fact]
    public void What_has_limits_is_a_Field() => Assert.Empty(
        from one in Modules
        from Match control in Control().Matches(one.Text)
        where Limit().IsMatch(control.Value)
        select $"{one.File}: {control.Value}");

    // The browser drops what is pasted beyond it, and says nothing. A Field says `most` instead.
    [Fact]
    public void No_field_of_the_pages_drops_what_is_beyond_its_limit() =>
        Assert.Empty(Modules.Where(one => one.Text.Contains("maxlength", StringComparison.OrdinalIgnoreCase)).Select(one => one.File));

    [Fact]
    public void Forms_and_limits_are_found_where_they_are()
    {
        Assert.Matches(FormElement(), "html`<form class=\"section\" onSubmit=${send}>`");
        Assert.Matches(Limit(), Control().Match("<input name=\"a\" onInput=${event => set(event)} required />").Value);
        Assert.Matches(Limit(), Control().Match("<textarea minlength=\"8\"></textarea>").Value);
        Assert.Matches(Limit(), Control().Match("<input ...${numberField()} />").Value);
        Assert.DoesNotMatch(Limit(), Control().Match("<input name=\"required\" /><${Field} required />").Value);
    }

    [GeneratedRegex("<form\\b")]
    private static partial Regex FormElement();

    // From its name to its end, which is not the first `>`: handlers have arrows.
    [GeneratedRegex("<input\\b.*?/>|<(select|textarea)\\b.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex Control();

    [GeneratedRegex("\\s(required|minlength|pattern|min|max)\\b(?!\")|numberField")]
    private static partial Regex Limit();
}
