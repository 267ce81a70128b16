namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>What tests do with the forms of a page: fill them in by keys, send them, and look what is said at their fields.</summary>
internal static class FormPage
{
    private const string Take = """
        selector => {
          const field = [...document.querySelectorAll(selector)].find(one => one.checkVisibility());
          field?.focus();
          field?.select();
          return field && document.activeElement === field;
        }
        """;

    private const string Send = """
        selector => {
          const { form } = [...document.querySelectorAll(selector)].find(one => one.checkVisibility());
          const button = form.querySelector("button:not([type=button])");
          if (button.disabled) return false;
          button.click();
          return true;
        }
        """;

    // Marked for eyes (border, icon, sentence) and for screen readers, and ready to be written again.
    private const string IsSaid = """
        (selector, words) => {
          const field = [...document.querySelectorAll(selector)].find(one => one.checkVisibility());
          const said = (field?.getAttribute("aria-describedby") ?? "").split(" ").map(id => document.getElementById(id))
            .find(one => one?.classList.contains("error"));
          return field?.getAttribute("aria-invalid") === "true" && document.activeElement === field
            && said?.innerText.trim().includes(words) && said.querySelector("svg") && said.role === "alert"
            && field.form.querySelectorAll("[role=alert]").length === 1
            && getComputedStyle(field).borderTopColor === getComputedStyle(said).color;
        }
        """;

    extension(PageBrowser browser)
    {
        /// <summary>Has the page speak a language from now on.</summary>
        public async Task SpeakAsync(string language)
        {
            await browser.Page.EvaluateFunctionAsync("language => localStorage.setItem('tqq.language', language)", language);
            await browser.Page.ReloadAsync();
        }

        /// <summary>Writes into a field that is to be seen, in place of what stands there, as somebody does.</summary>
        public async Task FillAsync(string field, string text)
        {
            await browser.WaitUntilAsync(Take, field);
            if (text.Length == 0)
                await browser.Page.Keyboard.PressAsync("Backspace");
            else
                await browser.Page.Keyboard.SendCharacterAsync(text);
        }

        /// <summary>Sends the form of a field.</summary>
        public Task SendAsync(string field) => browser.WaitUntilAsync(Send, field);

        /// <summary>Waits until a field is wrong, says so in these words alone, and has the focus.</summary>
        public Task WaitForFaultAsync(string field, string words) => browser.WaitUntilAsync(IsSaid, field, words);

        /// <summary>Sends the form of a field with a value that is wrong there.</summary>
        public async Task ExpectFaultAsync(string field, string text, string words)
        {
            await browser.FillAsync(field, text);
            await browser.SendAsync(field);
            await browser.WaitForFaultAsync(field, words);
        }
    }
}
