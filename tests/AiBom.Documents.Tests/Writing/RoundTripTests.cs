using AiBom.Domain;

namespace AiBom.Documents.Tests.Writing;

/// <summary>What is written reads back into the same things and edges, and is valid by the official schema.</summary>
public sealed class RoundTripTests
{
    public static TheoryData<LineageFormat, bool> Formats => new()
    {
        { LineageFormat.Cyclonedx, false },
        { LineageFormat.Cyclonedx, true },
        { LineageFormat.Spdx3, false },
        { LineageFormat.Spdx3, true },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void Any_lineage_reads_back_as_it_was_written(LineageFormat format, bool isHostile)
    {
        for (ulong seed = 1; seed <= 300; seed++)
        {
            LineageDocument document = LineageWriter.Settle(RandomLineage.Of(seed, isHostile));
            ReadResult read = Written.Read(Written.Bytes(document, format), format);

            Assert.True(read.Statements is not null, $"seed {seed}: {string.Join('\n', read.Findings)}");
            Assert.Equal($"seed {seed}\n{Written.Text(document)}", $"seed {seed}\n{Written.Text(read.Statements)}");
            Assert.Equal(document.Author, read.Statements.Header.Publisher);
            Assert.Equal(document.Timestamp, read.Statements.Header.Timestamp);
            Assert.Empty(read.Findings.Select(finding => finding.Code).Except(
                [FindingCodes.FieldMissing, FindingCodes.WeakDigest]));
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Any_lineage_is_valid_by_the_official_schema(LineageFormat format, bool isHostile)
    {
        for (ulong seed = 1; seed <= 60; seed++)
        {
            byte[] document = Written.Bytes(RandomLineage.Of(seed, isHostile), format);

            Assert.Equal($"seed {seed}: Valid", $"seed {seed}: {Written.Schema(document, format)}");
        }
    }
}
