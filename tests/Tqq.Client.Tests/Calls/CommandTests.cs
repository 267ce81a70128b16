using Tqq.Client.Tests.Serving;

namespace Tqq.Client.Tests.Calls;

/// <summary>What each call says on the wire and what it makes of the answer.</summary>
public sealed class CommandTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private static async Task<(T Result, StubRequest Request)> AskAsync<T>(string command, string fields, Func<TqqClient, Task<T>> ask)
    {
        await using var server = new StubServer(request =>
            request.Command == command ? StubReply.To(request, 0, fields) : StubReply.Friendly(request));
        await using var client = await Guest.SignInAsync(server);
        var result = await ask(client);
        return (result, server.Requests.First(request => request.Command == command));
    }

    [Fact]
    public async Task Login_learns_the_pace_and_the_key()
    {
        await using var server = new StubServer(request =>
            request.Command == "LOGIN" ? StubReply.To(request, 0, "&RS=0&HI=60&LI=300&SK=abc") : StubReply.Friendly(request));
        await using var client = await Guest.SignInAsync(server);
        Assert.Equal((TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(300), "abc"),
            (client.Heartbeat, client.SessionLifetime, client.SessionKey));
        var login = server.Requests.First();
        Assert.Equal((TqqClientOptions.Md5Of(Guest.Password), "9326B87B234E7235", "1", "?", "0"),
            (login["PS"], login["LC"], login["M5"], login["SK"], login["AK"]));
    }

    [Fact]
    public async Task A_session_that_was_left_open_is_gone_on_with_without_a_login()
    {
        await using var server = new StubServer(StubReply.Friendly);
        var options = Guest.Options(server);
        options.SessionKey = "k";
        await using var client = await TqqClient.SignInAsync(options, Now);
        await client.CountFriendsAsync(Now);
        Assert.Equal(("LIST", "k"), (server.Requests.Single().Command, server.Requests.Single()["SK"]));
    }

    [Fact]
    public async Task Words_over_400_bytes_are_an_error_of_the_caller_and_nothing_is_sent()
    {
        await using var server = new StubServer(StubReply.Friendly);
        await using var client = await Guest.SignInAsync(server);
        var tooLong = new string('\u597d', 134);
        Assert.Equal("words", (await Assert.ThrowsAsync<ArgumentException>(() => client.AskFriendAsync(10002, tooLong, Now))).ParamName);
        Assert.Equal("reason",
            (await Assert.ThrowsAsync<ArgumentException>(() => client.RefuseFriendAsync(10002, tooLong, Now))).ParamName);
        Assert.DoesNotContain(server.Requests, request => request.Command.StartsWith("ACK", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Friends_are_counted() =>
        Assert.Equal(9, (await AskAsync("LIST", "&FN=9", client => client.CountFriendsAsync(Now))).Result);

    [Fact]
    public async Task Friends_are_listed()
    {
        var (friends, request) = await AskAsync("LIST", "&FN=1&SN=2&UN=36791785,99833581,", client => client.ListFriendsAsync(Now));
        Assert.Equal([36791785u, 99833581u], friends);
        Assert.Equal("160", request["TN"]);
    }

    [Fact]
    public async Task Of_two_replies_about_those_online_the_first_counts()
    {
        await using var server = new StubServer(request => request.Command == "QUERY_STAT"
            ? new([.. StubReply.To(request, 0, "&FN=3").Bytes, .. StubReply.To(request, 0, "&FC=&FN=1&SN=0&ST=&UN=&NK=").Bytes],
                Closes: true)
            : StubReply.Friendly(request));
        await using var client = await Guest.SignInAsync(server);
        Assert.Equal(3, await client.CountOnlineAsync(Now));
        Assert.Equal(0, await client.CountFriendsAsync(Now));
    }

    [Fact]
    public async Task Those_online_are_listed_as_far_as_all_lists_reach()
    {
        var (online, _) = await AskAsync("QUERY_STAT", "&FC=0,3,&FN=1&SN=2&ST=10,30,10,&UN=106814,106815,&NK=Hackfan 好,b%2cc,x,", client =>
            client.ListOnlineAsync(Now));
        Assert.Equal([new FriendOnline(106814, "Hackfan 好", UserStatus.Online, 0), new FriendOnline(106815, "b,c", UserStatus.Busy, 3)],
            online);
    }

    [Fact]
    public async Task A_profile_has_its_fields_by_name_and_by_letters()
    {
        var (profile, request) = await AskAsync("GETINFO", "&AG=19&XX=new&LV=3&SX=1&UN=106814&NK=Hackfan 好", client =>
            client.GetInfoAsync(106814, cancellationToken: Now));
        Assert.Equal((106814u, "Hackfan 好", 19u, 1u, null, ""),
            (profile.Uin, profile.Nick, profile.Age, profile.Sex, profile.BloodType, profile["CT"]));
        Assert.Equal(("3", "106814"), (request["LV"], request["UN"]));
    }

    [Theory]
    [InlineData(0, typeof(AddResult.Added))]
    [InlineData(1, typeof(AddResult.NeedsVerification))]
    [InlineData(2, typeof(AddResult.Refused))]
    public async Task Adding_has_three_outcomes(int code, Type outcome) =>
        Assert.IsType(outcome, (await AskAsync("ADDTOLIST", $"&CD={code}&UN=10002", client => client.AddFriendAsync(10002, Now))).Result);

    [Fact]
    public async Task Asking_accepting_and_refusing_are_codes_of_one_command()
    {
        await using var server = new StubServer(StubReply.Friendly);
        await using var client = await Guest.SignInAsync(server);
        await client.AskFriendAsync(10002, "it's me & you", Now);
        await client.AcceptFriendAsync(10003, Now);
        await client.RefuseFriendAsync(10004, "no", Now);
        Assert.Equal(
            [("10002", "2", "it's%20me%20%26%20you"), ("10003", "0", ""), ("10004", "1", "no")],
            server.Requests.Where(request => request.Command == "ACK_ADDTOLIST").Select(request =>
                (request["UN"], request["CD"], request["RS"])));
    }

    [Fact]
    public async Task Removing_changing_status_and_signing_out_say_what_they_have_to()
    {
        await using var server = new StubServer(StubReply.Friendly);
        await using var client = await Guest.SignInAsync(server);
        await client.RemoveFriendAsync(10002, Now);
        await client.ChangeStatusAsync(UserStatus.Invisible, Now);
        await client.SignOutAsync(Now);
        Assert.Equal(["DELFROMLIST 10002 ", "CHANGE_STAT  40", "LOGOUT  "],
            server.Requests.Skip(1).Select(request => $"{request.Command} {request["UN"]} {request["ST"]}"));
    }

    [Fact]
    public async Task The_end_of_a_client_is_a_logout_unless_the_session_is_to_stay()
    {
        foreach (var signsOut in new[] { true, false })
        {
            await using var server = new StubServer(StubReply.Friendly);
            var options = Guest.Options(server);
            options.SignOutOnDispose = signsOut;
            await (await TqqClient.SignInAsync(options, Now)).DisposeAsync();
            Assert.Equal(signsOut ? 1 : 0, server.Count("LOGOUT"));
        }
    }

    [Fact]
    public async Task A_long_text_goes_in_pieces_and_says_how_far_it_is()
    {
        await using var server = new StubServer(StubReply.Friendly);
        await using var client = await Guest.SignInAsync(server);
        var seen = new List<SendProgress>();
        await client.SendAsync(10002, new('A', 10_000), new() { Progress = new Seen(seen.Add) }, Now);
        Assert.Equal(Enumerable.Range(1, 25).Select(sent => new SendProgress(sent, 25)), seen);
        Assert.Equal(25, server.Count("CLTMSG"));
    }

    [Fact]
    public async Task A_text_that_was_cut_off_goes_on_with_the_piece_that_is_next()
    {
        await using var server = new StubServer(StubReply.Friendly);
        await using var client = await Guest.SignInAsync(server);
        var seen = new List<SendProgress>();
        await client.SendAsync(10002, new string('A', 400) + new string('B', 400) + "C",
            new() { AlreadySent = 2, Progress = new Seen(seen.Add) }, Now);
        Assert.Equal("C", server.Requests.Single(request => request.Command == "CLTMSG")["MG"]);
        Assert.Equal([new SendProgress(3, 3)], seen);
    }

    [Fact]
    public async Task An_unknown_status_and_an_empty_text_are_not_sent()
    {
        await using var server = new StubServer(StubReply.Friendly);
        await using var client = await Guest.SignInAsync(server);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.ChangeStatusAsync((UserStatus)15, Now));
        await Assert.ThrowsAsync<ArgumentException>(() => client.SendAsync(10002, "", null, Now));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Every_seq_is_larger_than_the_one_before()
    {
        await using var server = new StubServer(StubReply.Friendly);
        await using var client = await Guest.SignInAsync(server);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.CountFriendsAsync(Now)));
        var seqs = server.Requests.Select(request => ulong.Parse(request["SEQ"], System.Globalization.CultureInfo.InvariantCulture))
            .ToList();
        Assert.Equal(seqs.Distinct().Order(), seqs);
    }

    // Progress<T> reports on another thread, later.
    private sealed class Seen(Action<SendProgress> note) : IProgress<SendProgress>
    {
        public void Report(SendProgress value) => note(value);
    }
}
