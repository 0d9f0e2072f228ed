using AiBom.Documents.Drafts;
using AiBom.Domain;

namespace AiBom.Documents.Spdx.Rules;

/// <summary>
/// Edges of an exported lineage that nobody had signed: the exporting service only passes them on, so its signature
/// makes them no more. CycloneDX says so in its <c>citations</c>, which SPDX lacks; here the exporter's own record
/// of how far it found a relationship proved is taken at its word where it lowers.
/// </summary>
internal static class PassedOnEdges
{
    private const string Unsigned = "unsigned";

    private static readonly string Asserted = Terms.Own(Assurance.Asserted);

    public static void Read(Graph graph)
    {
        HashSet<string> places =
        [
            .. graph.Relationships
                .Where(relationship => relationship.Node.Properties.First(AibomProperties.ExportAssurance)
                    is { } found && found.Value.StartsWith(Asserted, StringComparison.Ordinal))
                .Select(relationship => relationship.Part.At.ToString()),
        ];
        for (int edge = 0; places.Count > 0 && edge < graph.Statements.Count; edge++)
        {
            Statement statement = graph.Statements[edge];
            if (IsAtOrUnder(statement.Pointer, places))
            {
                graph.Statements[edge] = statement with { CitedFrom = Unsigned };
            }
        }
    }

    private static bool IsAtOrUnder(string pointer, HashSet<string> places)
    {
        // A target stands at most two steps within its relationship: '/to/0'.
        string place = pointer;
        for (int step = 0; step < 3 && place.Length > 0; step++)
        {
            if (places.Contains(place))
            {
                return true;
            }

            place = place[..place.LastIndexOf('/')];
        }

        return false;
    }
}
