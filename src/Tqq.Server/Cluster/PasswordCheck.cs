using System.Net;
using System.Runtime.ExceptionServices;
using Tqq.Core.Access;
using Tqq.Core.Accounts;
using Tqq.Core.Limits;
using Tqq.Core.Operations;
using Tqq.Server.Messaging;
using Tqq.Server.Passwords;

namespace Tqq.Server.Cluster;

/// <summary>Whether a password opens an account elsewhere than over the wire.</summary>
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
        public async Task<bool?> IsPasswordAsync(string passwordMd5, IPAddress from, CancellationToken cancellationToken) =>
            await host.CheckAsync(passwordMd5, code: null, asksCode: false, from, cancellationToken) switch
            {
                SignInOutcome.NotLookedAt => null,
                var outcome => outcome == SignInOutcome.Opened,
            };

        /// <summary>The same, and whether a code of the second factor is right, where the account has one.</summary>
        /// <param name="passwordMd5">MD5 of the password, as the wire sends it.</param>
        /// <param name="code">A code of the second factor, or a recovery code; null where none was given.</param>
        /// <param name="asksCode">Whether one is asked for.</param>
        /// <param name="from">The client's address.</param>
        /// <param name="cancellationToken">Gives up.</param>
        public async Task<SignInOutcome> CheckAsync(
            string passwordMd5, string? code, bool asksCode, IPAddress from, CancellationToken cancellationToken)
        {
            var services = host.Services;
            var check = host.Account.Devices.Examine(from);
            var isShut = check is LoginCheck.Hopeless { Obstacle: LoginObstacle.Disabled };
            // Whatever stands behind the number is read and computed alike, so that the time tells nothing.
            var hash = await services.Store.ReadPasswordHashAsync(host.Uin, cancellationToken);
            var origin = new LoginOrigin(AddressBlock.Of(from), host.Account.IsUsual(from));
            if (await services.Passwords.VerifyAsync(
                isShut || check is LoginCheck.ByPassword ? hash : null, passwordMd5, origin, cancellationToken) is not { } isRight)
            {
                host.Account.WithdrawLogin(from);
                return SignInOutcome.NotLookedAt;
            }

            // While it was being computed the account may have been shut, or its password changed.
            if (!isRight || host.Account.Devices.Examine(from) != check)
            {
                services.Throttles.Failed(from, host.Uin, services.Clock.Now().Uptime);
                return SignInOutcome.Refused;
            }

            if (isShut)
            {
                host.Account.WithdrawLogin(from);
                return SignInOutcome.Disabled;
            }

            if (asksCode && host.Account.Role.Factor is { IsOn: true } factor
                && await host.CheckCodeAsync(factor, code) is not SignInOutcome.Opened and var refused)
            {
                if (refused == SignInOutcome.WrongCode)
                    services.Throttles.Failed(from, host.Uin, services.Clock.Now().Uptime);
                else
                    host.Account.WithdrawLogin(from);
                return refused;
            }

            services.Throttles.Succeeded(from, host.Uin);
            if (host.Account.Devices.SignedIn(from) is { } usual)
                await host.Steps.StoreAsync([usual]);
            return SignInOutcome.Opened;
        }

        private async Task<SignInOutcome> CheckCodeAsync(SecondFactor factor, string? code)
        {
            if (code is null)
                return SignInOutcome.CodeNeeded;
            var (role, now) = (host.Account.Role, host.Services.Clock.Now());
            // Nobody guesses a recovery code: it has three times as many bits.
            var isTotp = TotpCode.IsCode(code);
            if (isTotp && !host.Services.Guesses.TryTake(host.Uin, now.Uptime))
                return SignInOutcome.TooManyCodes;
            var used = !isTotp ? factor.WithoutRecovery(InvitationCode.HashOf(code))
                : TotpCode.StepOf(factor.Secret, code, now.Wall) is { } step ? factor.WithoutStep(step) : null;
            if (used is null)
                return SignInOutcome.WrongCode;
            if (isTotp)
                host.Services.Guesses.GiveBack(host.Uin);
            if (await host.Steps.StoreAsync([role.Use(used)], areDispensable: false) is { } failure)
                ExceptionDispatchInfo.Throw(failure);
            return SignInOutcome.Opened;
        }
    }
}
