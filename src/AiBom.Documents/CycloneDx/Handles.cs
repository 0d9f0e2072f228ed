using System.Text.Json;
using AiBom.Documents.Json;

namespace AiBom.Documents.CycloneDx;

/// <summary>
/// Everything of the document that has a bom-ref, entity or not: services, organizations, tasks, tools, evidence. It is
/// collected once, and only where something refers to what is no component.
/// </summary>
internal sealed class Handles(Bom bom)
{
    private Dictionary<string, Handle>? byRef;

    /// <summary>What has a bom-ref; of two that are equal the first; null where nothing has it.</summary>
    public Handle? Find(string bomRef)
    {
        if (byRef is null)
        {
            byRef = new Dictionary<string, Handle>(StringComparer.Ordinal);
            Collect(bom.Root.Json, "");
        }

        return byRef.GetValueOrDefault(bomRef);
    }

    private void Collect(JsonValue json, string field)
    {
        if (json.ValueKind is JsonValueKind.Array)
        {
            foreach (JsonValue item in json.EnumerateArray())
            {
                Collect(item, field);
            }
        }
        else if (json.ValueKind is JsonValueKind.Object)
        {
            foreach (JsonMember member in json.EnumerateObject())
            {
                if (member.Value.ValueKind is JsonValueKind.String)
                {
                    if (member.NameEquals("bom-ref"))
                    {
                        byRef!.TryAdd(member.Value.GetString()!, new Handle(bom.Root.With(json), field));
                    }
                }
                else if (member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                {
                    Collect(member.Value, member.Name);
                }
            }
        }
    }
}

/// <summary>An object of the document that has a bom-ref.</summary>
/// <param name="Part">The object.</param>
/// <param name="Field">The field in which it stands, as in <c>services</c>.</param>
internal sealed record Handle(Part Part, string Field);
