using AiBom.Testing;

namespace AiBom.Tidy.Tests;

/// <summary>The files of the checkout that people write.</summary>
internal static class SourceTree
{
    private static readonly HashSet<string> Generated = new(StringComparer.Ordinal)
    {
        ".git", "bin", "obj", "node_modules", "TestResults", "BenchmarkDotNet.Artifacts", ".vs", ".idea", "wwwroot",
    };

    /// <summary>All files, but for what a build makes.</summary>
    public static IReadOnlyList<SourceFile> All { get; } =
        [.. Walk(new DirectoryInfo(Repository.Root)).OrderBy(file => file.Path, StringComparer.Ordinal)];

    /// <summary>C# of the product.</summary>
    public static IEnumerable<SourceFile> Source => CSharp.Where(file => file.IsUnder("src"));

    /// <summary>All C#.</summary>
    public static IEnumerable<SourceFile> CSharp => All.Where(file => file.HasExtension(".cs"));

    /// <summary>All projects.</summary>
    public static IEnumerable<SourceFile> Projects => All.Where(file => file.HasExtension(".csproj"));

    private static IEnumerable<SourceFile> Walk(DirectoryInfo folder)
    {
        // In a worktree ".git" is a file.
        foreach (FileInfo file in folder.EnumerateFiles().Where(file => !Generated.Contains(file.Name)))
        {
            yield return new SourceFile(Path.GetRelativePath(Repository.Root, file.FullName).Replace('\\', '/'));
        }

        foreach (DirectoryInfo inner in folder.EnumerateDirectories().Where(inner => !Generated.Contains(inner.Name)))
        {
            foreach (SourceFile file in Walk(inner))
            {
                yield return file;
            }
        }
    }
}

/// <summary>A file of the checkout.</summary>
/// <param name="Path">Its path from the root, with <c>/</c>.</param>
internal sealed record SourceFile(string Path)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The project's name, for a file under <c>src</c> or <c>tests</c>.</summary>
    public string Project => Path.Split('/') is [_, var project, ..] ? project : "";

    public bool IsUnder(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);

    public bool HasExtension(string extension) => Path.EndsWith(extension, StringComparison.Ordinal);

    public string Text() => File.ReadAllText(Repository.At(Path));

    public string[] Lines() => File.ReadAllLines(Repository.At(Path));

    public override string ToString() => Path;
}

/// <summary>What a rule found.</summary>
internal static class Offenders
{
    /// <summary>Fails with all of them, a line each.</summary>
    public static void None<T>(IEnumerable<T> offenders)
    {
        string[] lines = [.. offenders.Select(offender => $"{offender}")];
        Assert.True(lines.Length == 0, string.Join('\n', lines));
    }
}
