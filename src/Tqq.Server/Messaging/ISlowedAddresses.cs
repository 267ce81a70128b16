using System.Net;

namespace Tqq.Server.Messaging;

/// <summary>The addresses whose logins are held back because of failures.</summary>
public interface ISlowedAddresses
{
    /// <summary>How many there are now, and the one of them that failed last.</summary>
    (int Count, IPAddress? Last) Now { get; }
}
