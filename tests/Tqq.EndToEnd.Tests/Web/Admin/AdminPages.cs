using System.Net;
using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>What tests of the admin API ask, and read of its answers.</summary>
internal static class AdminPages
{
    extension(TestServer server)
    {
        /// <summary>Asks, and expects a status; what is answered as JSON, if anything is.</summary>
        public async Task<JsonElement> AskAsync(HttpMethod method, string path, HttpStatusCode expected, object? body = null)
        {
            using var answer = await server.AdminAsync(method, path, body);
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True(expected == answer.StatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
            return text.Length == 0 ? default : JsonElement.Parse(text);
        }

        /// <summary>Asks for something that is there.</summary>
        public Task<JsonElement> GetAsync(string path) => server.AskAsync(HttpMethod.Get, path, HttpStatusCode.OK);

        /// <summary>The detail of a refusal.</summary>
        public async Task<string> RefusedAsync(HttpMethod method, string path, HttpStatusCode expected, object? body = null) =>
            (await server.AskAsync(method, path, expected, body)).GetProperty("detail").GetString()!;
    }

    extension(JsonElement json)
    {
        /// <summary>A member of each item of a list.</summary>
        public string[] Each(string list, string member) =>
            [.. json.GetProperty(list).EnumerateArray().Select(item => item.GetProperty(member).ToString())];

        /// <summary>A member as text; empty where it is not there.</summary>
        public string Text(string member) => json.TryGetProperty(member, out var value) ? value.ToString() : "";
    }
}
