namespace Tqq.Bench.Others.Daemons;

/// <summary>The Debian packages of the servers.</summary>
internal static class Packages
{
    private const string Policy = "/usr/sbin/policy-rc.d";

    /// <summary>Installs those that are missing, without Debian's starting their services. They stay installed.</summary>
    public static async Task InstallAsync(IEnumerable<string> names)
    {
        var missing = new List<string>();
        foreach (var name in names)
            if (await VersionAsync(name) is null)
                missing.Add(name);
        if (missing.Count == 0)
            return;
        if (Environment.UserName != "root")
            throw new InvalidOperationException("please install " + string.Join(' ', missing) + ", or run this as root");
        await Console.Error.WriteLineAsync("bench: installs " + string.Join(' ', missing));
        var forbids = !File.Exists(Policy);
        if (forbids)
        {
            await File.WriteAllTextAsync(Policy, "#!/bin/sh\nexit 101\n");
            await Daemon.RunAsync("chmod", "755", Policy);
        }

        try
        {
            await Daemon.RunAsync("apt-get", "update", "-qq");
            await Daemon.RunAsync(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq", "--no-install-recommends",
                .. missing]);
        }
        finally
        {
            if (forbids)
                File.Delete(Policy);
        }
    }

    /// <returns>The installed version, or null.</returns>
    public static async Task<string?> VersionAsync(string name)
    {
        try
        {
            var answer = await Daemon.RunAsync("dpkg-query", "-W", "-f", "${db:Status-Status} ${Version}", name);
            return answer.StartsWith("installed ", StringComparison.Ordinal) ? answer["installed ".Length..] : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
