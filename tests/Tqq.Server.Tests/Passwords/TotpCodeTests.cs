using Tqq.Server.Passwords;

namespace Tqq.Server.Tests.Passwords;

/// <summary>Codes of a second factor, as RFC 6238 has them.</summary>
public sealed class TotpCodeTests
{
    // "12345678901234567890" in base 32, the secret of the test vectors (RFC 6238, appendix B; six of their eight digits).
    private const string Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    [Theory]
    [InlineData(59, "287082", 1)]
    [InlineData(1_111_111_109, "081804", 37_037_036)]
    [InlineData(2_000_000_000, "279037", 66_666_666)]
    public void The_vectors_of_the_standard_are_right_in_their_step_and_the_ones_beside_it(long second, string code, long step)
    {
        foreach (var beside in new[] { -30, 0, 30 })
            Assert.Equal(step, TotpCode.StepOf(Secret, code, DateTimeOffset.FromUnixTimeSeconds(second + beside)));
        Assert.Null(TotpCode.StepOf(Secret, code, DateTimeOffset.FromUnixTimeSeconds(second + 61)));
        Assert.Null(TotpCode.StepOf(Secret, code, DateTimeOffset.FromUnixTimeSeconds(second + 3600)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("28708")]
    [InlineData("2870821")]
    [InlineData(" 287082")]
    [InlineData("２８７０８２")]
    public void What_is_no_code_is_wrong(string text)
    {
        Assert.False(TotpCode.IsCode(text));
        Assert.Null(TotpCode.StepOf(Secret, text, DateTimeOffset.FromUnixTimeSeconds(59)));
    }

    [Fact]
    public void A_secret_has_160_bits_and_is_given_to_an_app_as_a_link()
    {
        var secret = TotpCode.MakeSecret();
        Assert.Matches("^[A-Z2-7]{32}$", secret);
        Assert.NotEqual(secret, TotpCode.MakeSecret());
        Assert.Equal($"otpauth://totp/Tqq:10001?secret={secret}&issuer=Tqq&algorithm=SHA1&digits=6&period=30",
            TotpCode.UriOf(secret, "10001"));
    }
}
