using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Tqq.Server.Web.Api;

/// <summary>
/// How the API answers with JSON: texts stand there as they are, Chinese included, so that people can read them. Each folder of routes has
/// the serializers of its own bodies.
/// </summary>
internal static class ApiJson
{
    // Nothing of it is ever part of a page: the type says JSON, and browsers are told to believe it.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An answer.</summary>
    /// <param name="body">Its body.</param>
    /// <param name="type">How that is written.</param>
    /// <param name="status">Its status.</param>
    public static IResult Answer<T>(T body, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) =>
        new JsonResult(Write(body, type), status);

    /// <summary>A body as the API writes it.</summary>
    public static ReadOnlyMemory<byte> Write<T>(T body, JsonTypeInfo<T> type)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, s_options))
            JsonSerializer.Serialize(writer, body, type);
        return buffer.WrittenMemory;
    }

    private sealed class JsonResult(ReadOnlyMemory<byte> body, int status) : IResult, IStatusCodeHttpResult
    {
        public int? StatusCode => status;

        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            (response.StatusCode, response.ContentType, response.ContentLength) = (status, "application/json", body.Length);
            // What is somebody's own is for nobody's store.
            response.Headers.CacheControl = "no-store";
            return response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
        }
    }

    /// <summary>A text, or null for an empty one: what is not said is missing.</summary>
    public static string? OrNull(this string text) => text.Length == 0 ? null : text;
}
