using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary>
/// <c>citations</c> (CycloneDX 1.7): whose words a part of the document is. An edge that stands at or under a cited
/// place is a quotation; the nearest citation around it counts, of several of one place the first. Places given by
/// JSONPath expressions are not looked for, which is a finding, since what they cite is then taken for the document's
/// own word. A <c>process</c> says how something is known, and not whose word it is.
/// </summary>
internal static class Citations
{
    public static void Read(Bom bom)
    {
        Dictionary<string, string> cited = new(StringComparer.Ordinal);
        foreach (Part citation in bom.Counted(bom.Root.Objects("citations")))
        {
            string? name = SpeakerOf(bom, citation);
            if (citation.Has("expressions"))
            {
                bom.Report.LeaveOut(
                    FindingCodes.ExpressionUnsupported,
                    citation.At.To("expressions"),
                    "JSONPath expressions are not evaluated, so what they cite is read as the document's own word.",
                    name);
            }

            foreach ((string pointer, Pointer at) in citation.Texts("pointers"))
            {
                if (PlaceOf(bom, pointer, at) is { } place && name is not null)
                {
                    cited.TryAdd(place, name);
                }
            }
        }

        for (int edge = 0; cited.Count > 0 && edge < bom.Statements.Count; edge++)
        {
            Statement statement = bom.Statements[edge];
            bom.Statements[edge] = statement with { CitedFrom = NearestAround(statement.Pointer, cited) };
        }
    }

    private static string? SpeakerOf(Bom bom, Part citation)
    {
        if (citation.Text("attributedTo") is not { } reference)
        {
            if (!citation.Has("process"))
            {
                bom.Report.Warn(
                    FindingCodes.FieldMissing,
                    citation.At.To("attributedTo"),
                    "A citation says to whom it is due, or to what process.");
            }

            return null;
        }

        if (bom.Handles.Find(reference) is { } speaker)
        {
            return Parties.NameOf(speaker, bom.Report) ?? FindingLimits.Cut(reference);
        }

        // Somebody else's words they are all the same.
        bom.WarnDangling(reference, citation.At.To("attributedTo"));
        return FindingLimits.Cut(reference);
    }

    /// <summary>
    /// The place that a pointer names, in the one spelling that statements have; null, with a finding, where the text
    /// is no pointer.
    /// </summary>
    private static string? PlaceOf(Bom bom, string pointer, Pointer at)
    {
        string plain = pointer;
        if (pointer.StartsWith('#'))
        {
            // RFC 6901 section 6: in the fragment of an address.
            plain = Uri.UnescapeDataString(pointer[1..]);
            bom.Report.Warn(
                FindingCodes.FormTolerated,
                at,
                "The pointer is written as the fragment of an address; it was read all the same.",
                FindingLimits.Cut(plain),
                pointer);
        }

        // RFC 6901 section 3: tokens after slashes, and a tilde only before 0 or 1.
        if ((plain.Length == 0 || plain[0] == '/')
            && !plain.Split('~').Skip(1).Any(rest => rest is not ['0' or '1', ..]))
        {
            return plain;
        }

        bom.Report.Warn(
            FindingCodes.ValueInvalid, at, "This is no JSON pointer; it was left out.", "RFC 6901", pointer);
        return null;
    }

    private static string? NearestAround(string pointer, Dictionary<string, string> cited)
    {
        Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> places =
            cited.GetAlternateLookup<ReadOnlySpan<char>>();
        ReadOnlySpan<char> place = pointer;
        while (true)
        {
            if (places.TryGetValue(place, out string? name))
            {
                return name;
            }

            if (place.IsEmpty)
            {
                return null;
            }

            place = place[..place.LastIndexOf('/')];
        }
    }
}
