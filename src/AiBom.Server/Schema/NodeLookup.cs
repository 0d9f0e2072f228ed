using System.Globalization;
using AiBom.GraphQL.Execution;
using AiBom.Storage.Reads;

namespace AiBom.Server.Schema;

/// <summary>Finds anything by its global id.</summary>
internal static class NodeLookup
{
    public static async Task<object?> FindAsync(ResolveContext context, string id)
    {
        AibomRequest request = context.State<AibomRequest>();
        RegistryReads reads = request.Registry.Store.Reads;
        CancellationToken token = context.CancellationToken;
        if (GlobalId.EntityOf(id) is { } number)
        {
            return (await request.EntitiesAsync([number], token)).GetValueOrDefault(number);
        }

        return GlobalId.TryParse(id, out string? type, out string? key)
            ? type switch
            {
                "Aibom" when long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out long sequence) =>
                    (await reads.Submissions.BySequenceAsync([sequence], token)).GetValueOrDefault(sequence),
                "Attestation" when long.TryParse(
                    key, NumberStyles.None, CultureInfo.InvariantCulture, out long sequence) =>
                    (await reads.Attestations.BySequenceAsync([sequence], token)).GetValueOrDefault(sequence),
                "Organization" => (await reads.Organizations.ByIdAsync([key], token)).GetValueOrDefault(key),
                "Deployment" => (await reads.Deployments.ByIdAsync([key], token)).GetValueOrDefault(key),
                "Advisory" => (await reads.Advisories.ByIdAsync([key], token)).GetValueOrDefault(key),
                _ => null,
            }
            : null;
    }
}
