using System.Text;

namespace Tqq.Fuzz.Targets;

/// <summary>
/// Texts in a form that keeps inputs small. UTF-8, but: 0x01 and 0x02 are a high and a low surrogate on their own (beside each other a
/// pair), 0x03 begins another text, 0x04 one from another sender, 0x05 and 0x06 repeat the character before 13 and 398 times more.
/// </summary>
internal static class SegmentScript
{
    // What 0x05 and 0x06 can make of a few bytes must not take long.
    private const int LongestText = 1500;

    public static List<(uint Sender, string Text)> Read(byte[] input)
    {
        var sender = 10001u;
        var texts = new List<(uint, string)>();
        var text = new StringBuilder();
        foreach (var rune in Encoding.UTF8.GetString(input).EnumerateRunes())
        {
            switch (rune.Value)
            {
                case 1:
                    text.Append('\ud83d');
                    break;
                case 2:
                    text.Append('\ude00');
                    break;
                case 3 or 4:
                    texts.Add((sender, text.ToString()));
                    text.Clear();
                    sender = rune.Value == 4 ? 20003 - sender : sender;
                    break;
                case 5 or 6 when text.Length is > 0 and < LongestText:
                    text.Append(text[^1], rune.Value == 5 ? 13 : 398);
                    break;
                default:
                    text.Append(rune.ToString());
                    break;
            }
        }

        return [.. texts, (sender, text.ToString())];
    }
}
