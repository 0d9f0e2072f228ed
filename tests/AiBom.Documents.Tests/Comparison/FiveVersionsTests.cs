using AiBom.Documents.Comparison;
using AiBom.Testing.Versions;

namespace AiBom.Documents.Tests.Comparison;

/// <summary>Five versions of one application: each difference is what a person wrote down before.</summary>
public sealed class FiveVersionsTests
{
    public static TheoryData<int, int> Steps => [.. FiveVersions.Steps];

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_step_is_told_as_a_person_would(int from, int to)
    {
        DocumentDiff diff = DocumentComparison.Compare(Version(from), Version(to));

        Assert.Equal(
            FiveVersions.Sentences(from, to),
            new DiffSentences(diff).All().Select(own => own.Text).Order(StringComparer.Ordinal));
        Assert.False(diff.IsEmpty);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void A_version_does_not_differ_from_itself(int version)
    {
        DocumentDiff diff = DocumentComparison.Compare(Version(version), Version(version));

        Assert.True(diff.IsEmpty);
        Assert.Empty(diff.Header);
        Assert.Empty(new DiffSentences(diff).All());
    }

    [Fact]
    public void The_formats_differ_in_what_the_documents_say_of_themselves()
    {
        DocumentDiff diff = DocumentComparison.Compare(Version(3), Version(4));

        Assert.Equal(
            "format CycloneDX SPDX, specVersion 1.7 3.0.1, timestamp 2026-03-02T08:00:00.000000Z "
            + "2026-04-01T08:00:00.000000Z",
            string.Join(", ", diff.Header
                .Where(change => change.Name is not ("serialNumber" or "version"))
                .Select(change => $"{change.Name} {change.Before} {change.After}")));
    }

    private static ComparedDocument Version(int version)
    {
        ReadResult read = DocumentReader.Read(
            FiveVersions.Document(version), FiveVersions.MediaTypeOf(version), DocumentLimits.Default);
        Assert.Empty(read.Findings.Where(finding => finding.Severity is Domain.Severity.Error));
        return new ComparedDocument(read.Statements!, scope: "northwind");
    }
}
