namespace Tqq.Client;

// What the account decides for itself, and what no token reaches.
public sealed partial class TqqApiClient
{
    /// <summary>Changes profile and settings: what is named, all of it or nothing.</summary>
    /// <param name="profile">Of the profile; an empty text, or the age 0, says nothing any more. Null to leave it.</param>
    /// <param name="settings">
    /// Of the settings; null to leave them. <see cref="ApiSettings.WireLogin"/>, <see cref="ApiSettings.AllowedAddresses"/> and
    /// <see cref="ApiSettings.RequiresKey"/> are for whoever signed in with the password.
    /// </param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The account as it is then.</returns>
    /// <exception cref="TqqApiException">`/errors/bad-input`: a value may not be so; nothing was changed.</exception>
    public Task<ApiMe> EditMeAsync(
        ApiProfile? profile = null, ApiSettings? settings = null, CancellationToken cancellationToken = default) =>
        _link.AskAsync(new ApiCall(HttpMethod.Patch, "me", Write(new(profile, settings), ApiJson.Default.MeEditBody)) { MayRepeat = true },
            ApiJson.Default.ApiMe, cancellationToken);

    /// <summary>Changes the password; all other sessions and all tokens end. For whoever signed in with the password.</summary>
    /// <param name="current">The password until now.</param>
    /// <param name="password">The new one, 8 to 128 characters.</param>
    /// <param name="cancellationToken">Ends the call; the password may have been changed.</param>
    /// <exception cref="TqqApiException">`/errors/not-the-password`: the first is not the account's; nothing was changed.</exception>
    public Task ChangePasswordAsync(string current, string password, CancellationToken cancellationToken = default) =>
        DoAsync(HttpMethod.Put, "me/password", Write(new(current, password), ApiJson.Default.PasswordChangeBody), mayRepeat: false,
            cancellationToken);

    /// <summary>Deletes the account, for good. For whoever signed in with the password.</summary>
    /// <param name="password">Its password.</param>
    /// <param name="cancellationToken">Ends the call; the account may have been deleted.</param>
    /// <exception cref="TqqApiException">`/errors/not-the-password`: it is not the account's; nothing was changed.</exception>
    public async Task DeleteAccountAsync(string password, CancellationToken cancellationToken = default)
    {
        await DoAsync(HttpMethod.Delete, "me", Write(new(password), ApiJson.Default.DeletionBody), mayRepeat: false, cancellationToken)
            .ConfigureAwait(false);
        _ownsSession = false;
    }

    /// <summary>
    /// Writes all that the account has on the server, a zip of JSON (docs/api.md). For whoever signed in with the password. It is not tried
    /// again: what was written may be a part only then.
    /// </summary>
    /// <param name="destination">Where it is written; it stays open.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TqqException">It was refused, or did not come whole.</exception>
    public async Task ExportAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        using var response = await _link.OpenAsync("me/export", "application/zip", null, cancellationToken).ConfigureAwait(false);
        try
        {
            await response.Content.CopyToAsync(destination, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            throw new ServerUnreachableException(_link.Server, "went away in the middle of the export", e.InnerException ?? e);
        }
    }

    /// <summary>The app passwords, ascending by number. For whoever signed in with the password.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<ApiAppPassword>> ListAppPasswordsAsync(CancellationToken cancellationToken = default) =>
        (await GetAsync("me/app-passwords", ApiJson.Default.AppPasswordsBody, cancellationToken).ConfigureAwait(false)).AppPasswords;

    /// <summary>
    /// Makes an app password, which opens the account over HTTP QQ and nothing else. It is shown this once
    /// (<see cref="ApiAppPassword.Password"/>). For whoever signed in with the password.
    /// </summary>
    /// <param name="name">What its owner calls it, 32 characters at most.</param>
    /// <param name="cancellationToken">Ends the call; one may have been made that nobody knows, and stands in the list.</param>
    /// <exception cref="TqqApiException">`/errors/too-many`: an account has 16 at most.</exception>
    public Task<ApiAppPassword> MakeAppPasswordAsync(string name = "", CancellationToken cancellationToken = default) =>
        _link.AskAsync(new(HttpMethod.Post, "me/app-passwords", Write(new(name), ApiJson.Default.NameBody)),
            ApiJson.Default.ApiAppPassword, cancellationToken);

    /// <summary>
    /// Takes an app password back, and ends the session that was begun with it. For whoever signed in with the password.
    /// </summary>
    /// <param name="id">The app password.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TqqApiException">`/errors/missing`: there is no such one.</exception>
    public Task RemoveAppPasswordAsync(string id, CancellationToken cancellationToken = default) =>
        DoAsync(HttpMethod.Delete, $"me/app-passwords/{Uri.EscapeDataString(id)}", null, mayRepeat: false, cancellationToken);

    /// <summary>
    /// Blocks somebody, or takes that back: what they send is swallowed, and they are not told. An account marks 1,000 others at most.
    /// </summary>
    /// <param name="uin">Whom.</param>
    /// <param name="isBlocked">Whether they are to be blocked.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task SetBlockedAsync(uint uin, bool isBlocked, CancellationToken cancellationToken = default) =>
        MarkAsync(uin, "block", isBlocked, cancellationToken);

    /// <summary>Mutes somebody, or takes that back: what they send comes in, and programs do not announce it.</summary>
    /// <param name="uin">Whom.</param>
    /// <param name="isMuted">Whether they are to be muted.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task SetMutedAsync(uint uin, bool isMuted, CancellationToken cancellationToken = default) =>
        MarkAsync(uin, "mute", isMuted, cancellationToken);

    /// <summary>Whom the account has blocked, ascending by number.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<ApiSomebody>> ListBlockedAsync(CancellationToken cancellationToken = default) =>
        ListMarkedAsync("blocked", cancellationToken);

    /// <summary>Whom the account has muted, ascending by number.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<ApiSomebody>> ListMutedAsync(CancellationToken cancellationToken = default) =>
        ListMarkedAsync("muted", cancellationToken);

    private Task MarkAsync(uint uin, string mark, bool isSet, CancellationToken cancellationToken) =>
        DoAsync(isSet ? HttpMethod.Put : HttpMethod.Delete, $"people/{uin}/{mark}", null, mayRepeat: true, cancellationToken);

    private Task<IReadOnlyList<ApiSomebody>> ListMarkedAsync(string list, CancellationToken cancellationToken) => AllAsync(
        async after =>
        {
            var page = await GetAsync($"{list}?limit={Most}{Parameter("after", after)}", ApiJson.Default.PeopleBody, cancellationToken)
                .ConfigureAwait(false);
            return (page.People, page.Next);
        });
}
