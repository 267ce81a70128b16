using PuppeteerSharp;
using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Page;
using Tqq.EndToEnd.Tests.Web.Page.Views;
using ZXing;
using ZXing.Common;
using ZXing.QrCode;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>The second factor is switched on with a QR code that a camera can read: here ZXing reads a picture of the page.</summary>
[LongRun]
public sealed class QrCodeTests
{
    private const string Brightness = """
        async (picture, width, height) => {
          const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
          const context = new OffscreenCanvas(width, height).getContext("2d");
          context.drawImage(bitmap, 0, 0);
          const { data } = context.getImageData(0, 0, width, height);
          return Array.from({ length: width * height }, (_, at) => data[4 * at]);
        }
        """;

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task The_code_on_the_page_says_what_an_authenticator_app_has_to_know(string theme)
    {
        using var directory = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(directory.At("data"));
        var person = await server.AddPersonAsync();
        await AdminBrowser.AppointAsync(person);
        await using var browser = await PageBrowser.OpenAsync(server);
        await browser.Page.EmulateMediaFeaturesAsync(
            [new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = theme }]);
        // A camera sees more than a pixel of each edge.
        await browser.Page.SetViewportAsync(new() { Width = 1280, Height = 832, DeviceScaleFactor = 3 });
        await browser.EnterAdministrationAsync(person, "administrators");
        await browser.WaitForOneAsync(".section .setting .btn");
        await browser.Page.ClickAsync(".section .setting .btn");
        await browser.WaitForOneAsync("dialog[open] [type=password]");
        await browser.Page.TypeAsync("dialog[open] [type=password]", person.Password);
        await browser.Page.Keyboard.PressAsync("Enter");

        await browser.WaitForOneAsync("svg.qr");
        var secret = await browser.ReadAsync(".inline-form .secret span");
        // The dialog goes away by and by, and lies over the code until then.
        await browser.WaitForNoneAsync("dialog[open]");
        string? read = null;
        for (var tries = 0; read is null && tries < 100; tries++)
            read = await ReadAsync(await browser.Page.QuerySelectorAsync("svg.qr"));
        Assert.Equal($"otpauth://totp/Tqq:{person.Uin}?secret={secret}&issuer=Tqq&algorithm=SHA1&digits=6&period=30", read);
        // Of the refusal that asks for the password, and of nothing else.
        Assert.Contains("403", Assert.Single(await browser.ComplaintsAsync()), StringComparison.Ordinal);
    }

    private static async Task<string?> ReadAsync(IElementHandle drawn)
    {
        var picture = await drawn.ScreenshotDataAsync();
        // The size stands at the beginning of a PNG.
        var (width, height) = (BigEndian(picture.AsSpan(16)), BigEndian(picture.AsSpan(20)));
        await using var blank = await BlankPage.OpenAsync();
        var brightness = await blank.Page.EvaluateFunctionAsync<int[]>(Brightness, Convert.ToBase64String(picture), width, height);
        var source = new RGBLuminanceSource([.. brightness.Select(one => (byte)one)], width, height, RGBLuminanceSource.BitmapFormat.Gray8);
        // The reader is made for photographs: it misses a code now and then that is drawn to the pixel.
        return (Decode(new HybridBinarizer(source), DecodeHintType.TRY_HARDER)
            ?? Decode(new GlobalHistogramBinarizer(source), DecodeHintType.PURE_BARCODE))?.Text;

        static Result? Decode(Binarizer binarizer, DecodeHintType how) =>
            new QRCodeReader().decode(new BinaryBitmap(binarizer), new Dictionary<DecodeHintType, object> { [how] = true });
    }

    private static int BigEndian(ReadOnlySpan<byte> bytes) => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes);
}
