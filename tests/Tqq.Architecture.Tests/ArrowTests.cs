using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace Tqq.Architecture.Tests;

/// <summary>Who may name whom. Read from the built assemblies, so that no arrow hides behind a global using.</summary>
public sealed class ArrowTests
{
    private static readonly string[] Projects = ["Tqq.Protocol", "Tqq.Core", "Tqq.Client", "Tqq.Client.Hosting", "Tqq.Probe", "Tqq.Load",
        "Tqq.Server", "tqq"];

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Tqq.Protocol"] = [],
        ["Tqq.Core"] = [],
        ["Tqq.Client"] = ["Tqq.Protocol"],
        ["Tqq.Client.Hosting"] = ["Tqq.Client", "Tqq.Protocol"],
        ["Tqq.Server"] = ["Tqq.Core", "Tqq.Protocol"],
        ["Tqq.Probe"] = ["Tqq.Client", "Tqq.Protocol"],
        ["Tqq.Load"] = ["Tqq.Client", "Tqq.Protocol"],
        ["tqq"] = ["Tqq.Client", "Tqq.Probe", "Tqq.Load", "Tqq.Server", "Tqq.Core", "Tqq.Protocol"],
    };

    private static AssemblyDefinition Read(string name) =>
        AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, name + ".dll"));

    [Fact]
    public void Projects_reference_only_what_they_may()
    {
        foreach (var project in Projects)
        {
            using var assembly = Read(project);
            Assert.Empty(assembly.MainModule.AssemblyReferences.Select(reference => reference.Name).Where(Projects.Contains)
                .Except(Allowed[project]));
        }
    }

    [Fact]
    public void Protocol_and_the_probe_need_nothing_but_the_base_library_and_core_client_and_load_one_package_each()
    {
        foreach (var (project, extra) in new[]
        {
            ("Tqq.Protocol", ""), ("Tqq.Probe", ""), ("Tqq.Core", "Orleans.Serialization.Abstractions"),
                ("Tqq.Client", "Microsoft.Extensions.Logging.Abstractions"), ("Tqq.Load", "HdrHistogram"),
        })
        {
            using var assembly = Read(project);
            Assert.All(assembly.MainModule.AssemblyReferences, reference =>
                Assert.True(reference.Name.StartsWith("System.", StringComparison.Ordinal) || reference.Name == extra
                || Projects.Contains(reference.Name), reference.Name));
        }
    }

    [Theory]
    [InlineData("Tqq.Server.Storage", "Tqq.Protocol", "Tqq.Server.Wire", "Tqq.Server.Web", "Tqq.Server.Cluster", "Tqq.Server.Hosting",
        "Orleans.Runtime", "System.Net.Sockets")]
    [InlineData("Tqq.Server.Cluster", "Tqq.Protocol", "Tqq.Server.Wire", "Tqq.Server.Web", "Tqq.Server.Hosting", "Microsoft.Data.Sqlite")]
    [InlineData("Tqq.Server.Wire", "Tqq.Server.Storage", "Tqq.Server.Cluster", "Tqq.Server.Web", "Tqq.Server.Hosting",
        "Microsoft.Data.Sqlite", "Orleans.Runtime")]
    [InlineData("Tqq.Server.Web", "Tqq.Server.Wire", "Tqq.Server.Cluster", "Tqq.Server.Hosting", "Tqq.Protocol", "Microsoft.Data.Sqlite",
        "Orleans.Runtime")]
    [InlineData("Tqq.Server.Messaging", "Tqq.Server.Wire", "Tqq.Server.Cluster", "Tqq.Server.Web", "Tqq.Server.Hosting", "Tqq.Protocol")]
    public void A_room_never_sees_these(string room, params string[] forbidden)
    {
        using var assembly = Read("Tqq.Server");
        var seen = Arrows(assembly).Where(arrow => In(arrow.From, room)).Select(arrow => arrow.To).Distinct();
        Assert.All(seen, name => Assert.False(forbidden.Any(bad => In(name, bad)), $"{room} names {name}"));
    }

    [Fact]
    public void Orleans_hosts_the_accounts_from_one_folder_and_nobody_else_of_the_server_names_its_runtime()
    {
        using var assembly = Read("Tqq.Server");
        Assert.Equal(["Tqq.Server.Cluster.Orleans"], Arrows(assembly)
            .Where(arrow => In(arrow.To, "Orleans.Runtime") || In(arrow.To, "Orleans.Configuration") || In(arrow.To, "Orleans.Hosting"))
            .Select(arrow => arrow.From).Distinct());
    }

    [Fact]
    public void A_dialect_of_the_wire_is_named_by_the_one_place_that_puts_the_wire_together_and_by_nobody_else()
    {
        using var assembly = Read("Tqq.Server");
        string[] dialects = ["Tqq.Server.Wire.Http", "Tqq.Protocol.Http"];
        Assert.Equal(["Tqq.Server.Wire"], Arrows(assembly)
            .Where(arrow =>
                Array.Exists(dialects, dialect => In(arrow.To, dialect)) && !Array.Exists(dialects, dialect => In(arrow.From, dialect)))
            .Select(arrow => arrow.From).Distinct());
    }

    [Theory]
    [InlineData("tqq")]
    [InlineData("Tqq.Probe")]
    [InlineData("Tqq.Load")]
    public void Nobody_but_the_terminal_room_names_the_console_so_every_text_goes_through_its_door(string project)
    {
        using var assembly = Read(project);
        Assert.Empty(assembly.MainModule.GetAllTypes()
            .Where(type => RoomOf(type) != "Tqq.Cli.Terminal" && type.FullName != "Tqq.Cli.Program"
                && NamedBy(type).Any(named => named.FullName == "System.Console"))
            .Select(type => type.FullName));
    }

    [Fact]
    public void No_two_folders_stand_in_a_circle()
    {
        var arrows = new Dictionary<string, HashSet<string>>();
        foreach (var project in Projects)
        {
            using var assembly = Read(project);
            foreach (var (from, to) in Arrows(assembly).Where(arrow => arrow.To.StartsWith("Tqq.", StringComparison.Ordinal)))
                (arrows.TryGetValue(from, out var targets) ? targets : arrows[from] = []).Add(to);
        }

        foreach (var room in arrows.Keys)
            Assert.False(Reaches(arrows, room, room, []),
                $"{room} stands in a circle: {string.Join(", ", arrows[room].Where(next => Reaches(arrows, next, room, [])))}");
    }

    private static bool Reaches(Dictionary<string, HashSet<string>> arrows, string from, string to, HashSet<string> visited) =>
        arrows.GetValueOrDefault(from, []).Any(next => next == to || (visited.Add(next) && Reaches(arrows, next, to, visited)));

    private static bool In(string name, string room) => name == room || name.StartsWith(room + ".", StringComparison.Ordinal);

    private static IEnumerable<(string From, string To)> Arrows(AssemblyDefinition assembly) =>
        from type in assembly.MainModule.GetAllTypes()
        let room = RoomOf(type)
        where room.StartsWith("Tqq.", StringComparison.Ordinal)
        from other in NamedBy(type)
        let target = RoomOf(other)
        where target.Length > 0 && target != room
        select (room, target);

    private static string RoomOf(TypeReference type) => type.DeclaringType is { } outer ? RoomOf(outer) : type.Namespace;

    private static IEnumerable<TypeReference> NamedBy(TypeDefinition type)
    {
        var named = new List<TypeReference?> { type.BaseType };
        named.AddRange(type.Interfaces.Select(implemented => implemented.InterfaceType));
        named.AddRange(type.Fields.Select(field => field.FieldType));
        foreach (var method in type.Methods)
        {
            named.Add(method.ReturnType);
            named.AddRange(method.Parameters.Select(parameter => parameter.ParameterType));
            if (!method.HasBody)
                continue;
            named.AddRange(method.Body.Variables.Select(variable => variable.VariableType));
            foreach (var instruction in method.Body.Instructions)
            {
                named.Add(instruction.Operand switch
                {
                    TypeReference operand => operand,
                    MemberReference member => member.DeclaringType,
                    _ => null,
                });
                if (instruction.Operand is GenericInstanceMethod generic)
                    named.AddRange(generic.GenericArguments);
            }
        }

        return named.OfType<TypeReference>().SelectMany(Parts);
    }

    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Prepend(generic.ElementType),
        FunctionPointerType function =>
            function.Parameters.Select(parameter => parameter.ParameterType).Append(function.ReturnType).SelectMany(Parts),
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        GenericParameter => [],
        _ => [type],
    };
}
