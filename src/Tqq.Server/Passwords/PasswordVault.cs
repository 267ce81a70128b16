using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace Tqq.Server.Passwords;

/// <summary>
/// Argon2id over the lower-case MD5 hex, on two threads of its own: a flood of logins queues here and leaves the request threads alone.
/// </summary>
public sealed class PasswordVault : IPasswordVault, IDisposable
{
    // 19 MiB, two passes, one lane: the least that OWASP's password storage guide asks of Argon2id.
    private const int MemoryKiB = 19 * 1024;
    private const int Passes = 2;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;
    private const int Threads = 2;

    private readonly BlockingCollection<Action> _queue = [];
    private readonly PhcString _nobody = new(MemoryKiB, Passes, RandomNumberGenerator.GetBytes(SaltBytes), RandomNumberGenerator.GetBytes(HashBytes));
    private readonly Thread[] _threads;

    /// <summary>Starts its threads.</summary>
    public PasswordVault()
    {
        _threads = [.. Enumerable.Range(1, Threads).Select(number => new Thread(Compute) { Name = $"passwords {number}", IsBackground = true })];
        foreach (var thread in _threads)
            thread.Start();
    }

    /// <inheritdoc/>
    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "the protocol's clients send MD5 (protocol.md §3); what is kept is Argon2id of it")]
    public Task<string> HashAsync(string password, CancellationToken cancellationToken)
    {
        var md5 = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(password)));
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return Queue(() => new PhcString(MemoryKiB, Passes, salt, Derive(md5, salt, MemoryKiB, Passes, HashBytes)).ToString(), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> VerifyAsync(string? passwordHash, string passwordMd5, CancellationToken cancellationToken) => Queue(
        () =>
        {
            var stored = passwordHash is null ? _nobody : PhcString.Parse(passwordHash);
            var derived = Derive(passwordMd5.ToLowerInvariant(), stored.Salt, stored.MemoryKiB, stored.Passes, stored.Hash.Length);
            return CryptographicOperations.FixedTimeEquals(derived, stored.Hash) && passwordHash is not null;
        },
        cancellationToken);

    /// <summary>Finishes what is queued and ends its threads.</summary>
    public void Dispose()
    {
        _queue.CompleteAdding();
        foreach (var thread in _threads)
            thread.Join();
        _queue.Dispose();
    }

    private static byte[] Derive(string md5, byte[] salt, int memoryKiB, int passes, int length) =>
        PasswordBasedKeyDerivationAlgorithm.Argon2id(new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = memoryKiB, NumberOfPasses = passes })
            .DeriveBytes(md5, salt, length);

    private Task<T> Queue<T>(Func<T> compute, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Add(
            () =>
            {
                if (cancellationToken.IsCancellationRequested)
                {
                    done.SetCanceled(cancellationToken);
                    return;
                }

                try
                {
                    done.SetResult(compute());
                }
                catch (FormatException e)
                {
                    done.SetException(e);
                }
            },
            cancellationToken);
        return done.Task;
    }

    private void Compute()
    {
        foreach (var next in _queue.GetConsumingEnumerable())
            next();
    }
}
