using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using Tqq.Core.Log;
using Tqq.Server.Web.Api.Conversations;

namespace Tqq.Server.Web.Api.Events;

/// <summary>Writes server-sent events: `event`, `id` where a client may go on behind it, `data` in one line of JSON.</summary>
internal static class EventWriter
{
    /// <summary>Says after how many milliseconds to come again.</summary>
    public static void Retry(this PipeWriter output) => output.Write("retry: 2000\n\n"u8);

    /// <summary>Says that the connection lives.</summary>
    public static void Comment(this PipeWriter output) => output.Write(":\n\n"u8);

    /// <summary>An event.</summary>
    public static void Event<T>(this PipeWriter output, string name, T body, JsonTypeInfo<T> type, LogPosition? position = null)
    {
        Encoding.UTF8.GetBytes(position is { } at ? $"event: {name}\nid: {at}\ndata: " : $"event: {name}\ndata: ", output);
        output.Write(ApiJson.Write(body, type).Span);
        output.Write("\n\n"u8);
    }

    /// <summary>The event that an item of the log is; a tombstone is none.</summary>
    public static void Item(this PipeWriter output, LogItem item, LogPosition at)
    {
        switch (item.Kind)
        {
            case LogKind.Deleted:
                break;
            case LogKind.Read:
                output.Event("read", new ReadThroughBody(item.Peer.Value, item.Text), EventJson.Default.ReadThroughBody, at);
                break;
            case LogKind.Deletion:
                output.Event("deleted", new DeletedBody(item.Peer.Value, item.Text), EventJson.Default.DeletedBody, at);
                break;
            case LogKind.Friend:
                output.Event("friend", new FriendBody(item.Peer.Value, item.Text == "1"), EventJson.Default.FriendBody, at);
                break;
            default:
                var body = MessageBody.Of(item);
                output.Event(NameOf(body.Kind), body, EventJson.Default.MessageBody, at);
                break;
        }
    }

    private static string NameOf(string kind) => kind switch
    {
        "message" => "message",
        "notice" => "announcement",
        _ => "request",
    };
}
