using System.Net;
using System.Net.Sockets;

namespace Tqq.Faults.Delivery;

/// <summary>
/// One cell of the table, once: texts are sent to a receiver, the reply with them meets a fault, the client
/// comes back in some way and fetches all.
/// </summary>
internal sealed class Scenario(Network network, int client, Trouble trouble, Way way, bool counts, bool hasTls)
{
    private static readonly TimeSpan s_settling = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan s_outage = TimeSpan.FromSeconds(2);

    private readonly List<string> _sent = [];
    private Receiver _receiver = null!;
    private Line _line = null!;
    private string _seq = "";

    /// <summary>Why the scenario could not be carried out; null as long as it can.</summary>
    public string? Error { get; private set; }

    /// <summary>The connection that hears nothing, where its reply is known to have been sent only by what was dropped.</summary>
    public IPEndPoint? Deaf => trouble.Fault is Fault.SilentBefore or Fault.Moved ? _line.From : null;

    private IPAddress Home => Network.WiFi(client);

    private IPAddress Next => trouble.Fault == Fault.Moved || way == Way.LoginElsewhere ? Network.Mobile(client) : Home;

    /// <summary>The receiver gets its texts.</summary>
    public async Task ReceiveTextsAsync(ServerInNetwork server, Sender sender)
    {
        var (uin, passwordMd5) = await server.AddAccountAsync();
        _receiver = new(uin, passwordMd5, counts);
        for (var text = 0; text < trouble.Texts; text++)
            _sent.Add(await sender.SendAsync(uin, trouble.IsLong));
    }

    /// <summary>The receiver logs in, asks, and the reply meets its fault.</summary>
    public async Task MeetFaultAsync()
    {
        _line = await Line.OpenAsync(network, Home, hasTls,
            trouble.Fault switch { Fault.NotRead or Fault.ReadLate => 1024, Fault.SilentDuring => 4096, _ => null });
        await _receiver.LoginAsync(_line);
        if (Deaf is not null)
            _line.FallDeaf();
        if (trouble.Fault == Fault.Unconfirmed)
            _line.LoseConfirmations();
        _seq = await _receiver.AskForMessagesAsync(_line, isLast: trouble.Fault == Fault.ReadAsLast);
        if (Deaf is not null)
            return;
        await _line.AwaitArrivalAsync();
        if (trouble.IsRead)
            await TakeAsync();
        switch (trouble.Fault)
        {
            case Fault.NotRead or Fault.ReadLate:
                await Task.Delay(s_settling);
                break;
            case Fault.SilentDuring:
                await _line.ReadSomeAsync();
                _line.FallSilent();
                break;
            case Fault.ReadThenClosed or Fault.ReadAsLast:
                _line.Dispose();
                break;
            case Fault.ResetUnread:
                await Task.Delay(s_settling);
                _line.Reset();
                break;
            case Fault.ResetAfter:
                _line.Reset();
                break;
        }
    }

    /// <summary>The client comes back in its way, and whatever was left of the old connection ends.</summary>
    public async Task ReturnAsync()
    {
        if (Deaf is not null)
            _line.FallSilent();
        if (way == Way.SameConnection)
        {
            await GoOnAsync();
            return;
        }

        using var line = await Line.OpenAsync(network, Next, hasTls);
        switch (way)
        {
            case Way.OtherConnection or Way.Kill:
                await _receiver.FetchAsync(line);
                break;
            case Way.OtherCommand:
                await _receiver.ListAsync(line);
                break;
            case Way.Login or Way.LoginElsewhere or Way.Timeout:
                await _receiver.LoginAsync(line);
                break;
            case Way.Logout:
                await _receiver.LogoutAsync(line);
                break;
        }

        if (trouble.Fault == Fault.ReadLate)
        {
            _line.Widen();
            await _receiver.TakeAsync(_line, _seq);
        }

        if (trouble.Fault is Fault.Read or Fault.ReadLate)
            _line.Dispose();
        else
            _line.Reset();
    }

    /// <summary>All that waits is fetched.</summary>
    public async Task DrainAsync()
    {
        using var line = await Line.OpenAsync(network, Next, hasTls);
        await _receiver.DrainAsync(line);
    }

    /// <summary>Takes a step, unless one before it has failed.</summary>
    public async Task TryAsync(Func<Task> step)
    {
        if (Error is not null)
            return;
        try
        {
            await step();
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or OperationCanceledException or SocketException)
        {
            Error = e.Message;
        }
    }

    /// <summary>What came of it.</summary>
    public ScenarioResult Judge()
    {
        var received = _receiver.Received.Distinct().ToList();
        return new(trouble, way, counts, hasTls, _sent.Count, _sent.Except(received).Count(), _receiver.Received.Count - received.Count,
            !received.SequenceEqual(_sent.Where(received.Contains)), Error);
    }

    private async Task GoOnAsync()
    {
        if (!trouble.IsRead)
        {
            await Task.Delay(s_outage);
            _line.Heal();
            _line.Widen();
            await TakeAsync();
        }

        await _receiver.FetchAsync(_line);
        _line.Dispose();
    }

    private async Task TakeAsync()
    {
        if (await _receiver.TakeAsync(_line, _seq) is null or < 1)
            throw new InvalidOperationException($"the reply did not come, although nothing kept it: {trouble.Name} / {way}");
    }
}
