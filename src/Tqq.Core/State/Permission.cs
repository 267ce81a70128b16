using System.Net;
using Tqq.Core.Profiles;
using Tqq.Core.Sessions;

namespace Tqq.Core.State;

/// <summary>What the settings of an account and of the server allow its sessions.</summary>
internal static class Permission
{
    extension(AccountState state)
    {
        /// <summary>Whether a login has to ask for a key.</summary>
        public bool RequiresKey => state.Rules.RequiresKey || state.Account is { Settings.Access.RequiresKey: true };

        /// <summary>Whether a session may be used from an address. Settings may have changed since it began, the server's too.</summary>
        public bool Permits(SessionRecord session, IPAddress from) =>
            state.Account is { } account && state.Permits(session, from, account.Settings.Access);

        /// <summary>The same with settings that the account is about to have.</summary>
        public bool Permits(SessionRecord session, IPAddress from, WireAccess access) =>
            access.Admits(from)
            && (session.KeyHash is not null || !(state.Rules.RequiresKey || access.RequiresKey))
            && access.Login switch
            {
                WireLogin.Password => true,
                WireLogin.AppPassword => session.AppPassword is not null,
                _ => false,
            };
    }
}
