using System.Net;
using Tqq.Core.Accounts;
using Tqq.Core.Limits;
using Tqq.Server.Passwords;

namespace Tqq.Server.Cluster;

/// <summary>Whether a password opens an account in a device session.</summary>
internal static class PasswordCheck
{
    extension(AccountHost host)
    {
        /// <summary>
        /// Looks at a password whose attempt was admitted, and counts how that ended. It takes long, so other calls come in between.
        /// </summary>
        /// <param name="passwordMd5">MD5 of the password, as the wire sends it.</param>
        /// <param name="from">The client's address.</param>
        /// <param name="cancellationToken">Gives up.</param>
        /// <returns>Null where it was not looked at.</returns>
        public async Task<bool?> IsPasswordAsync(string passwordMd5, IPAddress from, CancellationToken cancellationToken)
        {
            var services = host.Services;
            var check = host.Account.Devices.Examine(from);
            // Whatever stands behind the number is read and computed alike, so that the time tells nothing.
            var hash = await services.Store.ReadPasswordHashAsync(host.Uin, cancellationToken);
            var origin = new LoginOrigin(AddressBlock.Of(from), host.Account.IsUsual(from));
            if (await services.Passwords.VerifyAsync(check is LoginCheck.ByPassword ? hash : null, passwordMd5, origin, cancellationToken)
                is not { } isRight)
            {
                host.Account.WithdrawLogin(from);
                return null;
            }

            // While it was being computed the account may have been shut, or its password changed.
            if (!isRight || host.Account.Devices.Examine(from) != check)
            {
                services.Throttles.Failed(from, host.Uin, services.Clock.Now().Uptime);
                return false;
            }

            services.Throttles.Succeeded(from, host.Uin);
            if (host.Account.Devices.SignedIn(from) is { } usual)
                await host.Steps.StoreAsync([usual]);
            return true;
        }
    }
}
