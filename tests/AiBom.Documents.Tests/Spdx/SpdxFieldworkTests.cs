using AiBom.Testing;

namespace AiBom.Documents.Tests.Spdx;

/// <summary>
/// What a person read from real SPDX documents, written down from the JSON before the reader ran, against what comes
/// out. Order does not matter; nothing may be missing, nothing may be extra.
/// </summary>
public sealed class SpdxFieldworkTests
{
    [Theory]
    [InlineData("ai-example01.txt", "ai/example01/spdx3.0/simplehtr-example.json")]
    [InlineData("ai-example02.txt", "ai/example02/spdx3.0/sbom.spdx3.json")]
    [InlineData("ai-example02-draft.txt", "_branches/ai/example02/spdx3.1/sbom.spdx3.json-draft")]
    [InlineData("dataset-example01.txt", "dataset/example01/spdx3.0/example01.spdx3.json")]
    [InlineData("dataset-example01-old.txt", "_branches/dataset/example01/spdx3.0/example01.json")]
    [InlineData("dataset-example06.txt", "_branches/dataset/example06/spdx3.0/example06.spdx3.json")]
    [InlineData("dataset-example07.txt", "_branches/dataset/example07/spdx3.0/example07.spdx3.json")]
    public void The_lineage_that_a_person_reads_comes_out(string written, string document)
    {
        string path = $"conformance/bom/spdx-examples/{document}";
        if (!Repository.HasShared(path, out string reason))
        {
            Assert.Skip(reason);
        }

        string[] expected = [.. File.ReadLines(Repository.At($"tests/AiBom.Documents.Tests/Spdx/Fieldwork/{written}"))
            .Where(line => line.Length > 0 && line[0] != '#')];
        string[] actual = [.. LineageOf(Reading.Of(File.ReadAllBytes(Repository.Shared(path))))];

        Assert.Equal(
            string.Join('\n', expected.Except(actual, StringComparer.Ordinal)),
            string.Join('\n', actual.Except(expected, StringComparer.Ordinal)));
        Assert.Equal(expected.Length, actual.Length);
    }

    /// <summary>Software was not written down, nor what it contains and needs: it is no lineage.</summary>
    private static IEnumerable<string> LineageOf(ReadResult read)
    {
        string[] lines = [.. Reading.Lineage(read)];
        string[] software = [.. lines
            .Where(line => line.StartsWith("SoftwareComponent ", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[1])];
        return lines.Where(line => !line.StartsWith("SoftwareComponent ", StringComparison.Ordinal)
            && !line.Split(' ').Intersect(software, StringComparer.Ordinal).Any());
    }
}
