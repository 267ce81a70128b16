namespace Tqq.Core.Profiles;

/// <summary>What of a profile somebody sees (protocol.md §5.4).</summary>
public static class ProfilePrivacy
{
    extension(Profile profile)
    {
        /// <summary>The profile as one viewer may see it.</summary>
        /// <param name="disclosure">What the owner chose.</param>
        /// <param name="isOneself">Whether the viewer is the owner.</param>
        /// <param name="isFriend">Whether the viewer stands on the owner's list.</param>
        public Profile SeenBy(Disclosure disclosure, bool isOneself, bool isFriend)
        {
            if (isOneself || disclosure == Disclosure.Everyone)
                return profile;
            var showsPrivate = isFriend && disclosure == Disclosure.Friends;
            return new(
            [
                .. from pair in profile.Fields
                   where showsPrivate || !FieldRules.Of(pair.Key).IsPrivate
                   select pair.Key == ProfileField.MO ? new(pair.Key, Mask(pair.Value)) : pair,
            ]);
        }
    }

    // As the article saw it: 136********. A number too short to keep three digits of keeps none.
    private static string Mask(string number) =>
        number.Length > 3 ? number[..3] + new string('*', number.Length - 3) : new('*', number.Length);
}
