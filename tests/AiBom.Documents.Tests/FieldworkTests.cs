using AiBom.Testing;

namespace AiBom.Documents.Tests;

/// <summary>
/// What a person read from real documents, written down from the JSON before the reader ran, against what comes out.
/// Order does not matter; nothing may be missing, nothing may be extra.
/// </summary>
public sealed class FieldworkTests
{
    [Theory]
    [InlineData("manifest-qwen.txt", "manifest-cyber-aibom/examples/Qwen2.5-7B-Instruct.json")]
    [InlineData("bxf12315-28d1da0.txt", "bxf12315-hf-aibom/28d1da0__aibom.json")]
    [InlineData("bxf12315-b5f642a.txt", "bxf12315-hf-aibom/b5f642a__aibom.json")]
    public void The_lineage_that_a_person_reads_comes_out(string written, string document)
    {
        string path = $"conformance/bom/{document}";
        if (!Repository.HasShared(path, out string reason))
        {
            Assert.Skip(reason);
        }

        string[] expected = [.. File.ReadLines(Repository.At($"tests/AiBom.Documents.Tests/Fieldwork/{written}"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Order(StringComparer.Ordinal)];

        // Libraries were not written down: they are no lineage.
        string[] actual = [.. Reading.Lineage(Reading.Of(File.ReadAllBytes(Repository.Shared(path))))
            .Where(line => !line.StartsWith("SoftwareComponent ", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

        Assert.Equal(
            string.Join('\n', expected.Except(actual, StringComparer.Ordinal)),
            string.Join('\n', actual.Except(expected, StringComparer.Ordinal)));
        Assert.Equal(expected.Length, actual.Length);
    }
}
