namespace Tqq.Client.Tests.Options;

public sealed class TqqClientOptionsTests
{
    [Fact]
    public void The_password_goes_out_as_its_md5() => Assert.Equal("1f3870be274f6c49b3e31a0c6728957f", TqqClientOptions.Md5Of("apple"));

    [Fact]
    public void The_text_form_shows_no_secret()
    {
        var text = new TqqClientOptions { Uin = 10001, Password = "apple", PasswordMd5 = "1f38", SessionKey = "key" }.ToString();
        Assert.Equal("10001 at http://127.0.0.1:8000/", text);
    }

    [Fact]
    public async Task What_is_not_allowed_is_said_before_anything_is_sent()
    {
        foreach (var (wrong, message) in new (Action<TqqClientOptions>, string)[]
        {
            (options => options.Uin = 10000, "Uin must be 10001 to 4294967295."),
            (options => options.Password = null, "Password is missing: give Password, or 32 hex digits as PasswordMd5."),
            (options => (options.Password, options.PasswordMd5) = (null, "abc"),
                "Password is missing: give Password, or 32 hex digits as PasswordMd5."),
            (options => options.Server = null!, "Server is missing."),
            (options => options.ConnectTimeout = TimeSpan.Zero, "ConnectTimeout must be more than 0 and at most a day."),
            (options => options.FirstByteTimeout = TimeSpan.FromDays(2), "FirstByteTimeout must be more than 0 and at most a day."),
            (options => options.PollInterval = TimeSpan.Zero, "PollInterval must be more than 0 and at most a day."),
            (options => options.MessageBurst = 21, "MessageBurst must be 1 to 20."),
            (options => options.RetryBudget = TimeSpan.FromSeconds(-1), "RetryBudget must be 0 to a day."),
        })
        {
            var options = new TqqClientOptions { Uin = 10001, Password = "apple" };
            wrong(options);
            var thrown = await Assert.ThrowsAsync<ArgumentException>(() =>
                TqqClient.SignInAsync(options, TestContext.Current.CancellationToken));
            Assert.StartsWith(message, thrown.Message, StringComparison.Ordinal);
        }
    }
}
