using System.Collections.Immutable;
using System.Net;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>Networks and addresses as one text column, with spaces between them.</summary>
internal static class AddressText
{
    public static string Write<T>(ImmutableArray<T> values) => string.Join(' ', values);

    public static ImmutableArray<IPNetwork> Networks(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IPNetwork.Parse)];

    public static ImmutableArray<IPAddress> Addresses(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse)];
}
