using System.Text.Json;
using AiBom.EndToEnd.Tests.Hosting;

namespace AiBom.EndToEnd.Tests.Asking;

/// <summary>Reports that something is bad, and takes it back.</summary>
internal static class Advisories
{
    /// <summary>Reports a compromise of one thing and returns the advisory's number.</summary>
    public static async Task<string> ReportAsync(AibomClient client, object subject, string source = "an advisory")
    {
        JsonElement reported = await client.AskAsync(
            """
            mutation($input: ReportCompromiseInput!) {
              reportCompromise(input: $input) { ... on Advisory { advisoryId isOpen } }
            }
            """,
            new { input = new { subjects = new[] { subject }, technique = "AML.T0018.000", source } });
        return reported.At("reportCompromise").String("advisoryId");
    }

    public static Task<JsonElement> RetractAsync(AibomClient client, string advisory) => client.AskAsync(
        """mutation($id: String!) { retractCompromise(advisoryId: $id, reason: "A drill.") { __typename } }""",
        new { id = advisory });
}
