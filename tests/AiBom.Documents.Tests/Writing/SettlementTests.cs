using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using AiBom.Domain;

namespace AiBom.Documents.Tests.Writing;

/// <summary>
/// What a document may not state is left out of it and named, and the same lineage has the same bytes.
/// </summary>
public sealed class SettlementTests
{
    [Theory]
    [InlineData("0>1V 1>2S 2>0A", "2>0 Cycle")]
    [InlineData("0>1A 1>2S 2>0V", "0>1 Cycle")]
    [InlineData("0>1V 1>0V 1>2A", "1>0 Cycle")]
    [InlineData("0>0V", "0>0 NoForm")]
    [InlineData("0>1V 1>2V 0>2V", "")]
    public void Of_a_cycle_the_worst_proved_edge_is_left_out(string edges, string expected)
    {
        LineageDocument settled = LineageWriter.Settle(Models(edges));

        Assert.Equal(
            expected,
            string.Join(' ', settled.LeftOut.Select(own => $"{own.Edge.Subject}>{own.Edge.Object} {own.Reason}")));
        Assert.Equal(expected.Length == 0, settled.IsComplete);
    }

    [Theory]
    [InlineData(LineageFormat.Cyclonedx)]
    [InlineData(LineageFormat.Spdx3)]
    public void What_lost_an_edge_is_incomplete_whatever_was_said_and_the_document_names_the_edge(LineageFormat format)
    {
        LineageDocument document = Models("0>1V 1>0A");
        document = document with
        {
            Entities =
            [
                .. document.Entities.Select(entity => entity with
                {
                    Completeness = [new CompletenessClaim(CompletenessRelation.Ancestors, Completeness.Complete, "")],
                }),
            ],
        };
        byte[] bytes = Written.Bytes(document, format);
        StatementSet read = Written.Read(bytes, format).Statements!;

        Assert.Equal(
            "Complete Incomplete",
            string.Join(' ', read.Entities.Select(entity => entity.Completeness.Single().Completeness)));
        string text = System.Text.Encoding.UTF8.GetString(bytes);
        Assert.Contains("aibom:export:left-out", text, StringComparison.Ordinal);
        Assert.Contains("CYCLE", text, StringComparison.Ordinal);
        Assert.Equal("false", Property(bytes, format, AibomProperties.ExportComplete));
    }

    [Fact]
    public void A_great_tangle_is_left_out_whole_and_in_time()
    {
        const int Many = 3_000;
        LineageDocument document = Models(string.Join(' ', Enumerable.Range(0, Many)
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"{number}>{(number + 1) % Many}S"))));

        Assert.Equal(Many, LineageWriter.Settle(document).LeftOut.Length);
    }

    [Theory]
    [InlineData(LineageFormat.Cyclonedx)]
    [InlineData(LineageFormat.Spdx3)]
    [InlineData(LineageFormat.ProvJson)]
    public void The_same_lineage_has_the_same_bytes_and_a_later_one_another_serial_number(LineageFormat format)
    {
        LineageDocument document = RandomLineage.Of(7, isHostile: true);

        Assert.Equal(Written.Bytes(document, format), Written.Bytes(document, format));
        Assert.Equal(
            Written.Bytes(document, format), Written.Bytes(LineageWriter.Settle(document), format));
        Assert.NotEqual(
            Written.Bytes(document, format)[..300],
            Written.Bytes(document with { AsOf = document.AsOf + 1 }, format)[..300]);
    }

    [Fact]
    public void Two_things_of_one_name_and_no_better_key_stay_two()
    {
        LineageDocument document = Models("0>1S") with
        {
            Entities = [Model("twin") with { Version = "1" }, Model("twin") with { Version = "1" }],
        };

        foreach (LineageFormat format in (LineageFormat[])[LineageFormat.Cyclonedx, LineageFormat.Spdx3])
        {
            byte[] bytes = Written.Bytes(document, format);
            StatementSet read = Written.Read(bytes, format).Statements!;
            Assert.Equal(2, read.Entities.SelectMany(entity => entity.Keys("x", Digest.Of(bytes))).Distinct().Count());
            Assert.Single(read.Statements);
        }
    }

    [Theory]
    [InlineData(LineageFormat.Cyclonedx)]
    [InlineData(LineageFormat.Spdx3)]
    public void Thousands_of_things_are_written_in_pieces_and_read_back(LineageFormat format)
    {
        const int Many = 6_000;
        LineageDocument document = Models(string.Join(' ', Enumerable.Range(0, Many - 3).SelectMany(number =>
            Enumerable.Range(1, 3).Select(step =>
                string.Create(CultureInfo.InvariantCulture, $"{number}>{number + step}S")))));

        ImmutableArray<int> pieces = [.. LineageWriter.Write(document, format).Select(piece => piece.Length)];
        byte[] bytes = Written.Bytes(document, format);
        ReadResult read = Written.Read(bytes, format);

        Assert.True(pieces.Length > 10);
        Assert.All(pieces, length => Assert.True(length < 128 << 10));
        Assert.Equal(Many, read.Statements!.Entities.Length);
        Assert.Equal(3 * (Many - 3), read.Statements.Statements.Length);
    }

    [Fact]
    public void Claimants_are_cited_where_their_edge_stands_and_only_if_they_claim_it_just_so()
    {
        LineageDocument document = Models("0>1S");
        document = document with
        {
            Edges =
            [
                document.Edges[0] with
                {
                    Method = DerivationMethod.FineTuning,
                    Claims =
                    [
                        new LineageClaim("aurora", Assurance.Signed, DerivationMethod.FineTuning),
                        new LineageClaim("zephyr", Assurance.Signed, DerivationMethod.Merge),
                        new LineageClaim(null, Assurance.Asserted, DerivationMethod.FineTuning),
                    ],
                },
            ],
        };

        JsonElement bom = JsonElement.Parse(Written.Bytes(document, LineageFormat.Cyclonedx));

        Assert.Equal(
            """["author: /metadata/component/pedigree/ancestors/0","o0: /metadata/component/pedigree/ancestors/0"]""",
            JsonSerializer.Serialize(bom.GetProperty("citations").EnumerateArray().Select(citation =>
                $"{citation.GetProperty("attributedTo")}: {citation.GetProperty("pointers")[0]}")));
        Assert.Equal(
            """[{"bom-ref":"o0","name":"aurora"}]""",
            bom.GetProperty("declarations").GetProperty("targets").GetProperty("organizations").GetRawText());
        Assert.Contains(
            "\"SIGNED MERGE by zephyr\"",
            bom.GetProperty("metadata").GetProperty("component").GetProperty("properties").GetRawText(),
            StringComparison.Ordinal);
    }

    private static string? Property(byte[] bytes, LineageFormat format, string name)
    {
        JsonElement root = JsonElement.Parse(bytes);
        return format is LineageFormat.Cyclonedx
            ? root.GetProperty("metadata").GetProperty("properties").EnumerateArray()
                .Single(property => property.GetProperty("name").GetString() == name)
                .GetProperty("value").GetString()
            : root.GetProperty("@graph").EnumerateArray()
                .Single(element => element.GetProperty("type").GetString() == "SpdxDocument")
                .GetProperty("extension")[0].GetProperty("extension_cdxProperty").EnumerateArray()
                .Single(property => property.GetProperty("extension_cdxPropName").GetString() == name)
                .GetProperty("extension_cdxPropValue").GetString();
    }

    /// <summary>Models and derivations: <c>0>1V</c> is "0 was derived from 1, verified".</summary>
    private static LineageDocument Models(string edges)
    {
        LineageStatement[] statements = [.. edges.Split(' ').Select(edge =>
        {
            string[] ends = edge[..^1].Split('>');
            Assurance assurance = edge[^1] switch
            {
                'V' => Assurance.Verified,
                'S' => Assurance.Signed,
                _ => Assurance.Asserted,
            };
            return new LineageStatement(
                int.Parse(ends[0], CultureInfo.InvariantCulture),
                EdgeKind.DerivedFrom,
                int.Parse(ends[1], CultureInfo.InvariantCulture),
                assurance);
        })];
        int last = statements.Max(edge => Math.Max(edge.Subject, edge.Object));
        return new LineageDocument
        {
            Author = "https://aibom.example",
            AsOf = 42,
            Timestamp = DateTimeOffset.UnixEpoch,
            Entities = [.. Enumerable.Range(0, last + 1).Select(number =>
                Model(string.Create(CultureInfo.InvariantCulture, $"model-{number}")))],
            Edges = [.. statements],
        };
    }

    private static DeclaredEntity Model(string name) => new() { Kind = EntityKind.Model, Pointer = "", Name = name };
}
