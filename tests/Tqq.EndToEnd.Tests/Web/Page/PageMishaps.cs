namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>What may happen to a tab: its process is killed, what it asked is held up, the clock of the device is set.</summary>
internal static class PageMishaps
{
    // The clock of the device, which a test sets.
    private const string SetClock = """
        ahead => {
          if (!globalThis.Calendar) {
            globalThis.Calendar = Date;
            globalThis.Date = class extends Calendar {
              constructor(...parts) { super(...(parts.length ? parts : [Calendar.now() + globalThis.ahead])); }
              static now() { return Calendar.now() + globalThis.ahead; }
            };
          }
          globalThis.ahead = ahead;
        }
        """;

    private const string LoseAnswer = """
        () => {
          const own = globalThis.fetch;
          globalThis.fetch = async (...asked) => {
            const answer = await own(...asked);
            if (asked[1]?.method !== "POST") return answer;
            globalThis.fetch = own;
            throw new TypeError("lost");
          };
        }
        """;

    private const string IsNothingWaiting = """
        () => new Promise(resolve => {
          const opening = indexedDB.open('tqq');
          opening.onsuccess = () => {
            const counting = opening.result.transaction('outbox').objectStore('outbox').count();
            counting.onsuccess = () => {
              opening.result.close();
              resolve(counting.result === 0);
            };
          };
        })
        """;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    extension(PageBrowser browser)
    {
        /// <summary>Sets the clock of the device, as far as this tab sees it, so far ahead. Its timers go on as ever.</summary>
        public async Task SetClockAsync(TimeSpan ahead)
        {
            await browser.Page.EvaluateFunctionOnNewDocumentAsync(SetClock, ahead.TotalMilliseconds);
            await browser.Page.EvaluateFunctionAsync(SetClock, ahead.TotalMilliseconds);
        }

        /// <summary>Has the answer to the next POST lost on its way: the server has done what was asked.</summary>
        public Task LoseAnswerAsync() => browser.Page.EvaluateFunctionAsync(LoseAnswer);

        /// <summary>
        /// Waits until the browser keeps no text any more that is to be sent. A text is not shown as waiting when it stands in the log.
        /// </summary>
        public Task WaitUntilNothingWaitsAsync() => browser.WaitUntilAsync(IsNothingWaiting);

        /// <summary>
        /// Holds such requests on their way to the server, or the answers on their way back, from now on. The task that is answered ends
        /// when the request with this place among them is held; those before go through.
        /// </summary>
        /// <param name="path">How the path ends.</param>
        /// <param name="isAnswer">Whether the server has done what was asked before it is held.</param>
        /// <param name="place">Which of them is held, from 1.</param>
        public async Task<Task> FreezeAsync(string path, bool isAnswer, int place = 1)
        {
            var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var session = await browser.Page.CreateCDPSessionAsync();
            var count = 0;
            session.MessageReceived += (_, told) =>
            {
                if (told.MessageID != "Fetch.requestPaused")
                    return;
                if (Interlocked.Increment(ref count) == place)
                    held.SetResult();
                else if (count < place)
                    _ = session.SendAsync("Fetch.continueRequest",
                        new { requestId = told.MessageData.GetProperty("requestId").GetString() });
            };
            await session.SendAsync("Fetch.enable",
                new { patterns = new[] { new { urlPattern = "*" + path, requestStage = isAnswer ? "Response" : "Request" } } });
            return held.Task.WaitAsync(s_patience);
        }

        /// <summary>Has the process that runs this tab end at once, as the system does where memory runs out.</summary>
        public async Task CrashAsync()
        {
            var crashed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            browser.Page.Error += (_, _) => crashed.TrySetResult();
            await browser.Page.Client.SendAsync("Page.crash", waitForCallback: false);
            await crashed.Task.WaitAsync(s_patience);
        }
    }
}
