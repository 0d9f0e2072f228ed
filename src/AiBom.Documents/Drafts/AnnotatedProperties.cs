using System.Text.Json;
using AiBom.Documents.Json;

namespace AiBom.Documents.Drafts;

/// <summary>
/// Properties of our taxonomy as members of an object (in-toto <c>annotations</c>, an OpenLineage facet): a text, or an
/// array of texts for a property that stands several times.
/// </summary>
internal static class AnnotatedProperties
{
    private const string Namespace = "aibom:";

    /// <summary>The most values that are read of one object.</summary>
    private const int MostValues = 10_000;

    /// <summary>Reads the members of our namespace; the others are somebody else's.</summary>
    public static PropertyList Read(Part? annotations)
    {
        var read = new List<Property>();
        if (annotations is { } own)
        {
            foreach (JsonMember member in own.Json.EnumerateObject())
            {
                if (read.Count < MostValues && IsProperty(member.Name))
                {
                    Read(own, member, read);
                }
            }
        }

        return PropertyList.Of(read);
    }

    /// <summary>Whether a member is one of ours, and its value a text and no object.</summary>
    private static bool IsProperty(string name) => name.StartsWith(Namespace, StringComparison.Ordinal)
        && name is not (AibomProperties.Files or AibomProperties.Digest);

    private static void Read(Part own, JsonMember member, List<Property> read)
    {
        if (member.Value.ValueKind is not JsonValueKind.Array)
        {
            if (own.TextAt(member.Value, own.At.To(member.Name)) is { Length: > 0 })
            {
                read.Add(new Property(own.Json, member.Token, member.Value.Token));
            }

            return;
        }

        foreach ((JsonValue item, Pointer at) in own.Items(member.Name))
        {
            if (read.Count < MostValues && own.TextAt(item, at) is { Length: > 0 })
            {
                read.Add(new Property(own.Json, member.Token, item.Token));
            }
        }
    }
}
