using AiBom.Testing;

namespace AiBom.Verification.Tests;

/// <summary>The published vectors of signatures, and the count of what they came to.</summary>
internal static class SignatureVectors
{
    private const string Folder = "conformance/signatures/";

    /// <summary>The rows of one kind; skips the test where the vectors are not beside the checkout.</summary>
    public static IReadOnlyList<SignatureVector> Rows(string kind)
    {
        Assert.SkipUnless(Repository.HasShared(Folder + "INDEX.tsv", out string reason), reason);
        return
        [
            .. File.ReadLines(Repository.Shared(Folder + "INDEX.tsv"))
                .Skip(1)
                .Select(line => line.Split('\t'))
                .Where(row => string.Equals(row[1], kind, StringComparison.Ordinal))
                .Select(row => new SignatureVector(row)),
        ];
    }

    /// <summary>The path of a file or folder that a row names.</summary>
    public static string At(string path) => Path.GetFullPath(Repository.Shared(Folder + path));

    /// <summary>Writes the count where it is seen, and fails with what differs.</summary>
    /// <param name="kind">The rows' kind.</param>
    /// <param name="passed">How many came out as published.</param>
    /// <param name="excluded">Those that differ by a decision, which each names.</param>
    /// <param name="failed">Those that differ.</param>
    public static void Report(
        string kind, int passed, IReadOnlyCollection<string> excluded, IReadOnlyCollection<string> failed)
    {
        string line = $"{kind}: {passed} passed, {failed.Count} failed, {excluded.Count} excluded";
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        foreach (string one in excluded)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"  excluded {one}");
        }

        TestContext.Current.SendDiagnosticMessage(line);
        Assert.True(failed.Count == 0, $"{line}\n{string.Join('\n', failed)}");
    }
}

/// <summary>A row of the index.</summary>
internal sealed class SignatureVector(string[] row)
{
    public string Case => row[0];

    public string Bundle => SignatureVectors.At(row[3]);

    public string Artifact => SignatureVectors.At(row[4]);

    public string Identity => row[5];

    public string Issuer => row[6];

    /// <summary>The key's path, or a word for where it is.</summary>
    public string Key => row[7];

    public string TrustedRoot => row[8];

    public string Expected => row[10];

    public string Note => row[12];
}
