using System.Net;
using Tqq.Core.Sessions;

namespace Tqq.Core.Tests;

/// <summary>Origins of requests, as tests vary them.</summary>
internal static class Origins
{
    extension(RequestOrigin origin)
    {
        /// <summary>When it arrived.</summary>
        public TimeSpan Arrived => origin.Repetition!.Value.Arrived;

        /// <summary>The same request, from somebody else.</summary>
        public RequestOrigin By(Caller caller) => origin with { Caller = caller };

        /// <summary>The same request, from elsewhere.</summary>
        public RequestOrigin From(IPAddress address) => origin with { Caller = origin.Caller with { Address = address } };

        /// <summary>The same request, which arrived then.</summary>
        public RequestOrigin At(TimeSpan arrived) => origin with { Repetition = origin.Repetition!.Value with { Arrived = arrived } };

        /// <summary>The same request, whose client has had so much of a handout.</summary>
        public RequestOrigin Having(long handout, uint count) => origin with { Receipt = new(handout, count) };
    }
}
