using Tqq.Core.Access;
using Tqq.Core.Changes;
using Tqq.Core.Profiles;
using Tqq.Server.Storage;

namespace Tqq.Server.Tests.Storage;

/// <summary>Administrators, and what they did.</summary>
public abstract partial class StoreContract
{
    private async Task<IAuditStore> AuditAsync() => (IAuditStore)await StoreAsync();

    private async Task<string> WhatAsync(AuditFilter filter, long before = long.MaxValue, int limit = 10) => string.Join(' ',
        (await (await AuditAsync()).ListAuditAsync(filter, before, limit, TestContext.Current.CancellationToken)).Select(entry =>
            $"{entry.Number}:{entry.Act}:{entry.Target}:{entry.Detail}:{entry.Outcome}"));

    private static AuditRow Act(string act, string target = "", string detail = "", string who = "10001", int hour = 0) =>
        new(Noon.AddHours(hour), null, who, "192.0.2.7", act, target, detail, "");

    [Fact]
    public async Task A_role_is_kept_with_when_it_was_given_and_a_second_factor_only_with_a_role()
    {
        var factor = new SecondFactor("ABCD", true, 5, ["AA", "BB"]);
        var snapshot = await AfterAsync(
            new Change.RoleSet(AdminRole.Full, Noon), new Change.SecondFactorSet(factor),
            new Change.RoleSet(AdminRole.ReadOnly, Noon.AddHours(1)));
        Assert.Equal(AdminRole.ReadOnly, snapshot!.Account.Role);
        Assert.Equal(("ABCD", true, 5L, "AA BB"), (snapshot.SecondFactor!.Secret, snapshot.SecondFactor.IsOn,
            snapshot.SecondFactor.LastStep, string.Join(' ', snapshot.SecondFactor.Recovery)));
        Assert.Equal([(Anna, Noon)], await ((IAdminStore)await StoreAsync()).ListAdministratorsAsync(Cancelled));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_a_role_or_an_account_nothing_of_it_is_left(bool isDeleted)
    {
        await AfterAsync(new Change.RoleSet(AdminRole.Full, Noon), new Change.SecondFactorSet(SecondFactor.Of("ABCD")));
        await (await StoreAsync()).CommitAsync(Anna,
            isDeleted ? [new Change.AccountDeleted()] : [new Change.RoleSet(AdminRole.None, Noon), new Change.SecondFactorSet(null)]);
        Assert.Empty(await ((IAdminStore)await StoreAsync()).ListAdministratorsAsync(Cancelled));
        if (!isDeleted)
            Assert.Equal((AdminRole.None, null), ((await (await StoreAsync()).LoadAsync(Anna, Cancelled)) is { } after
                ? (after.Account.Role, after.SecondFactor) : default));
    }

    [Fact]
    public async Task Acts_are_listed_with_their_outcomes_newest_first_and_found_by_who_what_where_and_text()
    {
        var audit = await AuditAsync();
        var kick = await audit.AddAuditAsync(Act("account.kick", "10002"));
        await audit.AddAuditAsync(Act("administrator.add", "", "role=\"full\"", who: "token"));
        await audit.AddAuditAsync(Act("account.kick") with { ActOf = kick, Detail = "a\tb\n", Outcome = "done" });
        await audit.AddAuditAsync(Act("session.open", "10003", who: "nobody") with { Outcome = "refused: wrong password" });
        Assert.Equal("4:session.open:10003::refused: wrong password 2:administrator.add::role=\"full\": 1:account.kick:10002:a b :done",
            await WhatAsync(new()));
        Assert.Equal("2:administrator.add::role=\"full\":", await WhatAsync(new(Who: "token")));
        Assert.Equal("1:account.kick:10002:a b :done", await WhatAsync(new(Act: "account.")));
        Assert.Equal("4:session.open:10003::refused: wrong password", await WhatAsync(new(Text: "WRONG")));
        Assert.Equal("", await WhatAsync(new(Address: "192.0.2.8")));
        Assert.Equal("2:administrator.add::role=\"full\":", await WhatAsync(new(), before: 4, limit: 1));
        Assert.Equal([3, 4], (await audit.ReadAuditAsync(2, 10, Cancelled)).Select(link => link.Number));
    }

    [Fact]
    public async Task What_is_old_goes_from_the_beginning_and_the_chain_holds()
    {
        var audit = await AuditAsync();
        for (var hour = 0; hour < 6; hour++)
            await audit.AddAuditAsync(Act("account.kick", hour: hour == 4 ? 0 : hour));
        Assert.Equal(2, await audit.SweepAuditAsync(Noon.AddHours(3), 2));
        Assert.Equal(1, await audit.SweepAuditAsync(Noon.AddHours(3), 2));
        Assert.Equal(0, await audit.SweepAuditAsync(Noon.AddHours(3), 2));
        var (fault, first, last, _) = await audit.VerifyAuditAsync(Cancelled);
        Assert.Equal((null, 4, 6), (fault, first, last));
        Assert.Equal(3, await audit.SweepAuditAsync(Noon.AddHours(9), 10));
        Assert.Equal(7, await audit.AddAuditAsync(Act("account.kick")));
        (fault, first, last, _) = await audit.VerifyAuditAsync(Cancelled);
        Assert.Equal((null, 7, 7), (fault, first, last));
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;
}
