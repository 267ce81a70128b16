namespace Tqq.Cli.Terminal;

/// <summary>
/// What a run of the program takes from the process it is in, beside its three streams: <see cref="TerminalOutput"/> has those. A test
/// gives its own surroundings, so that many runs can go on side by side in one process.
/// </summary>
/// <param name="Environment">The environment's variables.</param>
/// <param name="Directory">The current folder, as a full path.</param>
/// <param name="OwnsProcess">
/// Whether the run is all that the process is for: it may then listen to signals, set up threads and end the process.
/// </param>
/// <param name="Interrupted">What a run that does not own its process takes for Ctrl-C.</param>
internal sealed record Surroundings(IReadOnlyDictionary<string, string> Environment, string Directory, bool OwnsProcess,
    CancellationToken Interrupted)
{
    private static readonly AsyncLocal<Surroundings?> s_current = new();

    /// <summary>Those of the run that asks; where no run was given its own, those of the process.</summary>
    public static Surroundings Current
    {
        get => s_current.Value ??= OfProcess();
        set => s_current.Value = value;
    }

    /// <summary>Those of a run that is the process.</summary>
    public static Surroundings OfProcess() => new(
        System.Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().ToDictionary(pair =>
            (string)pair.Key, pair => (string?)pair.Value ?? ""),
        System.Environment.CurrentDirectory,
        OwnsProcess: true,
        CancellationToken.None);

    /// <summary>
    /// Whether what was typed as arguments was UTF-8. The runtime puts U+FFFD where it was not, and that would be sent. Known where the
    /// system shows the bytes (Linux), and for a run that is the process; elsewhere it is taken to be.
    /// </summary>
    public bool HasUtf8Arguments
    {
        get
        {
            try
            {
                return !OwnsProcess || !OperatingSystem.IsLinux()
                    || System.Text.Unicode.Utf8.IsValid(File.ReadAllBytes("/proc/self/cmdline"));
            }
            catch (IOException)
            {
                return true;
            }
        }
    }

    /// <summary>A variable of the environment; null where it is not set or empty.</summary>
    public string? Variable(string name) => Environment.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>The user's folder: HOME, else what the system says.</summary>
    public string Home => Variable("HOME") ?? System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile);

    /// <summary>A path as a full one; a relative path begins at the current folder.</summary>
    public string FullPath(string path) => Path.GetFullPath(path, Directory);
}
