using System.CommandLine;
using System.CommandLine.Parsing;
using Tqq.Cli.Language;

namespace Tqq.Cli.Addresses;

/// <summary>`--server HOST:PORT`, for commands that speak to a server over bare sockets.</summary>
internal static class ServerOption
{
    public static Option<ServerAddress> Create() => new("--server")
    {
        Description = Localized.Of("The server, HOST:PORT.", "服务器，主机:端口。"), HelpName = "HOST:PORT", DefaultValueFactory = _ => new("127.0.0.1", ServerAddress.DefaultPort), CustomParser = Read,
    };

    private static ServerAddress Read(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!ServerAddress.TryParse(text, out var address))
            result.AddError(Localized.Of($"--server '{text}' may be HOST:PORT, such as 127.0.0.1:8000", $"--server “{text}”应为 主机:端口，例如 127.0.0.1:8000"));
        return address;
    }
}
