using System.Security.Cryptography;
using System.Text;
using Tqq.Server.Web.Page;

namespace Tqq.Server.Tests.Web.Page;

/// <summary>Faces by number.</summary>
public sealed class PageFaceTests
{
    [Fact]
    public void A_number_is_the_same_face_for_ever()
    {
        var all = string.Concat(Enumerable.Range(1, (int)PageFace.Last).Select(number => PageFace.Draw((uint)number)));
        Assert.Equal("3e0ac54c5e56bd636201aa1f0ac8f5213782b6260c91e4dbba29a72cfdfee6ce",
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all))));
    }

    [Fact]
    public void The_twelve_faces_behind_each_other_have_twelve_grounds() =>
        Assert.Equal(12, Enumerable.Range(100, 12)
            .Select(number => PageFace.Draw((uint)number).Split("fill=\"")[1][..7]).ToHashSet().Count);
}
