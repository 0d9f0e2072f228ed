namespace AiBom.Testing;

/// <summary>Where the checkout lies, and the shared test material beside it.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>AiBom.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The path of a file or folder of the checkout.</summary>
    public static string At(string relativePath) => Path.Combine(Root, relativePath);

    /// <summary>
    /// The path of shared material (conformance documents, vectors, the reference fixture), which lies beside the
    /// checkout. It may be absent: a test that needs it then skips and says so.
    /// </summary>
    public static string Shared(string relativePath) => Path.Combine(Root, "..", "shared", relativePath);

    /// <summary>Whether shared material is there; the reason for a skip otherwise.</summary>
    public static bool HasShared(string relativePath, out string reason)
    {
        string path = Path.GetFullPath(Shared(relativePath));
        reason = $"Shared material '{relativePath}' is not beside the checkout.";
        return File.Exists(path) || Directory.Exists(path);
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AiBom.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new DirectoryNotFoundException($"No AiBom.sln above '{AppContext.BaseDirectory}'.");
    }
}
