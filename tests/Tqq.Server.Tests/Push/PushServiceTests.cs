using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using Tqq.Core.Devices;
using Tqq.Server.Push;

namespace Tqq.Server.Tests.Push;

/// <summary>What is sent to a push service, as that and the browser behind it see it.</summary>
public sealed class PushServiceTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly StubPushService _stub;
    private readonly PushReceiver _browser = new();
    private readonly PushKey _key = new(new MemoryKey());
    private readonly PushService _service;
    private readonly PushTarget _target;

    public PushServiceTests()
    {
        _stub = new(_time);
        _service = new(_stub, _key, new PushOptions { PublicUrl = "https://chat.qq.test" }, _time);
        _target = new("https://push.example.net:8443/send/4bf92f35", _browser.Key, _browser.Auth, PushWords.Text, _time.GetUtcNow());
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _service.Dispose();
        _stub.Dispose();
        _browser.Dispose();
    }

    [Fact]
    public void The_browser_of_these_tests_opens_the_example_of_RFC_8291()
    {
        var point = Base64Url.DecodeFromChars("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4");
        using var browser = new PushReceiver(
            ECDiffieHellman.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new() { X = point[1..33], Y = point[33..] },
                D = Base64Url.DecodeFromChars("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"),
            }),
            Base64Url.DecodeFromChars("BTBZMqHH6r4Tts7J_aSIgg"));
        Assert.Equal("When I grow up, I want to be a watermelon", browser.Open(Base64Url.DecodeFromChars(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTp"
            + "K4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN")));
    }

    [Fact]
    public async Task It_is_encrypted_for_the_browser_and_signed_for_the_service_with_the_key_that_is_kept()
    {
        Assert.Equal(PushFate.Taken, (await _service.SendAsync(_target, "你好", Cancelled)).Fate);
        var sent = await _stub.NextAsync();
        Assert.Equal((_target.Endpoint, "86400", "aes128gcm"), (sent.Address.AbsoluteUri, sent.TimeToLive, Assert.Single(sent.Encoding)));
        Assert.Equal("你好", _browser.Open(sent.Body));
        var key = (await _key.ReadAsync(Cancelled)).Public;
        var claims = PushReceiver.Verify(sent.Authorization, key);
        Assert.Equal(("https://push.example.net:8443", "https://chat.qq.test"), (claims.GetProperty("aud").GetString(),
            claims.GetProperty("sub").GetString()));
        var left = DateTimeOffset.FromUnixTimeSeconds(claims.GetProperty("exp").GetInt64()) - DateTimeOffset.UtcNow;
        Assert.InRange(left, TimeSpan.FromHours(1), TimeSpan.FromHours(24));
        await _service.SendAsync(_target, "again", Cancelled);
        var next = await _stub.NextAsync();
        Assert.NotEqual(sent.Body[..16], next.Body[..16]);
        PushReceiver.Verify(next.Authorization, key);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, PushFate.Taken)]
    [InlineData(HttpStatusCode.Accepted, PushFate.Taken)]
    [InlineData(HttpStatusCode.NoContent, PushFate.Taken)]
    [InlineData(HttpStatusCode.NotFound, PushFate.Gone)]
    [InlineData(HttpStatusCode.Gone, PushFate.Gone)]
    [InlineData(HttpStatusCode.TooManyRequests, PushFate.Later)]
    [InlineData(HttpStatusCode.InternalServerError, PushFate.Later)]
    [InlineData(HttpStatusCode.ServiceUnavailable, PushFate.Later)]
    [InlineData(HttpStatusCode.MovedPermanently, PushFate.Refused)]
    [InlineData(HttpStatusCode.TemporaryRedirect, PushFate.Refused)]
    [InlineData(HttpStatusCode.BadRequest, PushFate.Refused)]
    [InlineData(HttpStatusCode.Forbidden, PushFate.Refused)]
    [InlineData(HttpStatusCode.RequestEntityTooLarge, PushFate.Refused)]
    internal async Task What_it_is_answered_says_what_becomes_of_it(HttpStatusCode status, PushFate fate)
    {
        _stub.Answer(status);
        var answer = await _service.SendAsync(_target, "x", Cancelled);
        Assert.Equal((fate, null), (answer.Fate, answer.RetryAfter));
    }

    [Fact]
    public async Task When_to_try_again_is_what_the_service_says_within_an_hour()
    {
        foreach (var (said, wait) in new (RetryConditionHeaderValue, TimeSpan)[]
        {
            (new(TimeSpan.FromSeconds(90)), TimeSpan.FromSeconds(90)),
            (new(TimeSpan.FromDays(9)), TimeSpan.FromHours(1)),
            (new(TimeSpan.Zero), TimeSpan.FromSeconds(1)),
            (new(_time.GetUtcNow().AddMinutes(-5)), TimeSpan.FromSeconds(1)),
        })
        {
            _stub.Answer(HttpStatusCode.ServiceUnavailable, said);
            Assert.Equal(wait, (await _service.SendAsync(_target, "x", Cancelled)).RetryAfter);
        }
    }
}
