using AiBom.Domain;

namespace AiBom.Documents.Spdx.Rules;

/// <summary>
/// <c>security_Vex…VulnAssessmentRelationship</c>: what the document says of a vulnerability in elements. The class
/// tells the state; affected is what can be exploited, fixed is resolved.
/// </summary>
internal static class VexAssessments
{
    /// <summary>The most identifiers that are looked through: assessments share a vulnerability.</summary>
    private const int MostIdentifiers = 64;

    public static void Read(Graph graph)
    {
        var known = new Dictionary<Node, string?>();
        foreach (Node node in graph.Nodes.Where(node => StateOf(node.Class) is not null))
        {
            graph.Vulnerabilities.Add(Read(graph, known, node));
        }
    }

    /// <summary>The state of an analysis; null where the class is no such assessment.</summary>
    private static ImpactAnalysisState? StateOf(string className) => className switch
    {
        Classes.VexAffected => ImpactAnalysisState.Exploitable,
        Classes.VexNotAffected => ImpactAnalysisState.NotAffected,
        Classes.VexFixed => ImpactAnalysisState.Resolved,
        Classes.VexUnderInvestigation => ImpactAnalysisState.InTriage,
        _ => null,
    };

    private static DeclaredVulnerability Read(Graph graph, Dictionary<Node, string?> known, Node node)
    {
        Target? vulnerability = graph.Targets(node.Part, "from", isList: false).FirstOrDefault();
        return new DeclaredVulnerability
        {
            Pointer = node.Part.At.ToString(),
            Id = vulnerability is null ? null : IdOf(vulnerability, known),
            Affects =
            [
                .. graph.Targets(node.Part, "to", isList: true)
                    .Where(target => target is { IsNone: false, IsNoAssertion: false })
                    .Select(target => new AffectedThing(
                        target.Id, target.At.ToString(), graph.EndOf(target, guess: null)?.Entity)),
            ],
            State = StateOf(node.Class),
            Justification = node.Part.Text("security_justificationType"),
            Responses = node.Part.Text("security_actionStatement") is { } action ? [action] : [],
            Detail = node.Part.Text("security_impactStatement") ?? node.Part.Text("security_statusNotes"),
            Updated = LenientInstant.OfField(node.Part, "security_modifiedTime", graph.Report)
                ?? LenientInstant.OfField(node.Part, "security_publishedTime", graph.Report),
        };
    }

    /// <summary>
    /// The identifier that others know it by, else its name; the reference as written where the document does not hold
    /// it, or where the name is longer than one that any number of assessments may refer to.
    /// </summary>
    private static string IdOf(Target target, Dictionary<Node, string?> known)
    {
        if (target.Node is not { } vulnerability)
        {
            return target.Id;
        }

        if (!known.TryGetValue(vulnerability, out string? id))
        {
            id = vulnerability.Part.Objects("externalIdentifier")
                .Take(MostIdentifiers)
                .Where(own => own.Text("externalIdentifierType") is "cve" or "securityOther")
                .Select(own => own.Text("identifier"))
                .FirstOrDefault(identifier => identifier is not null)
                ?? vulnerability.Part.Text("name");
            known.Add(vulnerability, id);
        }

        return id is { Length: <= FindingLimits.Excerpt } ? id : target.Id;
    }
}
