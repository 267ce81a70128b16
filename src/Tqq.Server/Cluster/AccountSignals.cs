using Microsoft.Extensions.Logging;
using Tqq.Core;
using Tqq.Core.Accounts;
using Tqq.Server.Messaging;

namespace Tqq.Server.Cluster;

/// <summary>
/// The signals of one account, while there are any. They are raised outside of its turns; what comes in between is merged. A thread raises
/// one after the other, and has another look for what is left: so one that takes long holds up no other. Attaching and detaching are done
/// in turns.
/// </summary>
internal sealed partial class AccountSignals(
    Uin uin, LiveAccount account, ILogger logger, Action<DeviceAttachment> detach) : IThreadPoolWorkItem
{
    // Replaced, never changed: a thread may be at raising them.
    private DeviceAttachment[] _attached = [];
    private int _raised = account.News;
    private int _isDue;

    /// <summary>Whether nobody is attached.</summary>
    public bool IsEmpty => _attached.Length == 0;

    /// <summary>Adds one, and raises it.</summary>
    public DeviceAttachment Add(int device, IDeviceSignal signal)
    {
        var added = new DeviceAttachment(device, signal, detach);
        _attached = [.. _attached, added];
        Schedule();
        return added;
    }

    /// <summary>Removes one.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Remove(DeviceAttachment attachment)
    {
        var at = Array.IndexOf(_attached, attachment);
        if (at >= 0)
            _attached = [.. _attached[..at], .. _attached[(at + 1)..]];
        return at >= 0;
    }

    /// <summary>A turn of the account is over: if there is something new, has the signals raised.</summary>
    public void EndTurn()
    {
        if (_raised == account.News)
            return;
        _raised = account.News;
        Schedule();
    }

    void IThreadPoolWorkItem.Execute()
    {
        var attached = Volatile.Read(ref _attached);
        // What changes from here on is signalled once more.
        if (Interlocked.Exchange(ref _isDue, 0) == 1)
            foreach (var attachment in attached)
                attachment.NoteDue();
        var hasHelp = false;
        for (var at = 0; at < attached.Length; at++)
        {
            if (!attached[at].TryBegin())
                continue;
            if (!hasHelp && at < attached.Length - 1)
                Queue();
            hasHelp = true;
            Raise(attached[at]);
        }
    }

    private void Raise(DeviceAttachment attachment)
    {
        do
        {
            try
            {
                attachment.Signal.Raise();
            }
            catch (Exception e)
            {
                LogFailed(logger, uin.Value, attachment.Device, e);
            }
        }
        while (!attachment.TryEnd());
    }

    private void Schedule()
    {
        if (Interlocked.Exchange(ref _isDue, 1) == 0)
            Queue();
    }

    private void Queue() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    [LoggerMessage(28, LogLevel.Error, "the signal of device session {Device} of account {Uin} failed")]
    private static partial void LogFailed(ILogger logger, uint uin, int device, Exception exception);
}
