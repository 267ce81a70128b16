using PuppeteerSharp;

namespace Tqq.EndToEnd.Tests.Web.Page.Views;

/// <summary>
/// How a view looks, coarse enough that another version of the browser makes no difference: a grid of cells, each with how bright it is,
/// how much is written in it, and how colourful it is, in 16 steps.
/// </summary>
/// <param name="Columns">How many cells stand beside each other.</param>
/// <param name="Cells">The cells, row by row, three hexadecimal digits each.</param>
public sealed record Look(int Columns, string Cells)
{
    /// <summary>So many pixels of the screen a cell is wide and high.</summary>
    public const int CellSize = 32;

    // So many of 16 steps may a cell differ.
    private const int Tolerance = 2;

    private const string Measure = """
        async (picture, columns, rows, size) => {
          const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
          const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d", { willReadFrequently: true });
          context.drawImage(bitmap, 0, 0);
          const step = value => Math.min(15, Math.floor(value / 16)).toString(16);
          const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
          const count = size * size;
          const cell = (column, row) => {
            let [light, square, colour] = [0, 0, 0];
            for (let place = 0; place < count; place++) {
              const at = ((row * size + Math.floor(place / size)) * bitmap.width + column * size + place % size) * 4;
              const [red, green, blue] = [data[at], data[at + 1], data[at + 2]];
              const grey = 0.3 * red + 0.6 * green + 0.1 * blue;
              light += grey;
              square += grey * grey;
              colour += Math.max(red, green, blue) - Math.min(red, green, blue);
            }
            const spread = Math.sqrt(Math.max(0, square / count - (light / count) ** 2));
            return step(light / count) + step(spread * 4) + step(colour / count * 2);
          };
          return Array.from({ length: columns * rows }, (_, at) => cell(at % columns, Math.floor(at / columns))).join("");
        }
        """;

    /// <summary>Looks at a picture.</summary>
    /// <param name="blank">A page of the browser without a document, in which it is drawn.</param>
    /// <param name="picture">The picture as PNG.</param>
    /// <param name="width">Its width in pixels.</param>
    /// <param name="height">Its height in pixels.</param>
    public static async Task<Look> OfAsync(IPage blank, byte[] picture, int width, int height)
    {
        var (columns, rows) = (width / CellSize, height / CellSize);
        return new(columns, await blank.EvaluateFunctionAsync<string>(
            Measure, Convert.ToBase64String(picture), columns, rows, CellSize));
    }

    /// <summary>The share of cells, from 0 to 1, that look another way in another look; 1 where the size is another.</summary>
    public double DifferenceFrom(Look other) => other.Cells.Length != Cells.Length ? 1
        : Cells.Chunk(3).Zip(other.Cells.Chunk(3), Differ).Average(differs => differs ? 1.0 : 0.0);

    private static bool Differ(char[] one, char[] other) =>
        one.Zip(other, (a, b) => Math.Abs(Step(a) - Step(b))).Max() > Tolerance;

    private static int Step(char digit) => Convert.ToInt32(digit.ToString(), 16);
}
