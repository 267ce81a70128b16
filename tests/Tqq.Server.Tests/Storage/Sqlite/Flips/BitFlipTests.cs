using System.Buffers.Binary;
using System.Globalization;

namespace Tqq.Server.Tests.Storage.Sqlite.Flips;

/// <summary>One bit of a store flips. A sample of `FLIPS` bits; tests/faults/bitflips takes a bit of every byte.</summary>
public sealed class BitFlipTests
{
    private const int Head = 8;

    private static readonly int s_sample =
        int.Parse(Environment.GetEnvironmentVariable("FLIPS") ?? "40", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_flipped_bit_is_noticed_or_changes_nothing(bool isKilled, bool inLog)
    {
        var whole = await SmallStore.MakeAsync(isKilled);
        using var trial = await FlipTrial.PrepareAsync(whole);
        var length = (inLog ? whole.Log : whole.Database).Length;
        var chance = new Random(1);
        for (var round = 0; round < s_sample; round++)
        {
            var bit = chance.NextInt64(length * 8L);
            var (verdict, why) = await trial.RunAsync(inLog, bit);
            Assert.True(verdict != FlipVerdict.Wrong, $"bit {bit % 8} of byte {bit / 8}: {why}");
            // After an orderly end every byte of the file is a byte of a page, and the log has no byte to spare either.
            Assert.True(verdict != FlipVerdict.Same || (isKilled && !inLog), $"bit {bit % 8} of byte {bit / 8} was not noticed");
        }
    }

    // A row is found by its place in the page, which stands there in two bytes. Read from eight bytes beside it, any column
    // of it may be anything, or nothing.
    [Fact]
    public async Task A_row_that_is_read_from_a_wrong_place_is_named()
    {
        const byte TableLeaf = 0x0D;
        var whole = await SmallStore.MakeAsync(isKilled: false);
        using var trial = await FlipTrial.PrepareAsync(whole);
        // What stood in a page before is left in it: only a leaf has the rows.
        var page = Enumerable.Range(0, whole.Database.Length / TablePage.Size).Select(number => number * TablePage.Size)
            .First(at => whole.Database[at] == TableLeaf && whole.Database.AsSpan(at, TablePage.Size).IndexOf("2: hello"u8) >= 0);
        var rows = BinaryPrimitives.ReadUInt16BigEndian(whole.Database.AsSpan(page + 3));
        Assert.InRange(rows, SmallStore.Uins.Length, 100);
        for (var at = page + Head; at < page + Head + (2 * rows); at++)
        {
            var (verdict, why) = await trial.RunAsync(inLog: false, (at * 8L) + 3);
            Assert.True(verdict == FlipVerdict.Named, $"byte {at}: {verdict} {why}");
        }
    }

    // The key stands in the first bytes of a row. Under another one, or none, the row is not found, and nothing else in the page tells.
    [Theory, LongRun]
    [InlineData("log")]
    [InlineData("log_account")]
    [InlineData("conversation")]
    public async Task A_row_of_a_log_that_is_not_found_under_its_key_is_missed(string table)
    {
        const int Beginning = 21;
        var whole = await SmallStore.MakeAsync(isKilled: false);
        using var trial = await FlipTrial.PrepareAsync(whole);
        var page = TablePage.Of(whole, table);
        var rows = BinaryPrimitives.ReadUInt16BigEndian(whole.Database.AsSpan(page + 3));
        Assert.InRange(rows, 1, 20);
        for (var row = 0; row < rows; row++)
        {
            var pointer = page + Head + (2 * row);
            var at = page + BinaryPrimitives.ReadUInt16BigEndian(whole.Database.AsSpan(pointer));
            foreach (var flipped in Enumerable.Range(0, Beginning / 3).Select(place => at + (3 * place)).Append(pointer + 1))
            {
                var (verdict, why) = await trial.RunAsync(inLog: false, (flipped * 8L) + (flipped % 8));
                Assert.True(verdict == FlipVerdict.Named, $"bit {flipped % 8} of byte {flipped}: {verdict} {why}");
            }
        }
    }
}
