using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tqq.Server.Messaging;

namespace Tqq.Server.Web.Api;

/// <summary>
/// Counts calls that carry out no operation of the messenger, so that an account has no more of them than the wire gives it.
/// </summary>
internal static class ApiCharge
{
    /// <summary>
    /// Calls of the route count against the account's limit of everything else (protocol.md §6).
    /// </summary>
    public static RouteHandlerBuilder Charged(this RouteHandlerBuilder route) =>
        route.AddEndpointFilter(ChargeAsync).Fails(ApiError.TooFast);

    private static async ValueTask<object?> ChargeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var caller = http.Caller();
        var messenger = http.RequestServices.GetRequiredService<IDeviceMessenger>();
        return await messenger.ChargeAsync(caller.Uin, caller.Device, http.RequestAborted) is { } refusal
            && ApiOutcome.Refusal(refusal, $"account {caller.Uin}") is { } said
            ? said : await next(context);
    }
}
