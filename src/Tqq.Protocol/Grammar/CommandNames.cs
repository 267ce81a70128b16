using System.Text;

namespace Tqq.Protocol.Grammar;

/// <summary>The names of commands on the wire (protocol.md §2.2): one spelling in replies, any case in requests.</summary>
public static class CommandNames
{
    private static readonly string[] Names =
        ["LOGIN", "LIST", "QUERY_STAT", "GETINFO", "AddToList", "Ack_AddToList", "DelFromList", "Change_Stat", "GETMSGEX", "CLTMSG", "LOGOUT"];

    private static readonly byte[][] Bytes = [.. Names.Select(Encoding.ASCII.GetBytes)];

    extension(Command command)
    {
        /// <summary>The name as replies carry it.</summary>
        public string WireName => Names[(int)command];

        internal ReadOnlySpan<byte> WireNameBytes => Bytes[(int)command];
    }

    /// <summary>Finds a command by its name in any case.</summary>
    public static bool TryParse(ReadOnlySpan<byte> name, out Command command)
    {
        for (var at = 0; at < Bytes.Length; at++)
        {
            if (Ascii.EqualsIgnoreCase(name, Bytes[at]))
            {
                command = (Command)at;
                return true;
            }
        }

        command = default;
        return false;
    }
}
