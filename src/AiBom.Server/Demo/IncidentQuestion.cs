using System.Text;
using System.Text.Json;

namespace AiBom.Server.Demo;

/// <summary>The question that the service exists for, and how the demonstration reads its answer out.</summary>
internal static class IncidentQuestion
{
    /// <summary>The question; its variable is the advisory's number.</summary>
    public const string Text =
        """
        query Incident($advisory: String! = "ADV-1") {
          impact(advisory: $advisory) {
            ... on Impact {
              affected { nodes { distance assurance entity { qualifiedName }
                path { from { qualifiedName } kind method to { qualifiedName } claims { claimedBy } } } }
              possiblyAffected { nodes { reasons createdBeforeSeed entity { qualifiedName } } }
              successorHints { nodes { from { qualifiedName } to { qualifiedName } } }
              deployments { nodes { deployment { deploymentId environment owner }
                models { exposure model { qualifiedName } } } }
              possiblyAffectedDeployments { nodes { deployment { deploymentId owner } } }
              notAffectedDeployments { nodes { deployment { deploymentId } } }
              pastExposure { nodes { deployment { deploymentId } model { qualifiedName } from until } }
              owners { owner affected { deployment { deploymentId } } }
              completeness { isComplete sequence }
            }
            ... on RequestError { code message }
          }
        }
        """;

    /// <summary>Reads the answer out.</summary>
    public static string Describe(JsonElement data)
    {
        JsonElement impact = data.GetProperty("impact");
        var text = new StringBuilder("What GraphQL answers\n");
        Section(text, "Affected, by which path and on whose word", impact, "affected", DescribeAffected);
        Section(text, "Possibly affected", impact, "possiblyAffected", node =>
            $"{Name(node.GetProperty("entity"))}: {string.Join(", ", Texts(node.GetProperty("reasons")))}");
        Section(text, "Deployments affected now", impact, "deployments", node =>
        {
            JsonElement deployment = node.GetProperty("deployment");
            IEnumerable<string> models = node.GetProperty("models").EnumerateArray()
                .Where(model => model.GetProperty("exposure").ValueEquals("AFFECTED"))
                .Select(model => Name(model.GetProperty("model")));
            return $"{Id(node)} ({deployment.GetProperty("environment").GetString()}, "
                + $"owner {deployment.GetProperty("owner").GetString()}) runs {string.Join(", ", models)}";
        });
        Section(text, "Deployments possibly affected", impact, "possiblyAffectedDeployments", Id);
        Section(text, "Deployments not affected, as recorded", impact, "notAffectedDeployments", Id);
        Section(text, "Exposed in the past", impact, "pastExposure", node =>
            $"{Id(node)} ran {Name(node.GetProperty("model"))} "
            + $"from {node.GetProperty("from").GetString()} until {node.GetProperty("until").GetString()}");
        Section(text, "What replaces it", impact, "successorHints", node =>
            $"{Name(node.GetProperty("from"))} supersedes {Name(node.GetProperty("to"))}");
        JsonElement completeness = impact.GetProperty("completeness");
        return text
            .Append(completeness.GetProperty("isComplete").GetBoolean() ? "\n  Complete" : "\n  NOT complete")
            .Append(" as of journal entry ")
            .Append(completeness.GetProperty("sequence").GetInt64())
            .Append('.')
            .ToString();
    }

    private static string DescribeAffected(JsonElement node)
    {
        IEnumerable<string> hops = node.GetProperty("path").EnumerateArray().Select(edge =>
        {
            JsonElement method = edge.GetProperty("method");
            string how = (method.ValueKind is JsonValueKind.Null ? edge.GetProperty("kind") : method).GetString()!;
            IEnumerable<string> says = edge.GetProperty("claims").EnumerateArray()
                .Select(claim => claim.GetProperty("claimedBy").GetString()!)
                .Distinct(StringComparer.Ordinal);
            return $"\n        ← {how} of {Name(edge.GetProperty("to"))}, says {string.Join(", ", says)}";
        });
        return $"{Name(node.GetProperty("entity"))} (distance {node.GetProperty("distance").GetInt32()}, "
            + $"{node.GetProperty("assurance").GetString()}){string.Concat(hops)}";
    }

    private static void Section(
        StringBuilder text, string title, JsonElement impact, string list, Func<JsonElement, string> describe)
    {
        text.Append("\n  ").Append(title).Append('\n');
        JsonElement nodes = impact.GetProperty(list).GetProperty("nodes");
        foreach (JsonElement node in nodes.EnumerateArray())
        {
            text.Append("    · ").Append(describe(node)).Append('\n');
        }

        if (nodes.GetArrayLength() == 0)
        {
            text.Append("    (none)\n");
        }
    }

    private static string Id(JsonElement node) =>
        node.GetProperty("deployment").GetProperty("deploymentId").GetString()!;

    private static string Name(JsonElement entity) => entity.GetProperty("qualifiedName").GetString()!;

    private static IEnumerable<string> Texts(JsonElement array) =>
        array.EnumerateArray().Select(item => item.GetString()!);
}
