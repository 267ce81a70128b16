using System.Buffers.Text;
using System.Security.Cryptography;
using Tqq.Server.Web.Api;

namespace Tqq.Server.Web.Admin;

/// <summary>
/// Links that make an administrator: 128 random bits, good once, within half an hour. They live in memory, and of each its hash alone.
/// </summary>
/// <param name="time">Where time comes from.</param>
internal sealed class AdminLinks(TimeProvider time)
{
    /// <summary>How long one is good.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    /// <summary>How many there are at once; the oldest gives way.</summary>
    public const int Most = 20;

    private const int Bytes = 16;

    private readonly List<AdminLink> _links = [];
    private readonly Lock _lock = new();

    /// <summary>Makes one.</summary>
    /// <param name="isForFirst">Whether it is good only while there is no administrator.</param>
    /// <returns>Its code: nobody learns it again.</returns>
    public string Make(bool isForFirst)
    {
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        lock (_lock)
        {
            if (_links.Count == Most)
                _links.RemoveAt(0);
            _links.Add(new(ApiSecret.HashOf(code), time.GetElapsedTime(0) + Life, isForFirst));
        }

        return code;
    }

    /// <summary>The one with a code, which stays; null where there is none, or it is over.</summary>
    public AdminLink? Find(string code)
    {
        var (hash, now) = (ApiSecret.HashOf(code), time.GetElapsedTime(0));
        lock (_lock)
            return _links.Find(link => link.Hash == hash && link.Ends > now);
    }

    /// <summary>Takes one, so that nobody else can.</summary>
    /// <returns>Null where there is none, or it is over.</returns>
    public AdminLink? TryTake(string code)
    {
        var (hash, now) = (ApiSecret.HashOf(code), time.GetElapsedTime(0));
        lock (_lock)
        {
            _links.RemoveAll(link => link.Ends <= now);
            var taken = _links.Find(link => link.Hash == hash);
            _ = taken is not null && _links.Remove(taken);
            return taken;
        }
    }

    /// <summary>It was not used after all.</summary>
    public void GiveBack(AdminLink link)
    {
        lock (_lock)
            _links.Insert(0, link);
    }
}

/// <summary>A link that makes an administrator.</summary>
/// <param name="Hash">SHA-256 of its code, in upper-case hex.</param>
/// <param name="Ends">When it is over, by the clock that nobody sets.</param>
/// <param name="IsForFirst">Whether it is good only while there is no administrator.</param>
internal sealed record AdminLink(string Hash, TimeSpan Ends, bool IsForFirst)
{
    /// <summary>Without the hash.</summary>
    public override string ToString() => "a link that makes an administrator";
}
