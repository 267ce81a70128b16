using System.Globalization;
using System.Net;

namespace Tqq.Bench.Others.Contenders.Xmpp;

/// <summary>An XMPP server over BOSH, with accounts u0000 and so on.</summary>
internal abstract class XmppContender(string name, string package, string promise, string path) : Contender(name, package, promise)
{
    /// <summary>Of every account.</summary>
    protected const string Password = "bench";

    /// <summary>Where BOSH is spoken.</summary>
    protected IPEndPoint Server { get; set; } = null!;

    public override async Task<ISender> SenderAsync(int account) => await BoshSender.StartAsync(await SessionAsync(account));

    public override async Task<IReceiver> ReceiverAsync(int account, bool away) =>
        away ? new BoshReceiver(await SessionAsync(account), away: true) : await BoshReceiver.StartAsync(await SessionAsync(account));

    /// <summary>The name of an account.</summary>
    protected static string User(int account) => account.ToString("'u'0000", CultureInfo.InvariantCulture);

    private Task<BoshSession> SessionAsync(int account) => BoshSession.OpenAsync(Server, path, User(account), Password);
}
