using Microsoft.AspNetCore.Http;
using Tqq.Core.Operations;

namespace Tqq.Server.Web.Api;

/// <summary>What the messenger refuses, in the words of the API.</summary>
internal static class ApiOutcome
{
    /// <summary>What a route that sends something to somebody may refuse.</summary>
    public static readonly ApiError[] OfSending =
        [ApiError.Missing, ApiError.TooFast, ApiError.MailboxFull, ApiError.TooLong, ApiError.KeyReused];

    /// <summary>The refusal that an outcome is.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="what">What it is about, for instance "account 10002".</param>
    /// <returns>Null where it is none.</returns>
    public static IResult? Refusal(Outcome outcome, string what) => outcome.Answer switch
    {
        Answer.NotLoggedIn => ApiProblem.SessionOver(),
        Answer.NoSuchAccount => ApiProblem.Of(ApiError.Missing, $"there is no {what}"),
        Answer.AtLimit limit => ApiProblem.Of(ApiError.TooMany, $"there are {limit.Most}, as many as there may be: remove one first"),
        Answer.Refused { Reason: RefusalReason.TooFast } refused => ApiProblem.Of(ApiError.TooFast,
            "this came too fast after others like it, of this account, on whichever connection", refused.RetryAfter),
        Answer.Refused { Reason: RefusalReason.DiskFull } => ApiProblem.Of(ApiError.DiskFull, ApiError.DiskFull.Meaning),
        Answer.Refused { Reason: RefusalReason.Busy } => ApiProblem.Of(ApiError.Busy, ApiError.Busy.Meaning),
        Answer.Refused { Reason: RefusalReason.Damaged } => ApiProblem.Of(ApiError.Fault, $"what is kept of {what} is damaged"),
        Answer.Refused { Reason: RefusalReason.TooLong } => ApiProblem.Of(ApiError.TooLong, ApiError.TooLong.Meaning),
        Answer.Refused { Reason: RefusalReason.MailboxFull } => ApiProblem.Of(ApiError.MailboxFull, $"the mailbox of {what} is full"),
        Answer.Refused { Reason: RefusalReason.TooManyFriends } =>
            ApiProblem.Of(ApiError.Refused, $"one of both, this account or {what}, has as many friends as it may have"),
        Answer.Refused { Reason: RefusalReason.OfAdministrator } => ApiProblem.Of(ApiError.OfAdministrator,
            "this is an administrator's account: its wireLogin is app-password or off, and it is deleted only after the role was taken away"),
        // The other account is about to be deleted, and the disk has not taken that yet.
        Answer.Refused => ApiProblem.Of(ApiError.Busy, $"it cannot be done now with {what}: nothing was changed; try again later"),
        Answer.KeyReused => ApiProblem.Of(ApiError.KeyReused, $"{ApiError.KeyReused.Meaning}: a new text needs a new key"),
        Answer.Silence => ApiProblem.Of(ApiError.Uncertain, ApiError.Uncertain.Meaning),
        _ => null,
    };
}
