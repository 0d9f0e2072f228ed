using System.Text.Json;
using AiBom.EndToEnd.Tests.Hosting;

namespace AiBom.EndToEnd.Tests.Asking;

/// <summary>Questions to the gate, and its answers as short text.</summary>
internal static class Gates
{
    private const string Gate =
        """
        result asOf evaluatedAt complete policy { id version uri digest }
        reasons {
          rule mode code message advisory document pointer
          path { from kind to assurance claims { claimedBy assurance method document pointer } }
        }
        """;

    public static Question Evaluate(string name, object model, string? policyId = null) => new(
        name,
        $$"""
        query($input: EvaluateGateInput!) {
          evaluateGate(input: $input) { __typename ... on RequestError { code message } ... on Gate { {{Gate}} } }
        }
        """,
        new { input = new { model, policyId } });

    public static Question Summary(string name, object model, string? policyId = null) => new(
        name,
        $$"""
        query($model: EntityReference!, $policyId: String) {
          verificationSummary(model: $model, policyId: $policyId) {
            __typename
            ... on RequestError { code message }
            ... on VerificationSummary { envelope keyId gate { {{Gate}} } }
          }
        }
        """,
        new { model, policyId });

    /// <summary>Registers a policy of some rules and returns what came of it.</summary>
    public static async Task<JsonElement> RegisterAsync(AibomClient client, string document) => (await client.AskAsync(
        """
        mutation($document: String!) {
          registerPolicy(input: {document: $document}) {
            __typename
            ... on RequestError { code message }
            ... on PolicyInvalidError { findings { code pointer } }
            ... on Policy { id version digest isCurrent registeredBy rules { rule mode parameters } }
          }
        }
        """,
        new { document })).GetProperty("registerPolicy");

    /// <summary>Submits a document without recording it, and returns the payload.</summary>
    public static async Task<JsonElement> TryAsync(AibomClient client, byte[] document, params byte[][] bundles) =>
        (await client.AskAsync(
            $$"""
            mutation($input: IngestAibomInput!) {
              ingestAibom(input: $input) { status receipt { sequence } gate { {{Gate}} } }
            }
            """,
            new
            {
                input = new
                {
                    document = System.Text.Encoding.UTF8.GetString(document),
                    bundles = bundles.Select(System.Text.Encoding.UTF8.GetString),
                    dryRun = true,
                },
            })).GetProperty("ingestAibom");

    /// <summary>
    /// <c>FAILED UPSTREAM_ADVISORY_OPEN ADV-1 det10&gt;base21 (UPSTREAM_POSSIBLY_AFFECTED ADV-2)</c>.
    /// </summary>
    public static string Tell(JsonElement gate, Func<string, string> nameOf)
    {
        IEnumerable<string> reasons = gate.GetProperty("reasons").EnumerateArray().Select(reason =>
        {
            string[] path =
            [
                .. reason.GetProperty("path").EnumerateArray()
                    .Select(step => $"{nameOf(step.String("from"))}>{nameOf(step.String("to"))}"),
            ];
            string advisory = reason.TryGetProperty("advisory", out JsonElement id) ? id.GetString() ?? "" : "";
            string told = string.Join(
                ' ', ((string[])[reason.String("code"), advisory, .. path]).Where(word => word.Length > 0));
            return reason.String("mode") is "ENFORCE" ? told : $"({told})";
        });
        return string.Join(' ', reasons.Prepend(gate.String("result")));
    }
}
