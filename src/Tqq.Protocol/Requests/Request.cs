namespace Tqq.Protocol.Requests;

/// <summary>What a request carries beyond its head: one case for each command (protocol.md §5).</summary>
public abstract record Request;
