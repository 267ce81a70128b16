using System.Globalization;
using System.Text.RegularExpressions;
using Tqq.Client;
using Tqq.Client.Hosting;

namespace ReminderBot;

/// <summary>Understands what it is told and makes friends with everybody.</summary>
internal sealed partial class Bot(Reminders reminders) : TqqBot
{
    public override Task OnMessageAsync(BotMessage message)
    {
        if (Request().Match(message.Text) is not { Success: true } match)
            return message.ReplyAsync("Tell me when and what, for instance: in 5 minutes: tea");
        var amount = int.Parse(match.Groups["amount"].Value, CultureInfo.InvariantCulture);
        var wait = match.Groups["unit"].Value is "minute" ? TimeSpan.FromMinutes(amount) : TimeSpan.FromSeconds(amount);
        reminders.Add(message.From, match.Groups["what"].Value, wait);
        return message.ReplyAsync($"I will, in {amount} {match.Groups["unit"].Value}{(amount == 1 ? "" : "s")}.");
    }

    public override Task OnFriendRequestAsync(ITqqClient client, Incoming.FriendRequest request, CancellationToken cancellationToken) =>
        client.AcceptFriendAsync(request.From, cancellationToken);

    [GeneratedRegex("^in (?<amount>[0-9]{1,4}) (?<unit>second|minute)s?: (?<what>.+)$", RegexOptions.Singleline)]
    private static partial Regex Request();
}
