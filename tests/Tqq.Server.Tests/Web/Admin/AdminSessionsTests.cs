using Microsoft.Extensions.Time.Testing;
using Tqq.Core;
using Tqq.Server.Web.Admin;

namespace Tqq.Server.Tests.Web.Admin;

/// <summary>How long an administrator's session in a browser lasts, and that it costs no more than it may.</summary>
public sealed class AdminSessionsTests
{
    private static readonly Uin s_anna = new(10001);

    private readonly FakeTimeProvider _time = new();
    private readonly AdminSessions _sessions;

    public AdminSessionsTests() => _sessions = new(_time, new("", default, [], "", _time));

    [Fact]
    public void It_ends_after_half_an_hour_unused()
    {
        var (_, secret) = _sessions.Open(s_anna, "mark");
        _time.Advance(TimeSpan.FromMinutes(29));
        Assert.NotNull(_sessions.Use(secret));
        _time.Advance(TimeSpan.FromMinutes(29));
        Assert.NotNull(_sessions.Use(secret));
        _time.Advance(TimeSpan.FromMinutes(30));
        Assert.Null(_sessions.Use(secret));
        Assert.Equal(0, _sessions.Count(s_anna, "mark"));
    }

    [Fact]
    public void It_ends_after_twelve_hours_however_much_it_is_used()
    {
        var (_, secret) = _sessions.Open(s_anna, "mark");
        for (var minutes = 0; minutes < 12 * 60; minutes += 20)
        {
            Assert.NotNull(_sessions.Use(secret));
            _time.Advance(TimeSpan.FromMinutes(20));
        }

        Assert.Null(_sessions.Use(secret));
    }

    [Fact]
    public void That_the_password_was_given_again_counts_for_ten_minutes_in_that_session()
    {
        var (session, secret) = _sessions.Open(s_anna, "mark");
        Assert.False(_sessions.IsConfirmed(session));
        var confirmed = _sessions.Confirm(session)!;
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromMinutes(10), _sessions.At(confirmed.ConfirmedUntil!.Value));
        _time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        Assert.True(_sessions.IsConfirmed(_sessions.Use(secret)!));
        Assert.False(_sessions.IsConfirmed(_sessions.Open(s_anna, "mark").Session));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(_sessions.IsConfirmed(_sessions.Use(secret)!));
    }

    [Fact]
    public void Of_an_administrator_there_are_ten_and_the_longest_unused_gives_way()
    {
        var secrets = Enumerable.Range(0, AdminSessions.Most).Select(_ =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return _sessions.Open(s_anna, "mark").Secret;
        }).ToList();
        _sessions.Open(new(10002), "mark");
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(_sessions.Use(secrets[0]));
        _sessions.Open(s_anna, "mark");
        Assert.Null(_sessions.Use(secrets[1]));
        Assert.NotNull(_sessions.Use(secrets[0]));
        Assert.Equal((AdminSessions.Most, 1), (_sessions.Count(s_anna, "mark"), _sessions.Count(new(10002), "mark")));
        _sessions.CloseAll(s_anna);
        Assert.Equal((0, 1), (_sessions.Count(s_anna, "mark"), _sessions.Count(new(10002), "mark")));
    }

    [Fact]
    public void One_that_began_with_another_password_does_not_count()
    {
        _sessions.Open(s_anna, "mark");
        _sessions.Open(s_anna, "mark of the new one");
        Assert.Equal(1, _sessions.Count(s_anna, "mark of the new one"));
    }

    [Fact]
    public void One_that_was_closed_opens_nothing_and_its_hash_is_all_that_is_kept()
    {
        var (session, secret) = _sessions.Open(s_anna, "mark");
        Assert.DoesNotContain(secret, session.ToString() + session.Hash, StringComparison.Ordinal);
        _sessions.Close(session);
        Assert.Null(_sessions.Use(secret));
        Assert.Null(_sessions.Confirm(session));
        Assert.Null(_sessions.Use("guess"));
    }
}
