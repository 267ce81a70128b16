using System.Collections.Immutable;
using Tqq.Core.Devices;
using Tqq.Core.Sessions;
using Tqq.Server.Messaging;

namespace Tqq.Server.Web.Admin;

/// <summary>How the admin API shows sessions.</summary>
internal static class SessionWords
{
    public static SessionBody Show(SessionRecord session) =>
        new(session.Address.ToString(), session.Started, session.KeyHash is not null, session.AppPassword);

    public static IReadOnlyList<DeviceBody> Show(ImmutableArray<DeviceSession> devices) => [.. devices.Select(device => new DeviceBody(
        device.Id, SettingWords.Word(device.Kind), device.Name, device.Address.ToString(), device.Begun, device.LastSeen))];

    public static KickBody Show(EndedSessions ended) => new(ended.Wire is not null || !ended.Devices.IsEmpty,
        ended.Wire is { } wire ? Show(wire) : null, Show(ended.Devices), ended.Left);
}
