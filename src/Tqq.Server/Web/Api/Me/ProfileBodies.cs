namespace Tqq.Server.Web.Api.Me;

/// <summary>
/// A profile: what is not said, or not shown to who asks, is missing. To change one, name what changes; an empty text, or 0, says nothing
/// any more. CV, ID, MT and MV of the wire mean nothing that is known, never change, and are left out.
/// </summary>
/// <param name="Nick">The nickname (NK), 1 to 32 characters.</param>
/// <param name="Avatar">The avatar (FC), 0 to 65535; its image has the number avatar/3+1.</param>
/// <param name="Sex">male or female (SX).</param>
/// <param name="Age">The age in years (AG), 1 to 200.</param>
/// <param name="BloodType">A, B, O, AB or other (BT).</param>
/// <param name="Constellation">aquarius to capricorn (CO).</param>
/// <param name="Zodiac">The zodiac animal, rat to pig (SH).</param>
/// <param name="Country">The country (CY).</param>
/// <param name="Province">The province (PV).</param>
/// <param name="City">The city (CT).</param>
/// <param name="Address">The address (AD).</param>
/// <param name="Postcode">The postcode (PC).</param>
/// <param name="Phone">The phone number (PH).</param>
/// <param name="Mobile">The mobile number (MO); whoever may not see it sees its beginning.</param>
/// <param name="Email">The e-mail address (EM).</param>
/// <param name="HomePage">The home page (HP).</param>
/// <param name="RealName">The real name (RN).</param>
/// <param name="Job">The job (JB).</param>
/// <param name="School">The school (SC).</param>
/// <param name="Introduction">Some words about oneself (PR), at most 500 characters.</param>
public sealed record ProfileBody(
    string? Nick = null, long? Avatar = null, string? Sex = null, long? Age = null, string? BloodType = null, string? Constellation = null,
    string? Zodiac = null, string? Country = null, string? Province = null, string? City = null, string? Address = null,
    string? Postcode = null, string? Phone = null, string? Mobile = null, string? Email = null, string? HomePage = null,
    string? RealName = null, string? Job = null, string? School = null, string? Introduction = null);

/// <summary>What of a profile are codes, in words for people.</summary>
/// <param name="En">In English.</param>
/// <param name="Zh">In Chinese.</param>
public sealed record WordsBody(CodeWordsBody En, CodeWordsBody Zh);

/// <summary>The words of one language; what is not said is missing.</summary>
/// <param name="Sex">The sex.</param>
/// <param name="BloodType">The blood type.</param>
/// <param name="Constellation">The constellation.</param>
/// <param name="Zodiac">The zodiac animal.</param>
public sealed record CodeWordsBody(string? Sex = null, string? BloodType = null, string? Constellation = null, string? Zodiac = null);
