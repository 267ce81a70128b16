namespace Tqq.EndToEnd.Tests.Web.Foreign;

/// <summary>What a page of elsewhere tries with a server, in the browser of somebody who is signed in there.</summary>
internal static class ForeignScript
{
    /// <summary>
    /// Sends each request in all the ways that a page has, and waits for each: `fetch` with and without CORS, with bodies that a browser
    /// asks no permission for and others, and, where it is asked for, forms of each type. Answers what of the answers it could read.
    /// </summary>
    public const string Write = """
        async writes => {
          const got = [];
          const multipart = body => {
            const form = new FormData();
            form.append("text", body);
            return form;
          };
          const ways = body => [
            ["json", { headers: { "Content-Type": "application/json" }, body }], ["text", { body }],
            ["blind text", { mode: "no-cors", body }], ["blind, in the end", { mode: "no-cors", body, keepalive: true }],
            ["blind form", { mode: "no-cors", body: new URLSearchParams({ text: body }) }],
            ["blind multipart", { mode: "no-cors", body: multipart(body) }],
          ];
          // A form of text/plain has a "=" in each line: where the body has none, it stands in a member of its own.
          const parts = body => body.includes("=") ? [body.slice(0, body.indexOf("=")), body.slice(body.indexOf("=") + 1)]
            : body.startsWith("{") && body.length > 2 ? [`${body.slice(0, -1)},"pad":"`, `"}`] : [body, ""];
          const into = document.createElement("iframe");
          // A frame has the name that it begins with.
          into.name = "into";
          document.body.append(into);
          const submit = (url, type, body) => new Promise(done => {
            const form = document.body.appendChild(document.createElement("form"));
            Object.assign(form, { method: "post", action: url, enctype: type, target: into.name });
            const field = form.appendChild(document.createElement("textarea"));
            [field.name, field.value] = parts(body);
            into.onload = () => {
              try {
                got.push(`form ${url}: ${into.contentWindow.document.body.innerText}`);
              } catch { }
              form.remove();
              done();
            };
            form.submit();
          });
          await Promise.all(writes.map(async ({ method, url, body }) => {
            for (const [way, init] of ways(body)) {
              if (init.mode && method !== "POST") continue;
              const answer = await fetch(url, { method, credentials: "include", ...init }).catch(() => null);
              if (answer && answer.type !== "opaque") got.push(`${way} ${method} ${url}: ${answer.status}`);
            }
          }));
          for (const { url, body } of writes.filter(one => one.form))
            for (const type of ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"]) await submit(url, type, body);
          return got;
        }
        """;

    /// <summary>
    /// Reads each address in all the ways that a page has, and listens to streams. Answers what it could read, or could tell of it.
    /// </summary>
    public const string Read = """
        async (reads, streams) => {
          const got = [];
          const load = (url, name, set) => new Promise(done => {
            const one = document.createElement(name);
            one.onload = () => {
              got.push(`${name} ${url}`);
              done();
            };
            one.onerror = done;
            set(one);
            document.body.append(one);
          });
          const listen = (url, source) => new Promise(done => {
            const heard = event => {
              if (event.type !== "error") got.push(`${event.type} ${url}`);
              source.close();
              done();
            };
            for (const type of ["open", "message", "error"]) source.addEventListener(type, heard);
          });
          const ask = url => new Promise(done => {
            const request = new XMLHttpRequest();
            request.onload = () => got.push(`XMLHttpRequest ${url}: ${request.responseText}`);
            request.onloadend = done;
            request.withCredentials = true;
            request.open("GET", url);
            request.send();
          });
          await Promise.all(reads.map(async url => {
            for (const mode of ["cors", "no-cors"]) {
              const answer = await fetch(url, { mode, credentials: "include" }).catch(() => null);
              if (answer && (answer.type !== "opaque" || await answer.text())) got.push(`fetch ${url}: ${answer.status}`);
            }
            await ask(url);
            await load(url, "script", one => { one.src = url; });
            await load(url, "img", one => { one.src = url; });
            await load(url, "link", one => { [one.rel, one.href] = ["stylesheet", url]; });
          }));
          for (const url of streams) {
            await listen(url, new EventSource(url, { withCredentials: true }));
            await listen(url, new WebSocket(url.replace("http", "ws")));
          }
          return got;
        }
        """;

    /// <summary>Shows an address in a frame. Answers what it could read of it.</summary>
    public const string Frame = """
        url => new Promise(done => {
          const frame = document.createElement("iframe");
          frame.src = url;
          frame.onload = () => {
            try {
              done(frame.contentWindow.document.body.innerText);
            } catch {
              done("");
            }
          };
          document.body.append(frame);
        })
        """;

    /// <summary>
    /// Opens an address in a window, and speaks to that until it is no longer the opener's: such a window is closed for who opened it.
    /// </summary>
    public const string Open = """
        async url => {
          const opened = open(url);
          while (!opened.closed) {
            opened.postMessage({ type: "SKIP_WAITING", text: "foreign" }, "*");
            await new Promise(later => setTimeout(later, 20));
          }
        }
        """;
}
