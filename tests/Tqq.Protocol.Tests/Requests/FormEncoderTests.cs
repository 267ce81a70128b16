using System.Diagnostics;
using Tqq.Protocol.Requests;

namespace Tqq.Protocol.Tests.Requests;

/// <summary>What ordinary form encoders write is understood, whatever they leave as it is (protocol.md §2).</summary>
public sealed class FormEncoderTests
{
    private const string Text = "hi there~!'()*-._+&=% \u597d";
    private const string Head = "VER=1.1&CMD=CLTMSG&SEQ=1&UIN=10001&UN=10002&";

    /// <summary>The bytes that each wrote for the text; those of Go are by its documentation (url.QueryEscape).</summary>
    public static TheoryData<string, string> Recorded => new()
    {
        { "Python 3 urlencode", "MG=hi+there~%21%27%28%29%2A-._%2B%26%3D%25+%E5%A5%BD" },
        { "Go url.Values.Encode, PostForm", "MG=hi+there~%21%27%28%29%2A-._%2B%26%3D%25+%E5%A5%BD" },
        { "curl 7.88 --data-urlencode", "MG=hi+there~%21%27%28%29%2A-._%2B%26%3D%25+%E5%A5%BD" },
        { "curl of other versions", "MG=hi%20there~%21%27%28%29%2A-._%2B%26%3D%25%20%E5%A5%BD" },
        { "Perl LWP 6, URI 5.17 query_form", "MG=hi+there~!'()*-._%2B%26%3D%25+%E5%A5%BD" },
        { "URLSearchParams, a form in a browser", "MG=hi+there%7E%21%27%28%29*-._%2B%26%3D%25+%E5%A5%BD" },
        { "encodeURIComponent", "MG=hi%20there~!'()*-._%2B%26%3D%25%20%E5%A5%BD" },
    };

    // Programs and how they write the text, which is their last argument, to standard output.
    private static readonly (string Program, string[] Arguments)[] s_encoders =
    [
        ("python3", ["-c", "import sys,urllib.parse; print(urllib.parse.urlencode({'MG': sys.argv[1]}), end='')"]),
        ("perl", ["-MURI", "-e", "my $u = URI->new('http:'); $u->query_form(MG => $ARGV[0]); print $u->query"]),
        ("node", ["-e", "process.stdout.write(new URLSearchParams({MG: process.argv[1]}).toString())"]),
        ("php", ["-r", "echo http_build_query(['MG' => $argv[1]]);", "--"]),
        ("ruby", ["-ruri", "-e", "print URI.encode_www_form(MG: ARGV[0])"]),
    ];

    [Theory]
    [MemberData(nameof(Recorded))]
    public void What_an_encoder_wrote_is_the_text(string encoder, string field) => Assert.Equal((encoder, Text), (encoder, Read(field)));

    [Fact]
    public async Task What_form_url_encoded_content_writes_is_the_text()
    {
        using var content = new FormUrlEncodedContent([new("MG", Text)]);
        Assert.Equal(Text, Read(await content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task What_the_encoders_of_this_machine_write_is_the_text()
    {
        var written = await Task.WhenAll(s_encoders.Select(encoder => EncodeAsync(encoder.Program, [.. encoder.Arguments, Text])));
        Assert.All(written.OfType<string>(), field => Assert.Equal(Text, Read(field)));
        Assert.SkipWhen(written.All(field => field is null), "none of the encoders is on this machine");
    }

    [Theory]
    [InlineData("MG=a+b~!'()", "a b~!'()")]
    [InlineData("MG=a+b%20c", "a+b c")] // written by one that writes a space as %20: its + is one
    [InlineData("MG=a+b%2520", "a b%20")]
    [InlineData("MG=a+b;c", "a+b;c")]
    [InlineData("MG=a+b\u597d", "a+b\u597d")]
    public void A_plus_is_a_space_only_where_the_whole_body_is_what_an_encoder_writes(string field, string expected) =>
        Assert.Equal(expected, Read(field));

    private static string Read(string field) => Assert.IsType<CltMsgRequest>(Bytes.ReadRequest(Head + field, isForm: true).Request).Text;

    // Null where there is no such program, or it lacks a module.
    private static async Task<string?> EncodeAsync(string program, string[] arguments)
    {
        try
        {
            using var process =
                Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await error;
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return process.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
