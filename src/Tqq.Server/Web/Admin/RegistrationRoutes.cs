using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Server.Storage;
using Tqq.Server.Web.Api;
using static Tqq.Server.Web.Admin.RouteAnswers;

namespace Tqq.Server.Web.Admin;

/// <summary>The admin API's switch of who may make an account.</summary>
internal static class RegistrationRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/registration", (RegistrationPolicy policy) => Results.Ok(Show(policy))).Needs(AdminRight.Read)
            .Produces<RegistrationPolicyBody>();
        api.MapPut("/registration", ChooseAsync).Needs(AdminRight.Full).Acts("registration.change", "registration")
            .Takes<RegistrationChoiceBody>().Writes().Produces<RegistrationPolicyBody>()
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> ChooseAsync(
        HttpContext context, RegistrationPolicy policy, ServerFacts facts, CancellationToken ct)
    {
        var body = await BodyReader.ReadAsync(context.Request, AdminJson.Default.RegistrationChoiceBody, ct);
        var mode = SettingWords.ReadWord<RegistrationMode>(body.Registration, "registration")
            ?? throw new BadInputException(new("registration", InputRule.Missing),
                "registration is missing; it must be closed, invite or open");
        return await policy.ChooseAsync(new(mode, context.Administrator().Name, facts.Calendar.GetUtcNow())) ? Results.Ok(Show(policy))
            : Problem(StatusCodes.Status409Conflict, $"registration is set by {policy.Written}: it is changed there");
    }

    private static RegistrationPolicyBody Show(RegistrationPolicy policy)
    {
        var choice = policy.Choice;
        return new(SettingWords.Word(policy.Now), policy.Written, choice?.By, choice?.At);
    }
}

/// <summary>Who may make an account.</summary>
/// <param name="Registration">closed: administrators alone; invite: whoever has an invitation; open: anybody.</param>
/// <param name="SetBy">
/// The flag, variable or key of the settings file that says so, such as `--registration`; then it cannot be changed here. Missing where
/// none does.
/// </param>
/// <param name="ChosenBy">Who has chosen it here: an administrator's number, or "token"; missing where nobody has.</param>
/// <param name="Chosen">When.</param>
public sealed record RegistrationPolicyBody(
    string Registration, string? SetBy = null, string? ChosenBy = null, DateTimeOffset? Chosen = null);

/// <summary>Who is to make accounts from now on.</summary>
/// <param name="Registration">closed, invite or open.</param>
public sealed record RegistrationChoiceBody(string? Registration);
