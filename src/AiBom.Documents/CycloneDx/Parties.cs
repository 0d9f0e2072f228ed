using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx;

/// <summary>
/// Who is meant where a document refers to somebody by bom-ref: an organization or a person themselves, or who stands
/// behind a service, a tool or another component.
/// </summary>
internal static class Parties
{
    /// <summary>
    /// The most bytes of a name that others refer to. One name may be referred to any number of times, so a long
    /// one would make much of a small document.
    /// </summary>
    public const int LongestName = 500;

    private static readonly HashSet<string> Fields = new(
        [
            "manufacturer", "manufacture", "supplier", "provider", "organization", "organizations", "authors", "author",
            "individual", "individuals", "contact", "reviewer", "licensor", "licensee", "purchaser",
        ],
        StringComparer.Ordinal);

    /// <summary>The organization or person; null where the thing names none.</summary>
    public static string? OrganizationOf(Handle thing, Report report)
    {
        Part part = thing.Part;
        return Fields.Contains(thing.Field)
            ? NameOf(part, report)
            : Named("organization") ?? Named("provider") ?? Named("manufacturer") ?? Named("supplier");

        string? Named(string field) =>
            part.Has(field) && part.Object(field) is { } party ? NameOf(party, report) : null;
    }

    /// <summary>The organization or person, else the thing's own name.</summary>
    public static string? NameOf(Handle thing, Report report) =>
        OrganizationOf(thing, report) ?? NameOf(thing.Part, report);

    /// <summary>The organization that a choice of parties names, as an annotator or an assessor is written.</summary>
    public static string? OfChoice(Part choice, Report report, params ReadOnlySpan<string> fields)
    {
        foreach (string field in fields)
        {
            if (choice.Has(field)
                && choice.Object(field) is { } party
                && NameOf(new Handle(party, field), report) is { } name)
            {
                return name;
            }
        }

        return null;
    }

    private static string? NameOf(Part party, Report report)
    {
        if (party.Text("name", LongestName) is { } name)
        {
            return name;
        }

        if (party.Lazy("name") is null)
        {
            return null;
        }

        report.Warn(
            FindingCodes.ValueInvalid,
            party.At.To("name"),
            $"A name that others refer to has at most {LongestName} bytes; it was left out.");
        return null;
    }
}
