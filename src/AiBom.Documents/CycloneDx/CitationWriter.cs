using System.Text.Json;
using AiBom.Documents.Writing;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx;

/// <summary>
/// Who else states what a document states (CycloneDX 1.7 <c>citations</c>): a citation for each organization, with
/// pointers to its edges. The author states what was signed, so its own citation goes first; what nobody signed it only
/// passes on, and no signature of its own makes that more.
/// </summary>
internal sealed class CitationWriter
{
    /// <summary>To whom the words are due behind which no organization stands.</summary>
    private const string Unsigned = "unsigned";

    private readonly List<string> stated = [];
    private readonly List<string> claimants = [];
    private readonly Dictionary<string, List<string>> byClaimant = new(StringComparer.Ordinal);

    /// <summary>Takes note of an edge, where it stands, and who claims it just so.</summary>
    public void Add(LineageStatement edge, string pointer) => Add([edge], pointer);

    /// <summary>
    /// Takes note of edges that stand at one place. They cannot be told apart there, so only who claims every one of
    /// them is quoted.
    /// </summary>
    public void Add(IReadOnlyCollection<LineageStatement> edges, string pointer)
    {
        bool isSigned = edges.All(edge => edge.Assurance > Assurance.Asserted);
        if (isSigned)
        {
            stated.Add(pointer);
        }

        IEnumerable<string> quoted = edges.Select(OwnFacts.ClaimantsOf)
            .Aggregate((all, own) => all.Intersect(own, StringComparer.Ordinal));
        foreach (string claimant in isSigned ? quoted : quoted.DefaultIfEmpty(Unsigned))
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
            if (!string.Equals(claimants[claimant], author.Name, StringComparison.Ordinal))
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
        Write(json, at, author.Reference, stated);
        for (int claimant = 0; claimant < claimants.Count; claimant++)
        {
            if (!string.Equals(claimants[claimant], author.Name, StringComparison.Ordinal))
            {
                Write(json, at, $"o{claimant}", byClaimant[claimants[claimant]]);
            }
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, DateTimeOffset at, string reference, List<string> pointers)
    {
        if (pointers.Count == 0)
        {
            return;
        }

        json.WriteStartObject();
        json.WriteTexts("pointers", pointers);
        json.WriteString("timestamp", at.ToCanonicalText());
        json.WriteString("attributedTo", reference);
        json.WriteEndObject();
    }
}
