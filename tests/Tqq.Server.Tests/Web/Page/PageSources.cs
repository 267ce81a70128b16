namespace Tqq.Server.Tests.Web.Page;

/// <summary>The sources of the page, which some tests read.</summary>
internal static class PageSources
{
    /// <summary>The folder that they are in.</summary>
    public static string Root
    {
        get
        {
            var directory = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(directory.FullName, "Tqq.slnx")))
                directory = directory.Parent ?? throw new InvalidOperationException("the repository is not above the tests");
            return Path.Combine(directory.FullName, "src", "Tqq.Page");
        }
    }
}
