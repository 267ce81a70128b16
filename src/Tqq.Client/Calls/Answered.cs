using Tqq.Protocol.Replies;

namespace Tqq.Client;

/// <summary>A request was carried out (RES=0) and this came back.</summary>
internal readonly record struct Answered(ReplyHead Head, Reply Reply);
