using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>The OpenAPI document, compared with what the server really answers.</summary>
public sealed partial class AdminDocumentTests(SharedServer shared)
{
    [GeneratedRegex("`(?<method>GET|POST|PUT|PATCH|DELETE) (?<path>/[^`? ]*)[^`]*`")]
    private static partial Regex Named();

    [Fact]
    public async Task It_is_readable_without_the_token_and_names_the_scheme_and_the_real_version()
    {
        var document = (await AdminDocument.ReadAsync(shared.Server)).Root;
        var version =
            System.Reflection.CustomAttributeExtensions.GetCustomAttribute<System.Reflection.AssemblyInformationalVersionAttribute>(
            typeof(Server.Hosting.TqqServer).Assembly)!.InformationalVersion.Split('+')[0];
        Assert.Equal(version, document.GetProperty("info").GetProperty("version").GetString());
        var schemes = document.GetProperty("components").GetProperty("securitySchemes");
        Assert.Equal(["token bearer", "cookie tqq-admin"], schemes.EnumerateObject().Select(scheme =>
            $"{scheme.Name} {scheme.Value.GetProperty(scheme.Name == "token" ? "scheme" : "name")}"));
        foreach (var operation in (await AdminDocument.ReadAsync(shared.Server)).Operations)
            Assert.True(operation.IsOpen || (operation.IsOfAdmin && operation.Description.GetProperty("security").EnumerateArray()
                .All(required => required.EnumerateObject().All(scheme => schemes.TryGetProperty(scheme.Name, out _)))),
                operation.ToString());
    }

    [Fact]
    public async Task What_it_says_of_each_operation_is_what_the_server_answers()
    {
        var document = await AdminDocument.ReadAsync(shared.Server);
        Assert.InRange(document.Operations.Count(), 13, 100);
        using var stranger = new HttpClient { BaseAddress = shared.Server.Web };
        foreach (var operation in document.Operations.Where(operation => operation.IsOfAdmin))
        {
            using var uninvited = await stranger.SendAsync(new(operation.Method, $"admin/api/v1/{operation.For(20_000)}"),
                TestContext.Current.CancellationToken);
            Says(operation, operation.IsOpen ? HttpStatusCode.BadRequest : HttpStatusCode.Unauthorized, uninvited);
            if (operation.Path.Contains("{uin}", StringComparison.Ordinal))
            {
                var right = operation.Path.EndsWith("/password", StringComparison.Ordinal) ? """{"password":"x"}"""
                    : operation.Path.Contains("/administrators/", StringComparison.Ordinal) ? """{"role":"full"}""" : "{}";
                using var missing = await shared.Server.AdminAsync(operation.Method, operation.For(19_999), operation.TakesBody
                    ? Json(right) : null);
                Says(operation, HttpStatusCode.NotFound, missing);
                using var none = await shared.Server.AdminAsync(operation.Method, operation.For(7), operation.TakesBody ? Json(right)
                    : null);
                Says(operation, HttpStatusCode.BadRequest, none);
            }

            if (!operation.TakesBody)
                continue;
            var uin = (await shared.Server.AddPersonAsync()).Uin;
            using var unclear = await shared.Server.AdminAsync(operation.Method, operation.For(uin),
                new StringContent("{}", null, "text/plain"));
            Says(operation, HttpStatusCode.UnsupportedMediaType, unclear);
            using var endless = await shared.Server.AdminAsync(operation.Method, operation.For(uin),
                Json($"{{\"x\":\"{new string('x', 65_536)}\"}}"));
            Says(operation, HttpStatusCode.RequestEntityTooLarge, endless);
            using var wrong = await shared.Server.AdminAsync(operation.Method, operation.For(uin), Json("[]"));
            Says(operation, HttpStatusCode.BadRequest, wrong);
        }
    }

    [Fact]
    public async Task The_page_about_it_names_each_operation_and_no_other()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs/admin-operations.md"),
            TestContext.Current.CancellationToken);
        var operations = (await AdminDocument.ReadAsync(shared.Server)).Operations.Where(operation => operation.IsOfAdmin);
        Assert.Equal(
            operations.Select(operation => $"{operation.Method} {operation.Path["/admin/api/v1".Length..]}").Order(StringComparer.Ordinal),
            Named().Matches(page).Select(match => $"{match.Groups["method"].Value} {match.Groups["path"].Value}").Distinct()
                .Order(StringComparer.Ordinal));
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static void Says(AdminOperation operation, HttpStatusCode expected, HttpResponseMessage answer)
    {
        Assert.True(expected == answer.StatusCode, $"{operation} answered {answer.StatusCode}, not {expected}");
        Assert.Contains(((int)expected).ToString(CultureInfo.InvariantCulture), operation.Answers);
    }
}
