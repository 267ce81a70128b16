using Tqq.Server.Passwords;

namespace Tqq.Server.Tests.Passwords;

/// <summary>What is guessed first is no password.</summary>
public sealed class ChosenPasswordTests
{
    [Theory]
    [InlineData("12345678")]
    [InlineData("password")]
    [InlineData("PassWord1")]
    [InlineData("qwertyuiop")]
    [InlineData(" iloveyou ")]
    [InlineData("elizabeth")]
    public void A_common_one_is_known_in_whatever_case(string password) => Assert.True(ChosenPassword.IsCommon(password));

    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("密码密码密码密码")]
    [InlineData("# from zxcvbn")]
    [InlineData("")]
    public void Another_one_is_not(string password) => Assert.False(ChosenPassword.IsCommon(password));
}
