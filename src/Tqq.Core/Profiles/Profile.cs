using System.Collections.Immutable;
using System.Globalization;
using Orleans;

namespace Tqq.Core.Profiles;

/// <summary>
/// What an account says of itself. Only the fields that differ from their defaults take memory, and those in which the default says
/// something.
/// Values are checked by <see cref="With"/>; whoever restores a profile from disk trusts what was checked then.
/// </summary>
/// <param name="Fields">The fields that were set.</param>
[GenerateSerializer, Immutable]
public sealed record Profile(ImmutableArray<KeyValuePair<ProfileField, string>> Fields)
{
    /// <summary>A profile with a nickname and nothing else.</summary>
    /// <exception cref="ArgumentException">The nickname is not legal; the message says what is.</exception>
    public static Profile Named(string nick) => new Profile([]).With(ProfileField.NK, nick);

    /// <summary>The value of a field, or its default.</summary>
    public string this[ProfileField field]
    {
        get
        {
            foreach (var (key, value) in Fields)
                if (key == field)
                    return value;
            return FieldRules.Of(field).Default;
        }
    }

    /// <summary>The nickname (`NK`).</summary>
    public string Nick => this[ProfileField.NK];

    /// <summary>The avatar id (`FC`).</summary>
    public int Avatar => int.Parse(this[ProfileField.FC], CultureInfo.InvariantCulture);

    /// <summary>Whether it says something in a field, be it what the field has by default.</summary>
    public bool Says(ProfileField field)
    {
        foreach (var (key, _) in Fields)
            if (key == field)
                return true;
        return false;
    }

    /// <summary>The profile of a new account: it has a face of its own, unless it says which one it has.</summary>
    /// <param name="uin">The number of the account.</param>
    public Profile WithFaceOf(Uin uin) => Says(ProfileField.FC) ? this : With(ProfileField.FC, Faces.Of(uin));

    /// <summary>The same profile with one field changed.</summary>
    /// <exception cref="ArgumentException">The field cannot be set, or not to this value; the message says what is allowed.</exception>
    public Profile With(ProfileField field, string value)
    {
        var rule = FieldRules.Of(field);
        if (!rule.Takes(value))
            throw new ArgumentException($"{field} must be {rule.Allowed}");
        var others = Fields.RemoveAll(pair => pair.Key == field);
        var isSaid = rule.KeepsDefault ? value.Length > 0 : value != rule.Default;
        return new(isSaid ? others.Add(new(field, value)) : others);
    }
}
