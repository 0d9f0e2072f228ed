using System.Text.Json;
using AiBom.EndToEnd.Tests.Hosting;

namespace AiBom.EndToEnd.Tests.Asking;

/// <summary>A GraphQL query with its variables and a name by which a test refers to its answer.</summary>
internal sealed record Question(string Name, string Query, object? Variables = null)
{
    /// <summary>The one field that the answer has.</summary>
    public async Task<JsonElement> AskAsync(AibomClient client) =>
        (await client.AskAsync(Query, Variables)).EnumerateObject().Single().Value;
}
