using System.Runtime.CompilerServices;

namespace AiBom.Testing;

/// <summary>The code in a README, which stands in a test as well, so that it compiles and does what it says.</summary>
public static class ReadmeCode
{
    /// <summary>
    /// The lines of a README's C# block, without indentation and empty lines, and those of a source file that are the
    /// same: as many as there are, from where the block begins in it.
    /// </summary>
    /// <param name="readme">Such as <c>src/AiBom.GraphQL/README.md</c>.</param>
    /// <param name="source">The file that has the code as well; the caller's by default.</param>
    public static (string[] Readme, string[] Source) Of(string readme, [CallerFilePath] string source = "")
    {
        string[] block =
        [
            .. File.ReadLines(Repository.At(readme))
                .SkipWhile(line => !line.StartsWith("```csharp", StringComparison.Ordinal))
                .Skip(1)
                .TakeWhile(line => !line.StartsWith("```", StringComparison.Ordinal))
                .Select(line => line.Trim())
                .Where(line => line.Length > 0),
        ];
        IEnumerable<string> same = File.ReadLines(source)
            .Select(line => line.Trim())
            .Where(line => line.Length > 0)
            .SkipWhile(line => line != block[0])
            .Take(block.Length);
        return (block, [.. same]);
    }
}
