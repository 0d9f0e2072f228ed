using System.Text.Json;
using AiBom.Documents.Writing;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx;

/// <summary>
/// Who else states what a document states (CycloneDX 1.7 <c>citations</c>): a citation for each organization, with
/// pointers to its edges. The author states every edge, so its own citation goes first.
/// </summary>
internal sealed class Citations
{
    private readonly List<string> all = [];
    private readonly List<string> claimants = [];
    private readonly Dictionary<string, List<string>> byClaimant = new(StringComparer.Ordinal);

    /// <summary>Takes note of an edge, where it stands, and who claims it just so.</summary>
    public void Add(LineageStatement edge, string pointer) => Add(OwnFacts.ClaimantsOf(edge), pointer);

    /// <summary>Takes note of what stands at a place, and who claims it.</summary>
    public void Add(IEnumerable<string> claimedBy, string pointer)
    {
        all.Add(pointer);
        foreach (string claimant in claimedBy)
        {
            if (!byClaimant.TryGetValue(claimant, out List<string>? own))
            {
                own = [];
                byClaimant.Add(claimant, own);
                claimants.Add(claimant);
            }

            own.Add(pointer);
        }
    }

    /// <summary>Writes the organizations that are quoted, which have no other place, and the citations.</summary>
    public void Write(Utf8JsonWriter json, DateTimeOffset at, (string Name, string Reference) author)
    {
        if (claimants.Count == 0)
        {
            return;
        }

        json.WriteStartObject("declarations");
        json.WriteStartObject("targets");
        json.WriteStartArray("organizations");
        for (int claimant = 0; claimant < claimants.Count; claimant++)
        {
            if (claimants[claimant] != author.Name)
            {
                json.WriteStartObject();
                json.WriteString("bom-ref", $"o{claimant}");
                json.WriteString("name", claimants[claimant]);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("citations");
        Write(json, at, author.Reference, all);
        for (int claimant = 0; claimant < claimants.Count; claimant++)
        {
            if (claimants[claimant] != author.Name)
            {
                Write(json, at, $"o{claimant}", byClaimant[claimants[claimant]]);
            }
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, DateTimeOffset at, string reference, List<string> pointers)
    {
        json.WriteStartObject();
        json.WriteTexts("pointers", pointers);
        json.WriteString("timestamp", at.ToCanonicalText());
        json.WriteString("attributedTo", reference);
        json.WriteEndObject();
    }
}
