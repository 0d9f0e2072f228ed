using AiBom.Domain;

namespace AiBom.Documents.Tests.Writing;

/// <summary>Whose words the edges of an exported lineage are to whoever reads it.</summary>
public sealed class CitedLineageTests
{
    [Theory]
    [InlineData(LineageFormat.Cyclonedx, Assurance.Asserted, null, "unsigned")]
    [InlineData(LineageFormat.Cyclonedx, Assurance.Asserted, "aurora", "aurora")]
    [InlineData(LineageFormat.Cyclonedx, Assurance.Signed, "aurora", "")]
    [InlineData(LineageFormat.Cyclonedx, Assurance.Verified, null, "")]
    [InlineData(LineageFormat.Spdx3, Assurance.Asserted, null, "unsigned")]
    [InlineData(LineageFormat.Spdx3, Assurance.Asserted, "aurora", "unsigned")]
    [InlineData(LineageFormat.Spdx3, Assurance.Signed, "aurora", "")]
    public void What_nobody_signed_is_not_the_authors_own_word(
        LineageFormat format, Assurance assurance, string? claimant, string quoted)
    {
        var lineage = new LineageDocument
        {
            Author = "https://registry.example",
            AsOf = 7,
            Timestamp = DateTimeOffset.UnixEpoch,
            Entities = [Model("tuned"), Model("base")],
            Edges =
            [
                new LineageStatement(0, EdgeKind.DerivedFrom, 1, assurance)
                {
                    Claims = [new LineageClaim(claimant, assurance)],
                },
            ],
        };

        StatementSet read = Written.Read(Written.Bytes(lineage, format), format).Statements!;

        // A quotation of the author itself is its own word.
        string from = Assert.Single(read.Statements).CitedFrom ?? "";
        Assert.Equal(quoted, from == lineage.Author ? "" : from);
    }

    private static DeclaredEntity Model(string name) =>
        new() { Kind = EntityKind.Model, Pointer = "", Name = name, Version = "1", IsDescribed = true };
}
