namespace Tqq.Server.Web;

/// <summary>Which member of a body, or parameter of a query, is not as it must be: for forms, which say it at their field.</summary>
/// <param name="Field">Where it stands: a JSON path, such as `nick` or `allowedAddresses[0]`.</param>
/// <param name="Rule">What it does not keep to.</param>
/// <param name="Min">The lowest number, or the fewest characters, where the rule has one.</param>
/// <param name="Max">The highest number, or the most characters.</param>
internal sealed record InputFault(string Field, InputRule Rule, long? Min = null, long? Max = null)
{
    /// <summary>The fault of a number of an account.</summary>
    public static InputFault OfUin(string field, long? number, long lowest) =>
        number is null ? new(field, InputRule.Missing) : new(field, InputRule.Number, lowest, uint.MaxValue);
}

/// <summary>What a member has to keep to. The words of these (<see cref="SettingWords"/>) are the API's, and never change.</summary>
internal enum InputRule
{
    /// <summary>It has to be there.</summary>
    Missing,

    /// <summary>A text of so many characters, without control characters; where it has to have some, one of them visible.</summary>
    Text,

    /// <summary>A whole number from the lowest to the highest.</summary>
    Number,

    /// <summary>One of the words that the detail names.</summary>
    Choice,

    /// <summary>A password that is not guessed first: it was too common.</summary>
    CommonPassword,

    /// <summary>A password of enough characters: it was too short.</summary>
    ShortPassword,

    /// <summary>Another password than the one until now.</summary>
    OldPassword,

    /// <summary>An address or a network.</summary>
    Network,

    /// <summary>Networks that hold the address of who asks.</summary>
    OwnAddress,

    /// <summary>An address.</summary>
    Address,

    /// <summary>A number that nobody has.</summary>
    FreeNumber,

    /// <summary>The number of an account that is there.</summary>
    Account,

    /// <summary>What the owner knows: the password, or the code of the second factor.</summary>
    Proof,

    /// <summary>Something else: the detail says what.</summary>
    Other,
}
