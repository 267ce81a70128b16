using Tqq.Protocol.Commands;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Requests;

namespace Tqq.Protocol.Tests.Commands;

/// <summary>Each command has a row, and nothing that a row needs is missing.</summary>
public sealed class CommandTableTests
{
    // One request of each command, as a client writes it. A command that is not here fails the tests below.
    private static readonly Dictionary<Command, string> Examples = new()
    {
        [Command.Login] = "&PS=0123&M5=1&LC=ab",
        [Command.List] = "&TN=160&UN=0",
        [Command.QueryStat] = "&TN=50&UN=0",
        [Command.GetInfo] = "&LV=2&UN=10001",
        [Command.AddToList] = "&UN=10001",
        [Command.AckAddToList] = "&UN=10001&CD=2&RS=hi",
        [Command.DelFromList] = "&UN=10001",
        [Command.ChangeStat] = "&ST=30",
        [Command.GetMsgEx] = "",
        [Command.CltMsg] = "&UN=10001&MK=k&MG=hi",
        [Command.Logout] = "",
    };

    public static TheoryData<Command> All => [.. Enum.GetValues<Command>()];

    [Theory]
    [MemberData(nameof(All))]
    public void A_command_has_a_row_of_its_own_and_is_found_by_its_name_in_any_case(Command command)
    {
        Assert.Equal(command, command.Row.Command);
        Assert.Equal(command.WireName, command.Row.Name);
        foreach (var name in new[] { command.WireName, command.WireName.ToUpperInvariant(), command.WireName.ToLowerInvariant() })
        {
            Assert.True(CommandTable.TryFind(Bytes.Of(name), out var row));
            Assert.Same(command.Row, row);
        }
    }

    [Fact]
    public void There_are_as_many_rows_as_commands_and_no_name_stands_in_two() =>
        Assert.Equal(Enum.GetValues<Command>().Length, CommandTable.Rows.Select(row => row.Name.ToUpperInvariant()).Distinct().Count());

    [Theory]
    [MemberData(nameof(All))]
    public void A_request_of_a_command_says_which_it_is_and_is_written_as_it_was_read(Command command)
    {
        var body = $"VER=1.1&CMD={command.WireName}&SEQ=7&UIN=10002{Examples[command]}";
        var (head, request, failure) = Bytes.ReadRequest(body);
        Assert.Equal(ParseFailure.None, failure);
        Assert.Equal(command, request!.Command);
        Assert.Equal(body, Bytes.Write(head, request));
    }

    [Fact]
    public void Each_type_of_request_belongs_to_a_command_of_its_own()
    {
        var types = typeof(Request).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Request))).ToHashSet();
        Assert.Equal(types, [.. Examples.Select(example =>
            Bytes.ReadRequest($"VER=1.1&CMD={example.Key.WireName}&SEQ=7&UIN=10002{example.Value}").Request!.GetType())]);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void An_empty_reply_of_a_command_is_a_reply_or_lacks_a_field(Command command)
    {
        var (_, reply, failure) = Bytes.ReadReply($"VER=1.1&CMD={command.WireName}&SEQ=7&UIN=10002&RES=0");
        Assert.Equal(reply is null ? ParseFailure.MissingField : ParseFailure.None, failure);
    }
}
