using CsCheck;
using Tqq.Core.Limits;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Core.Rules;

namespace Tqq.Core.Tests.Accounts;

/// <summary>Random histories of several accounts against a slow, obvious model.</summary>
public sealed class ModelTests
{
    private const int People = 4;

    private static readonly AccountRules Fast = new()
    {
        MailboxLimit = 6,
        Rates = new() { Sending = RateLimit.None, StatusChange = RateLimit.None, Befriending = RateLimit.None, Other = RateLimit.None },
    };

    private static readonly Gen<(int What, int Who, int Whom)> Events = Gen.Select(Gen.Int[0, 11], Gen.Int[0, People - 1], Gen.Int[0, People - 1]);

    [Fact]
    public void The_rules_do_what_the_model_does() => Events.Array[1, 60].Sample(events =>
    {
        var town = new Town(Fast);
        var model = new Model();
        for (var person = 0; person < People; person++)
            town.Add(UinOf(person), WhoMayAdd.Anyone);
        foreach (var (what, who, whom) in events)
            Happen(town, model, what, who, whom);
    }, iter: 3000);

    private static Uin UinOf(int person) => new(10_001u + (uint)person);

    private static void Happen(Town town, Model model, int what, int who, int whom)
    {
        var (me, other) = (UinOf(who), UinOf(whom));
        switch (what)
        {
            case 0:
                Assert.IsType<Answer.LoggedIn>(town.Login(me).Answer);
                model.Login(who);
                break;
            case 1:
                Assert.IsType<Answer.Done>(town.Answer(me, Operation.EndSession.Instance));
                model.Logout(who);
                break;
            case 2 or 3 or 4:
                var text = $"{model.NextText()}";
                Assert.Equal(model.Send(who, whom, text), NameOf(town.Answer(me, new Operation.SendText(other, text, text.Length))));
                break;
            case 5 or 6:
                var fetched = town.Answer(me, Operation.FetchMessages.Instance);
                Assert.Equal(model.Fetch(who), fetched is Answer.HandedOut mail ? [.. mail.Items.Where(item => item.Kind == MessageKind.Text).Select(item => item.Text)] : null);
                break;
            case 7:
                var added = town.Answer(me, new Operation.AddFriend(other));
                Assert.Equal(model.Add(who, whom), added is Answer.AddAnswered answered ? answered.Outcome : null);
                break;
            case 8:
                town.Answer(me, new Operation.RemoveFriend(other));
                model.Remove(who, whom);
                town.Pass(TimeSpan.FromSeconds(31));
                model.Pass(31);
                break;
            case 9:
                var status = (Status)(10 * (1 + whom));
                Assert.Equal(model.Change(who, status), NameOf(town.Answer(me, new Operation.ChangeStatus(status))));
                break;
            case 10:
                town.Pass(TimeSpan.FromSeconds(100));
                model.Pass(100);
                break;
            default:
                town.Restart();
                model.Restart();
                break;
        }

        Assert.Equal(model.Friends(who), town.Answer(me, new Operation.ListFriends(true)) is Answer.FriendList list ? [.. list.Uins.Select(uin => (int)(uin.Value - 10_001))] : null);
        Assert.Equal(model.Visible(who), town.Answer(me, Operation.ListOnline.Instance) is Answer.OnlineFriends online ? [.. online.Visible.Select(friend => ((int)(friend.Uin.Value - 10_001), friend.Seen))] : null);
    }

    private static string NameOf(Answer answer) => answer.GetType().Name;

    /// <summary>What everybody may know at once and nobody has to store.</summary>
    private sealed class Model
    {
        private readonly List<string>[] _mail = [.. Enumerable.Range(0, People).Select(_ => new List<string>())];
        private readonly int[] _out = new int[People];
        private readonly HashSet<int>[] _friends = [.. Enumerable.Range(0, People).Select(_ => new HashSet<int>())];
        private readonly Status?[] _session = new Status?[People];
        private readonly int[] _seen = new int[People];
        private int _now;
        private int _texts;

        public int NextText() => ++_texts;

        public void Login(int who)
        {
            Request(who);
            (_session[who], _seen[who]) = (Status.Online, _now);
        }

        public void Logout(int who)
        {
            if (!Request(who))
                return;
            _session[who] = null;
        }

        public string Send(int who, int whom, string text)
        {
            if (!Request(who))
                return nameof(Answer.NotLoggedIn);
            if (_mail[whom].Count == Fast.MailboxLimit)
                return nameof(Answer.Refused);
            _mail[whom].Add(text);
            return nameof(Answer.Done);
        }

        public string[]? Fetch(int who)
        {
            if (!Request(who))
                return null;
            _out[who] = _mail[who].Count;
            return [.. _mail[who]];
        }

        public AddOutcome? Add(int who, int whom)
        {
            if (!Request(who))
                return null;
            if (who == whom)
                return AddOutcome.Refused;
            if (_friends[who].Add(whom))
                _friends[whom].Add(who);
            return AddOutcome.Added;
        }

        public void Remove(int who, int whom)
        {
            if (Request(who))
                _friends[who].Remove(whom);
        }

        public string Change(int who, Status status)
        {
            if (!Request(who))
                return nameof(Answer.NotLoggedIn);
            _session[who] = status;
            return nameof(Answer.Done);
        }

        public void Pass(int seconds)
        {
            _now += seconds;
            for (var who = 0; who < People; who++)
            {
                if (_session[who] is not null && _now - _seen[who] >= 300)
                {
                    _session[who] = null;
                    // Nobody reported how writing went: it is handed out again.
                    _out[who] = 0;
                }
            }
        }

        // A session that was there begins anew; what was handed out but not acknowledged is handed out again.
        public void Restart()
        {
            for (var who = 0; who < People; who++)
                (_seen[who], _out[who]) = (_now, 0);
        }

        public int[]? Friends(int who) => Request(who) ? [.. _friends[who].Order()] : null;

        public (int, Status)[]? Visible(int who) => Request(who)
            ? [.. _friends[who].Order().Where(friend => Seen(friend) != Status.Offline).Select(friend => (friend, Seen(friend)))]
            : null;

        private Status Seen(int who) => _session[who] is Status.Online or Status.Busy ? _session[who]!.Value : Status.Offline;

        private bool Request(int who)
        {
            if (_session[who] is null)
                return false;
            _seen[who] = _now;
            _mail[who].RemoveRange(0, _out[who]);
            _out[who] = 0;
            return true;
        }
    }
}
