using Tqq.Core.Access;

namespace Tqq.Server.Messaging;

/// <summary>What became of adding an app password.</summary>
/// <param name="IsThere">Whether there is such an account.</param>
/// <param name="Added">It, or null where the account has as many as it may, or does not exist.</param>
[GenerateSerializer, Immutable]
public readonly record struct AppPasswordAdded([property: Id(0)] bool IsThere, [property: Id(1)] AppPassword? Added);
