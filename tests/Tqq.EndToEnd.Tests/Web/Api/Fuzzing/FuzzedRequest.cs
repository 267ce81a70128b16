using System.Text;

namespace Tqq.EndToEnd.Tests.Web.Api.Fuzzing;

/// <summary>A request that was made up.</summary>
/// <param name="Operation">The operation that it certainly reaches; null where it may reach another one or none.</param>
/// <param name="Method">Its method.</param>
/// <param name="Target">Its target.</param>
/// <param name="Bytes">All of it.</param>
/// <param name="IsHttp">Whether it is what HTTP allows: where it is not, the transport may refuse it without a body, or hang up.</param>
internal sealed record FuzzedRequest(ApiOperation? Operation, string Method, string Target, byte[] Bytes, bool IsHttp)
{
    /// <summary>As it was sent, cut where it is long.</summary>
    public override string ToString()
    {
        var text = Encoding.Latin1.GetString(Bytes);
        return text.Length <= 4000 ? text : $"{text[..4000]}... ({Bytes.Length} bytes)";
    }
}
