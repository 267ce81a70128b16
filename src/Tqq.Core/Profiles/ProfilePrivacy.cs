using System.Collections.Immutable;
using Orleans;

namespace Tqq.Core.Profiles;

/// <summary>A profile as somebody sees it.</summary>
/// <param name="Profile">The profile; what the viewer may not see is as if it had not been said.</param>
/// <param name="ForFriends">What of it is said and is shown because the viewer is a friend.</param>
[GenerateSerializer, Immutable]
public sealed record SeenProfile(Profile Profile, ImmutableArray<ProfileField> ForFriends);

/// <summary>What of a profile somebody sees (protocol.md §5.4). No door shows a profile of somebody else but by this.</summary>
public static class ProfilePrivacy
{
    extension(Profile profile)
    {
        /// <summary>The profile as one viewer sees it.</summary>
        /// <param name="viewer">Who looks.</param>
        /// <param name="audiences">What the owner chose.</param>
        public SeenProfile SeenBy(Viewer viewer, FieldAudiences audiences) => viewer == Viewer.Oneself ? new(profile, []) : new(
            new Profile(
            [
                .. from pair in profile.Fields
                   let value = audiences[pair.Key].Holds(viewer) ? pair.Value : FieldRules.Of(pair.Key).Mask?.Invoke(pair.Value)
                   where value is not null
                   select KeyValuePair.Create(pair.Key, value),
            ]),
            viewer == Viewer.Friend ? [.. profile.Fields.Select(pair => pair.Key).Where(field => audiences[field] == Audience.Friends)]
                : []);
    }

    private static bool Holds(this Audience audience, Viewer viewer) =>
        audience == Audience.Everyone || (audience == Audience.Friends && viewer == Viewer.Friend);
}
