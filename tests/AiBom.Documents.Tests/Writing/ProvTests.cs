using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using AiBom.Domain;

namespace AiBom.Documents.Tests.Writing;

/// <summary>
/// PROV-JSON as the submission has it: known records with the attributes that they need, names with a declared prefix,
/// and nothing that refers to what is not there.
/// </summary>
public sealed class ProvTests
{
    private static readonly Dictionary<string, string> KindOfAttribute = new(StringComparer.Ordinal)
    {
        ["prov:entity"] = "entity",
        ["prov:generatedEntity"] = "entity",
        ["prov:usedEntity"] = "entity",
        ["prov:collection"] = "entity",
        ["prov:influencee"] = "entity",
        ["prov:influencer"] = "entity",
        ["prov:activity"] = "activity",
        ["prov:agent"] = "agent",
        ["prov:delegate"] = "agent",
        ["prov:responsible"] = "agent",
    };

    private static readonly Dictionary<string, string[]> Relations = new(StringComparer.Ordinal)
    {
        ["wasGeneratedBy"] = ["prov:entity"],
        ["used"] = ["prov:activity", "prov:entity"],
        ["wasDerivedFrom"] = ["prov:generatedEntity", "prov:usedEntity"],
        ["wasInfluencedBy"] = ["prov:influencee", "prov:influencer"],
        ["hadMember"] = ["prov:collection", "prov:entity"],
        ["wasAttributedTo"] = ["prov:entity", "prov:agent"],
        ["wasAssociatedWith"] = ["prov:activity", "prov:agent"],
        ["actedOnBehalfOf"] = ["prov:delegate", "prov:responsible"],
    };

    [Fact]
    public void Every_reference_of_any_lineage_leads_somewhere()
    {
        for (ulong seed = 1; seed <= 300; seed++)
        {
            JsonElement prov = Prov(RandomLineage.Of(seed, isHostile: seed % 2 == 0));

            Assert.Equal($"seed {seed}:", $"seed {seed}:{string.Concat(Faults(prov, prov))}");
            foreach (JsonProperty bundle in Members(prov, "bundle"))
            {
                Assert.Equal($"seed {seed}:", $"seed {seed}:{string.Concat(Faults(bundle.Value, prov))}");
                Assert.Equal(
                    "prov:Bundle",
                    prov.GetProperty("entity").GetProperty(bundle.Name).GetProperty("prov:type").GetProperty("$")
                        .GetString());
            }
        }
    }

    [Fact]
    public void Every_edge_of_any_lineage_stands_in_it_and_every_claim_in_its_claimants_bundle()
    {
        for (ulong seed = 1; seed <= 100; seed++)
        {
            LineageDocument document = LineageWriter.Settle(RandomLineage.Of(seed, isHostile: false));
            JsonElement prov = Prov(document);

            Assert.Equal(
                string.Join('\n', document.Edges.Select(edge => $"e{edge.Subject} e{edge.Object}").Order()),
                string.Join('\n', Edges(prov).Order()));
            Assert.Equal(
                document.Edges.Sum(edge => edge.Claims.Count(claim => claim.Claimant is not null)),
                Members(prov, "bundle").Sum(bundle => Edges(bundle.Value).Count()));
        }
    }

    [Fact]
    public void A_labelling_has_its_period_its_vendor_and_in_whose_name_that_worked()
    {
        JsonElement prov = Prov(new LineageDocument
        {
            Author = "https://aibom.example",
            AsOf = 1,
            Timestamp = DateTimeOffset.UnixEpoch,
            Entities =
            [
                new DeclaredEntity
                {
                    Kind = EntityKind.LabelSet,
                    Pointer = "",
                    Name = "labels",
                    LabeledFrom = DateTimeOffset.UnixEpoch,
                    Organizations =
                    [
                        new OrganizationClaim(OrganizationRole.LabelingVendor, "delta", ""),
                        new OrganizationClaim(OrganizationRole.LabelingPrincipal, "brightlabel", ""),
                    ],
                },
            ],
        });

        Assert.Equal(
            """{"prov:type":{"$":"aibom:Labeling","type":"prov:QUALIFIED_NAME"},"""
                + "\"prov:startTime\":\"1970-01-01T00:00:00.000000Z\"}",
            prov.GetProperty("activity").GetProperty("lineage:labeling0").GetRawText());
        Assert.Equal(
            """{"prov:delegate":"lineage:o1","prov:responsible":"lineage:o2","prov:activity":"lineage:labeling0"}""",
            Members(prov, "actedOnBehalfOf").Single().Value.GetRawText());
        Assert.Equal(
            "delta", prov.GetProperty("agent").GetProperty("lineage:o1").GetProperty("prov:label").GetString());
    }

    private static JsonElement Prov(LineageDocument document) =>
        JsonElement.Parse(Written.Bytes(document, LineageFormat.ProvJson));

    private static JsonElement.ObjectEnumerator Members(JsonElement prov, string name) =>
        prov.TryGetProperty(name, out JsonElement map) ? map.EnumerateObject() : default;

    private static IEnumerable<string> Edges(JsonElement prov) =>
        from relation in (string[])["wasDerivedFrom", "wasInfluencedBy", "hadMember"]
        from record in Members(prov, relation)
        let ends = Relations[relation]
        select $"{Local(record.Value, ends[0])} {Local(record.Value, ends[1])}";

    private static string Local(JsonElement record, string attribute) =>
        record.GetProperty(attribute).GetString()!["lineage:".Length..];

    private static IEnumerable<string> Faults(JsonElement part, JsonElement document)
    {
        string[] sections = ["prefix", "entity", "activity", "agent", "bundle", .. Relations.Keys];
        ImmutableHashSet<string> prefixes =
            [.. document.GetProperty("prefix").EnumerateObject().Select(prefix => prefix.Name), "prov", "_"];
        foreach (JsonProperty section in part.EnumerateObject())
        {
            if (!sections.Contains(section.Name))
            {
                yield return $" section {section.Name}";
            }

            if (section.Name is "prefix" or "bundle")
            {
                continue;
            }

            foreach (JsonProperty record in section.Value.EnumerateObject())
            {
                IEnumerable<string> names =
                    record.Value.EnumerateObject().Select(attribute => attribute.Name).Append(record.Name);
                foreach (string name in names.Where(name => !prefixes.Contains(name.Split(':')[0])))
                {
                    yield return $" name {name}";
                }

                foreach (string needed in Relations.GetValueOrDefault(section.Name, [])
                    .Where(needed => !record.Value.TryGetProperty(needed, out _)))
                {
                    yield return $" {section.Name} without {needed}";
                }

                foreach (JsonProperty attribute in record.Value.EnumerateObject())
                {
                    if (KindOfAttribute.TryGetValue(attribute.Name, out string? kind)
                        && !(document.TryGetProperty(kind, out JsonElement known)
                            && known.TryGetProperty(attribute.Value.GetString()!, out _)))
                    {
                        yield return $" {attribute.Name} to {attribute.Value.GetString()}";
                    }

                    if (attribute.Name is "prov:time" or "prov:startTime" or "prov:endTime"
                        && !DateTimeOffset.TryParse(attribute.Value.GetString(), CultureInfo.InvariantCulture, out _))
                    {
                        yield return $" time {attribute.Value.GetString()}";
                    }
                }
            }
        }
    }
}
