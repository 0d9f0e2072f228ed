using System.Text.Json;
using AiBom.Documents.Json;

namespace AiBom.Documents.Drafts;

/// <summary>
/// Properties of our taxonomy as members of an object (in-toto <c>annotations</c>, an OpenLineage facet): a text, or an
/// array of texts for a property that stands several times.
/// </summary>
internal static class Annotations
{
    private const string Namespace = "aibom:";

    /// <summary>The most values that are read of one object.</summary>
    private const int MostValues = 10_000;

    /// <summary>Members whose values are objects and not texts.</summary>
    private static readonly string[] Structured = [AibomProperties.Files, AibomProperties.Digest];

    /// <summary>Reads the members of our namespace; the others are somebody else's.</summary>
    public static ILookup<string, Property> Read(Part? annotations) => annotations is { } own
        ? ValuesOf(own).Take(MostValues)
            .ToLookup(value => value.Name, value => value.Property, StringComparer.Ordinal)
        : Property.None;

    private static IEnumerable<(string Name, Property Property)> ValuesOf(Part own)
    {
        foreach (JsonProperty member in own.Json.EnumerateObject())
        {
            if (!member.Name.StartsWith(Namespace, StringComparison.Ordinal) || Structured.Contains(member.Name))
            {
                continue;
            }

            Pointer at = own.At.To(member.Name);
            IEnumerable<(JsonElement Json, Pointer At)> items =
                member.Value.ValueKind is JsonValueKind.Array ? own.Items(member.Name) : [(member.Value, at)];
            foreach ((JsonElement item, Pointer place) in items)
            {
                if (own.TextAt(item, place) is { Length: > 0 } text)
                {
                    yield return (member.Name, new Property(text, place));
                }
            }
        }
    }
}
