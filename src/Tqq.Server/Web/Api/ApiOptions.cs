using System.Collections.Immutable;
using Tqq.Core.Limits;
using Tqq.Server.Storage;

namespace Tqq.Server.Web.Api;

/// <summary>What the API of accounts can be told.</summary>
public sealed record ApiOptions
{
    /// <summary>The address that people use, such as https://chat.example.org; null where it is what they happen to use.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>
    /// The address of this machine by which people on other machines come, where the web port listens at all addresses and they may sign
    /// in; null where they cannot.
    /// </summary>
    public Func<string?> AddressElsewhere { get; init; } = () => null;

    /// <summary>Whether passwords may come over plain http from elsewhere than this machine.</summary>
    public bool AllowsPlain { get; init; }

    /// <summary>Who may make an account, where no administrator has chosen otherwise (<see cref="RegistrationPolicy"/>).</summary>
    public RegistrationMode Registration { get; init; }

    /// <summary>Where <see cref="Registration"/> is written, such as `--registration`; null where it is the default.</summary>
    public string? RegistrationWritten { get; init; }

    /// <summary>How many accounts may be made from one address (IPv6: one /64) where anybody may.</summary>
    public RateLimit RegistrationRate { get; init; } = new(TimeSpan.FromHours(1), 3);

    /// <summary>The origins of pages of other sites that may use the API, with a token.</summary>
    public ImmutableArray<string> CorsOrigins { get; init; } = [];

    /// <summary>How many streams may be open.</summary>
    public int Streams { get; init; } = 10_000;

    /// <summary>How many streams of one account may be open.</summary>
    public int StreamsPerAccount { get; init; } = 20;

    /// <summary>How many streams of one address (IPv6: of one /64) may be open.</summary>
    public int StreamsPerAddress { get; init; } = 100;
}
