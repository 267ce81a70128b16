using Tqq.Server.Web.Page;

namespace Tqq.Server.Tests.Web.Page;

/// <summary>How the modules of the page become a few scripts.</summary>
public sealed class PageScriptsTests
{
    [Fact]
    public void A_module_stands_behind_those_it_imports_and_each_stands_once() =>
        AssertScript(
            """
            const m0 = (() => {
            const a = 1;
            return { a };
            })();
            const m1 = (() => {
            const { a: one } = m0;
            async function b() { return one; }
            return { b };
            })();
            const m2 = (() => {

            const { a, b } = m1;
            b(a);
            return {  };
            })();
            export { m0, m1, m2 };

            """,
            Join(("app/main.js", "import \"./deep/a.js\";\nimport { a, b } from \"./deep/b.js\";\nb(a);\n"),
                ("app/deep/b.js", "import { a as one } from \"./a.js\";\nexport async function b() { return one; }\n"),
                ("app/deep/a.js", "export const a = 1;\n")));

    [Fact]
    public void Libraries_export_by_name_hand_on_what_others_export_and_have_a_default() =>
        AssertScript(
            """
            const m0 = (() => {
            var n=1;function t(){}
            return { h: n, one: t };
            })();
            const m1 = (() => {
            const { h: i } = m0;var whole=i;
            return { one: m0.one, it: m0.h };
            })();
            const m2 = (() => {
            const whole = function(s){return s}
            return { default: whole };
            })();
            const m3 = (() => {
            const { it } = m1;
            const { default: htm } = m2;
            htm(it);
            return {  };
            })();
            export { m0, m1, m2, m3 };

            """,
            Join(("app/main.js", "import { it } from \"../lib/b.js\";\nimport { default as htm } from \"../lib/c.js\";\nhtm(it);\n"),
                ("lib/a.js", "var n=1;function t(){}export{n as h,t as one};"),
                ("lib/b.js", "import{h as i}from\"./a.js\";export{one,h as it}from\"./a.js\";var whole=i;"),
                ("lib/c.js", "export default function(s){return s}")));

    [Fact]
    public void What_is_in_a_script_beside_it_is_imported_from_there()
    {
        var sent = new Dictionary<string, string>();
        var scripts = Scripts(sent, ("lib/a.js", "export const a = 1;\n"), ("app/main.js", "import { a } from \"../lib/a.js\";\na();\n"));
        scripts.Join("app.js", ["app/main.js"], scripts.Join("lib.js", ["lib/a.js"]));
        AssertScript(
            """
            import * as s0 from "./lib.1.js";
            const m0 = (() => {
            const { a } = s0.m0;
            a();
            return {  };
            })();
            export { m0 };

            """, sent["app.js"]);
    }

    [Fact]
    public void What_is_asked_for_later_is_a_script_that_is_given_what_is_there_already_and_is_asked_for_anew_where_it_did_not_come()
    {
        var sent = new Dictionary<string, string>();
        Scripts(sent, ("app/a.js", "export const a = 1;\n"),
            ("app/main.js", "import { a } from \"./a.js\";\nexport const more = async () => await import(\"./more.js\");\na();\n"),
            ("app/more.js", "import { a } from \"./a.js\";\nexport { b } from \"./b.js\";\na();\n"), ("app/b.js", "export const b = 2;\n"))
            .Join("app.js", ["app/main.js"]);
        AssertScript(
            """
            export function open(g0) {
            const m0 = (() => {
            const b = 2;
            return { b };
            })();
            const m1 = (() => {
            const { a } = g0;

            a();
            return { b: m0.b };
            })();
            return m1;
            }

            """, sent["more.js"]);
        AssertScript(
            """
            const m0 = (() => {
            const a = 1;
            return { a };
            })();
            const m1 = (() => {
            const { a } = m0;
            const more = async () => await later0();
            a();
            return { more };
            })();
            function later0() {
              const fail = fault => {
                later0.asked = undefined;
                later0.again = `${later0.again ?? "?"}1`;
                throw fault;
              };
              return later0.asked ??= import("./more.1.js" + (later0.again ?? "")).then(part => part.open(m0), fail);
            }
            export { m0, m1 };

            """, sent["app.js"]);
    }

    [Fact]
    public void What_is_asked_for_later_and_is_there_already_is_given_at_once() =>
        Assert.Contains("function later0() { return Promise.resolve(m0); }\n",
            Join(("app/main.js", "import { a } from \"./a.js\";\na(await import(\"./a.js\"));\n"), ("app/a.js", "export const a = 1;\n")),
            StringComparison.Ordinal);

    [Fact]
    public void Comments_that_have_lines_of_their_own_are_left_out_and_what_stands_in_a_line_of_code_stays() => AssertScript(
        """
        const m0 = (() => {
        const a = "https://qq.example"; // an address
          const b = /** @type {import("./b.js").B} */ (a);
        return {  };
        })();
        export { m0 };

        """, Join(("app/main.js", """
        // @ts-check
        /** One line. */
        /**
         * Several lines: `a * b` and
         * an end.
         */
        const a = "https://qq.example"; // an address
          // Indented.
          const b = /** @type {import("./b.js").B} */ (a);

        """.ReplaceLineEndings("\n"))));

    [Fact]
    public void Modules_that_import_each_other_in_a_circle_are_named() =>
        Assert.Contains("app/main.js, app/a.js, app/main.js", Assert.Throws<InvalidOperationException>(() => Join(
            ("app/main.js", "import { a } from \"./a.js\";\n"), ("app/a.js", "import { b } from \"./main.js\";\n"))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_module_that_is_missing_is_named_with_who_imports_it() =>
        Assert.Contains("app/main.js imports 'app/a.js'", Assert.Throws<InvalidOperationException>(() =>
            Join(("app/main.js", "import { a } from \"./a.js\";\n"))).Message, StringComparison.Ordinal);

    private static string Join(params (string Path, string Text)[] modules)
    {
        var sent = new Dictionary<string, string>();
        Scripts(sent, modules).Join("app.js", ["app/main.js"]);
        return sent["app.js"];
    }

    private static PageScripts Scripts(Dictionary<string, string> sent, params (string Path, string Text)[] modules) =>
        new(modules.ToDictionary(module => module.Path, module => module.Text), (name, text) =>
        {
            sent[name] = text;
            return Path.ChangeExtension(name, ".1.js");
        });

    private static void AssertScript(string expected, string script) => Assert.Equal(expected.ReplaceLineEndings("\n"), script);
}
