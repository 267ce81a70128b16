using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Core;
using Tqq.Core.Profiles;
using Tqq.Server.Messaging;
using Tqq.Server.Storage;

namespace Tqq.Server.Web.Admin;

/// <summary>The admin API's list of accounts, and what is found among them.</summary>
internal static class AccountListRoutes
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/accounts", ListAsync).Needs(AdminRight.Read).Produces<AccountPage>()
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<IResult> ListAsync(IAccountLookup lookup, IAdministrators administrators, CancellationToken ct,
        string? q = null, string? state = null, long after = 0, string? afterNick = null, int limit = PageInput.Usual)
    {
        var (asked, isSearch) = (SettingWords.ReadWord<AccountState>(state, "state") ?? AccountState.All, !string.IsNullOrEmpty(q));
        // They are few.
        ImmutableArray<Uin> administrating = asked == AccountState.Administrators
            ? [.. (await administrators.ListAsync(ct)).Select(one => one.Uin)] : [];
        var search = isSearch ? Read(q!) : asked switch
        {
            AccountState.Disabled => new AccountSearch.Shut(),
            AccountState.Administrators => new AccountSearch.Numbered(administrating),
            _ => new AccountSearch.All(),
        };
        var found = await lookup.FindAsync(
            search, asked == AccountState.Online,
            after == 0 && afterNick is null ? null : new(new(PageInput.Number(after, "after")), afterNick ?? ""),
            PageInput.Limit(limit), ct);
        var total = isSearch ? (long?)null : asked switch
        {
            AccountState.Online => lookup.Online,
            AccountState.Disabled => await lookup.CountShutAsync(ct),
            AccountState.Administrators => administrating.Length,
            _ => await lookup.CountAsync(ct),
        };
        var isMore = asked == AccountState.Disabled && total > IAccountIndex.MostCounted;
        return Results.Ok(new AccountPage(
            [.. found.Accounts.Where(IsAsked).Select(AccountWords.Show)],
            found.Next?.Uin.Value, search is AccountSearch.NickBegins ? found.Next?.Nick : null,
            isMore ? IAccountIndex.MostCounted : total, isMore));

        bool IsAsked(AccountSummary line) => asked switch
        {
            AccountState.Disabled => !line.Listing.Account.Enabled,
            AccountState.Administrators => line.Listing.Account.Role != AdminRole.None,
            _ => true,
        };
    }

    // Digits are an address to the base library, too.
    private static AccountSearch Read(string text) => text.All(char.IsAsciiDigit) ? new AccountSearch.NumberBegins(text)
        : text.AsSpan().ContainsAny('.', ':') && IPAddress.TryParse(text, out var address)
            ? new AccountSearch.UsedFrom(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)
        : new AccountSearch.NickBegins(text);

    private enum AccountState
    {
        All,
        Online,
        Disabled,
        Administrators,
    }
}
