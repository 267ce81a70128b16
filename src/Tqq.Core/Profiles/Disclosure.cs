namespace Tqq.Core.Profiles;

/// <summary>Who sees the private fields AD EM PC PH RN and the mobile number in full (protocol.md §5.4).</summary>
public enum Disclosure : byte
{
    /// <summary>Friends see the private fields, others do not; the mobile number is masked for all but oneself. The default.</summary>
    Friends = 0,

    /// <summary>Everyone sees everything, the mobile number included.</summary>
    Everyone = 1,

    /// <summary>Only oneself sees the private fields.</summary>
    Nobody = 2,
}
