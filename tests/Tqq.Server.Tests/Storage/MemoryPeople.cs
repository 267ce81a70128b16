using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Contacts;

namespace Tqq.Server.Tests.Storage;

/// <summary>What an account of a <see cref="MemoryStore"/> keeps of others.</summary>
internal sealed class MemoryPeople
{
    private readonly SortedDictionary<Uin, DateTimeOffset> _friends = [];
    private readonly SortedDictionary<Uin, Change.RequestSet> _asking = [];
    private readonly SortedDictionary<Uin, Change.AskedSet> _asked = [];
    private readonly Dictionary<Uin, RequestAnswer> _answers = [];
    private readonly SortedDictionary<Uin, Change.PeerMarked> _marks = [];

    public IEnumerable<Uin> Askers => _asking.Keys;

    public IEnumerable<PeerMark> Marks => _marks.Values.Select(marked => marked.Mark);

    public bool Names(Uin other) => _asking.ContainsKey(other) || _asked.ContainsKey(other) || _marks.ContainsKey(other);

    public IEnumerable<Acquaintance> List(AcquaintanceList list) => list switch
    {
        AcquaintanceList.Friends => _friends.Select(pair => new Acquaintance(pair.Key, "", 0, pair.Value)),
        AcquaintanceList.Asking => _asking.Values.Select(asking => new Acquaintance(asking.Asker, "", 0, asking.At, asking.Words)),
        AcquaintanceList.Asked => _asked.Values.Select(asked => new Acquaintance(
            asked.Target, "", 0, asked.At, asked.Words, Answer: _answers.GetValueOrDefault(asked.Target))),
        _ => _marks.Values.Where(marked => list == AcquaintanceList.Blocked ? marked.Mark.IsBlocked : marked.Mark.IsMuted)
            .Select(marked => new Acquaintance(marked.Mark.Peer, "", 0, marked.At)),
    };

    public void Tie(Change.ContactSet set)
    {
        if (set.IsFriend == true || (set.IsFriend is null && _friends.ContainsKey(set.Other)))
            _friends[set.Other] = set.At;
        else
            _friends.Remove(set.Other);
    }

    public void Write(Change change)
    {
        switch (change)
        {
            case Change.RequestSet request: _asking[request.Asker] = request; break;
            case Change.RequestSettled settled: _asking.Remove(settled.Asker); break;
            case Change.AskedSet asked:
                _asked[asked.Target] = asked;
                _answers.Remove(asked.Target);
                foreach (var old in _asked.Values.OrderByDescending(known => known.At).ThenByDescending(known => known.Target)
                    .Skip(Change.MostAsked).ToList())
                    _asked.Remove(old.Target);
                break;
            case Change.AskedAnswered { Target: var target, Answer: var answer }:
                if (_asked.ContainsKey(target)
                    && (!_answers.TryGetValue(target, out var known) || (answer.IsAccepted && !known.IsAccepted)))
                    _answers[target] = answer;
                break;
            case Change.AskedSettled settled: _asked.Remove(settled.Target); break;
            case Change.PeerMarked { Mark.IsEmpty: true } marked: _marks.Remove(marked.Mark.Peer); break;
            case Change.PeerMarked marked: _marks[marked.Mark.Peer] = marked; break;
            default: break;
        }
    }
}
