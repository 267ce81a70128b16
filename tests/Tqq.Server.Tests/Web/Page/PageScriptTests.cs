using Tqq.Server.Web.Page;

namespace Tqq.Server.Tests.Web.Page;

/// <summary>How the modules of the page become one script.</summary>
public sealed class PageScriptTests
{
    [Fact]
    public void A_module_stands_behind_those_it_imports_and_each_stands_once() =>
        Assert.Equal(
            """
            import * as v0 from "./lib.1.js";
            const m0 = (() => {
            const { h: make } = v0;
            const a = make(1);
            return { a };
            })();
            const m1 = (() => {
            const { a } = m0;
            async function b() { return a; }
            return { b };
            })();
            const m2 = (() => {

            const { a, b } = m1;
            b(a);
            return {  };
            })();

            """.ReplaceLineEndings("\n"),
            Join(("app/main.js", "import \"./deep/a.js\";\nimport { a, b } from \"./deep/b.js\";\nb(a);\n"),
                ("app/deep/b.js", "import { a } from \"./a.js\";\nexport async function b() { return a; }\n"),
                ("app/deep/a.js", "import { h as make } from \"../../lib/lib.js\";\nexport const a = make(1);\n")));

    [Fact]
    public void Comments_that_have_lines_of_their_own_are_left_out_and_what_stands_in_a_line_of_code_stays() => Assert.Equal(
        """
        const m0 = (() => {
        const a = "https://qq.example"; // an address
          const b = /** @type {any} */ (a);
        return {  };
        })();

        """.ReplaceLineEndings("\n"), Join(("app/main.js", """
        // @ts-check
        /** One line. */
        /**
         * Several lines: `a * b` and
         * an end.
         */
        const a = "https://qq.example"; // an address
          // Indented.
          const b = /** @type {any} */ (a);

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

    private static string Join(params (string Path, string Text)[] modules) => PageScript.Join(
        modules.ToDictionary(module => module.Path, module => module.Text), "app/main.js",
        path => path == "lib/lib.js" ? "lib.1.js" : null);
}
