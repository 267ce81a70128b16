using Microsoft.AspNetCore.Http;
using Tqq.Server.Web.Api;

namespace Tqq.Server.Web.Admin;

/// <summary>Kinds of refusals that only the admin API knows.</summary>
internal static class AdminErrors
{
    public static readonly ApiError ConfirmPassword = new("confirm-password", StatusCodes.Status403Forbidden,
        "this asks for the password again: POST /admin/api/v1/session/confirm, which is good for ten minutes");

    public static readonly ApiError NotTheCode = new("not-the-code", StatusCodes.Status403Forbidden,
        "the code in the body is wrong, or was used: nothing was changed");

    public static readonly ApiError NoLink = new("no-link", StatusCodes.Status403Forbidden,
        "there is no such link, or it was used or is over");

    public static readonly ApiError LastAdministrator = new("last-administrator", StatusCodes.Status409Conflict,
        "nobody would be left who may everything: nothing was changed");
}
