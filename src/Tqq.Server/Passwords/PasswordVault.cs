using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Security.Cryptography;
using NSec.Cryptography;

namespace Tqq.Server.Passwords;

/// <summary>
/// Argon2id over the lower-case MD5 hex, on two threads of its own: a flood of logins waits here and leaves the request threads
/// alone. Those who come from where their account usually logs in wait in a queue of their own, and every second computation is
/// theirs; in each queue addresses take turns. Where many are made together, one thread is theirs, and the other one as long as no login
/// waits.
/// </summary>
public sealed class PasswordVault : IPasswordVault, IDisposable
{
    private const int Threads = 2;

    private readonly PasswordCost _cost;
    private readonly PhcString _nobody;
    private readonly TurnQueue<Work> _usual;
    private readonly TurnQueue<Work> _others;
    private readonly Queue<Work> _administration = [];
    private readonly Queue<Work> _together = [];
    private readonly object _lock = new();
    private readonly Thread[] _threads;
    private readonly PasswordFigures? _figures;
    private int _togetherNow;
    private bool _othersAreNext;
    private bool _isEnding;

    /// <summary>Starts its threads.</summary>
    /// <param name="options">How passwords are computed.</param>
    /// <param name="figures">Is told how long that takes; null for nobody.</param>
    public PasswordVault(PasswordOptions options, PasswordFigures? figures = null)
    {
        _figures = figures;
        figures?.Watch(() => Waiting, () => OldestWait);
        _cost = options.Cost;
        _nobody = new(_cost.MemoryKiB, _cost.Passes, RandomNumberGenerator.GetBytes(PhcString.SaltBytes),
            RandomNumberGenerator.GetBytes(PhcString.HashBytes));
        (_usual, _others) = (new(options.MostWaiting), new(options.MostWaiting));
        _threads = [.. Enumerable.Range(1, Threads).Select(number =>
            new Thread(Compute) { Name = $"passwords {number}", IsBackground = true })];
        foreach (var thread in _threads)
            thread.Start();
    }

    /// <summary>How many wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
                return _usual.Count + _others.Count + _administration.Count + _together.Count;
        }
    }

    /// <summary>From where most of those come that wait, where that is more than one; null otherwise.</summary>
    public IPAddress? MostAsking
    {
        get
        {
            lock (_lock)
                return (_usual.Count > _others.Count ? _usual : _others).Longest is { Count: > 1 } line ? line.From : null;
        }
    }

    private TimeSpan OldestWait
    {
        get
        {
            lock (_lock)
            {
                var first = _usual.Firsts.Concat(_others.Firsts).Concat(_administration.Take(1)).Concat(_together.Take(1))
                    .MinBy(work => work.PutIn);
                return first is null ? TimeSpan.Zero : Stopwatch.GetElapsedTime(first.PutIn);
            }
        }
    }

    /// <inheritdoc/>
    public async Task<string> HashAsync(string password, CancellationToken cancellationToken) =>
        // An administrator is trusted not to flood, and finds room always.
        (await HashInTurnAsync(password, work => Queue(work, _administration), cancellationToken))!;

    /// <inheritdoc/>
    public Task<string[]> HashAllAsync(IReadOnlyList<string> passwords, Action onEach, CancellationToken cancellationToken) =>
        Task.WhenAll(passwords.Select(async password =>
        {
            var hash = await HashInTurnAsync(password, work => Queue(work, _together), cancellationToken);
            onEach();
            return hash!;
        }));

    /// <inheritdoc/>
    public Task<string?> HashAsync(string password, LoginOrigin origin, CancellationToken cancellationToken) =>
        HashInTurnAsync(password, work => Queue(work, origin), cancellationToken);

    /// <inheritdoc/>
    public Task<bool?> VerifyAsync(string? passwordHash, string passwordMd5, LoginOrigin origin, CancellationToken cancellationToken) =>
        Ask(() =>
        {
            var stored = passwordHash is null ? _nobody : PhcString.Parse(passwordHash);
            var derived = Derive(passwordMd5.ToLowerInvariant(), stored.Salt, stored.MemoryKiB, stored.Passes, stored.Hash.Length);
            return CryptographicOperations.FixedTimeEquals(derived, stored.Hash) && passwordHash is not null;
        },
        work => Queue(work, origin), cancellationToken);

    /// <summary>Finishes what is queued and ends its threads.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isEnding = true;
            Monitor.PulseAll(_lock);
        }

        foreach (var thread in _threads)
            thread.Join();
    }

    private static byte[] Derive(string md5, byte[] salt, int memoryKiB, int passes, int length) =>
        PasswordBasedKeyDerivationAlgorithm.Argon2id(new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = memoryKiB,
            NumberOfPasses = passes })
            .DeriveBytes(md5, salt, length);

    private async Task<string?> HashInTurnAsync(string password, Action<Work> queue, CancellationToken cancellationToken)
    {
        var md5 = PasswordMd5.Of(password);
        var salt = RandomNumberGenerator.GetBytes(PhcString.SaltBytes);
        string? hash = null;
        await Ask(() =>
            (hash = new PhcString(_cost.MemoryKiB, _cost.Passes, salt,
            Derive(md5, salt, _cost.MemoryKiB, _cost.Passes, PhcString.HashBytes)).ToString()).Length > 0, queue, cancellationToken);
        return hash;
    }

    private static Task<bool?> Ask(Func<bool> compute, Action<Work> queue, CancellationToken cancellationToken)
    {
        var work = new Work(compute, cancellationToken);
        queue(work);
        return work.Done;
    }

    private void Queue(Work work, Queue<Work> queue)
    {
        lock (_lock)
        {
            queue.Enqueue(work);
            Monitor.Pulse(_lock);
        }
    }

    private void Queue(Work work, LoginOrigin login)
    {
        Work? displaced;
        lock (_lock)
        {
            displaced = (login.IsUsual ? _usual : _others).Add(login.Address, work);
            Monitor.Pulse(_lock);
        }

        if (displaced is not null)
        {
            _figures?.Refused();
            displaced.Refuse();
        }
    }

    private void Compute()
    {
        LowPriority.Take();
        while (Next() is var (work, isTogether))
        {
            var begun = Stopwatch.GetTimestamp();
            work.Run();
            _figures?.Computed(begun);
            if (isTogether)
                lock (_lock)
                    _togetherNow--;
        }
    }

    private (Work Work, bool IsTogether)? Next()
    {
        lock (_lock)
        {
            for (; ; )
            {
                if (_administration.TryDequeue(out var work))
                    return (work, false);
                if (_togetherNow == 0 && TryTakeTogether(out work))
                    return (work, true);
                _othersAreNext = !_othersAreNext;
                var (first, second) = _othersAreNext ? (_others, _usual) : (_usual, _others);
                if (first.TryTake(out work) || second.TryTake(out work))
                    return (work, false);
                if (TryTakeTogether(out work))
                    return (work, true);
                if (_isEnding)
                    return null;
                Monitor.Wait(_lock);
            }
        }
    }

    // Under the lock.
    private bool TryTakeTogether([NotNullWhen(true)] out Work? work)
    {
        if (!_together.TryDequeue(out work))
            return false;
        _togetherNow++;
        return true;
    }

    private sealed class Work(Func<bool> compute, CancellationToken cancellationToken)
    {
        private readonly TaskCompletionSource<bool?> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<bool?> Done => _done.Task;

        public long PutIn { get; } = Stopwatch.GetTimestamp();

        public void Refuse() => _done.SetResult(null);

        // Whoever waits goes on in the pool, which this thread must not give work.
        public void Run() => LowPriority.GoOnInPool(Compute());

        private Action Compute()
        {
            if (cancellationToken.IsCancellationRequested)
                return () => _done.SetCanceled(cancellationToken);
            try
            {
                var result = compute();
                return () => _done.SetResult(result);
            }
            catch (Exception e)
            {
                // Whatever it is, whoever asked is told, and the thread lives on for the others.
                return () => _done.SetException(e);
            }
        }
    }
}
