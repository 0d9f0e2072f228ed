using System.Text.Json;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Spdx;

/// <summary>
/// The document's <c>@context</c> (SPDX 3.0.1 annex "Serialization"): the standard's own address, and prefixes of the
/// document where it is an array. It is never fetched.
/// </summary>
internal sealed class Context
{
    private const string Standard = "https://spdx.org/rdf/";
    private const string Terms = "/terms/";

    private readonly Dictionary<string, string> prefixes = new(StringComparer.Ordinal);

    /// <summary>The version of the standard that the context's address names; null where there is none.</summary>
    public string? Version { get; private set; }

    /// <summary>Reads the context of a document; what is none of SPDX is skipped.</summary>
    public static Context Read(JsonValue root)
    {
        var context = new Context();
        if (root.TryGetProperty("@context", out JsonValue written))
        {
            foreach (JsonValue part in written.ValueKind is JsonValueKind.Array ? [.. written.EnumerateArray()]
                : (JsonValue[])[written])
            {
                context.Add(part);
            }
        }

        return context;
    }

    /// <summary>An identifier with its prefix written out.</summary>
    public string Expand(string id)
    {
        int colon = id.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && prefixes.TryGetValue(id[..colon], out string? address)
            ? string.Concat(address, id.AsSpan(colon + 1))
            : id;
    }

    /// <summary>
    /// The compact name of a class or an individual: <c>ai_AIPackage</c> for the address of <c>AI/AIPackage</c>, and
    /// without a profile for Core.
    /// </summary>
    public string Compact(string name)
    {
        string full = Expand(name);
        int terms = full.IndexOf(Terms, StringComparison.Ordinal);
        if (!full.StartsWith(Standard, StringComparison.Ordinal) || terms < 0)
        {
            return name;
        }

        string[] path = full[(terms + Terms.Length)..].Split('/');
        return path switch
        {
            ["Core", string last] => last,
            [string profile, string last] => $"{profile.ToLowerInvariant()}_{last}",
            _ => name,
        };
    }

    private void Add(JsonValue part)
    {
        if (part.ValueKind is JsonValueKind.String)
        {
            string address = part.GetString()!;
            if (address.StartsWith(Standard, StringComparison.Ordinal) && address.Length <= FindingLimits.Excerpt)
            {
                Version ??= address[Standard.Length..].Split('/')[0];
            }
        }
        else if (part.ValueKind is JsonValueKind.Object)
        {
            IEnumerable<JsonMember> written =
                part.EnumerateObject().Where(prefix => prefix.Value.ValueKind is JsonValueKind.String);
            foreach (JsonMember prefix in written)
            {
                // A reference of few bytes is written out with it.
                string address = prefix.Value.GetString()!;
                if (address.Length <= FindingLimits.Excerpt)
                {
                    prefixes.TryAdd(prefix.Name, address);
                }
            }
        }
    }
}
