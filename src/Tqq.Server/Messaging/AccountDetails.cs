using Tqq.Core.Profiles;
using Tqq.Core.Sessions;

namespace Tqq.Server.Messaging;

/// <summary>All there is to say of an account to an administrator.</summary>
/// <param name="Account">Its record.</param>
/// <param name="Session">Its session, or null.</param>
/// <param name="Friends">How many friends it has.</param>
/// <param name="Undelivered">How many messages wait for it.</param>
[GenerateSerializer, Immutable]
public sealed record AccountDetails(AccountRecord Account, SessionRecord? Session, int Friends, int Undelivered);
