using System.Collections.Immutable;
using System.Globalization;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx;

/// <summary>
/// Walks the components (CycloneDX <c>component</c>): the subject, the listed ones, what is nested in them, and their
/// ancestors, which are whole components and may lack a bom-ref. A file belongs to the model or dataset around it, at
/// the top to the subject.
/// </summary>
internal sealed class ComponentReader(Bom bom, DocumentLimits limits)
{
    private int count;

    /// <summary>Reads every component; false where there are more than the bound.</summary>
    public bool ReadAll()
    {
        if (bom.Root.Object("metadata") is { } metadata
            && metadata.Object("component") is { } subject
            && !Read(subject, null, Place.Subject))
        {
            return false;
        }

        return bom.Root.Objects("components").All(component => Read(component, null, Place.Listed));
    }

    private bool Read(Part component, ComponentEntry? parent, Place place)
    {
        if (++count > limits.Components)
        {
            bom.Report.Refuse(
                FindingCodes.ComponentsExceeded, "", $"The document has more than {limits.Components} components.");
            return false;
        }

        ComponentEntry entry = Declare(component, parent, place);
        bom.Add(entry);
        IEnumerable<Part> ancestors = component.Object("pedigree")?.Objects("ancestors") ?? [];
        return component.Objects("components").All(nested => Read(nested, entry, Place.Nested))
            && ancestors.All(ancestor => Read(ancestor, entry, Place.Ancestor));
    }

    private ComponentEntry Declare(Part component, ComponentEntry? parent, Place place)
    {
        string? type = component.Text("type");
        if (type is null)
        {
            bom.Report.Warn(FindingCodes.FieldMissing, component.At.To("type"), "A component has a type.");
        }

        if (type is "file" && Owner(parent) is { Entity: { } owner })
        {
            AddFile(component, owner);
            return new ComponentEntry(component, null, null, parent, place);
        }

        var draft = new ComponentEntry(component, null, null, parent, place);
        EntityKind kind = KindOf(type, draft, place);
        int entity = bom.Add(EntityReader.Read(draft, kind, bom.Report));
        return draft with { Entity = entity, Kind = kind };
    }

    /// <summary>The model or dataset that a file at this place is a file of.</summary>
    private ComponentEntry? Owner(ComponentEntry? parent)
    {
        for (ComponentEntry? around = parent ?? bom.Subject; around is not null; around = around.Parent)
        {
            if (around.Kind is EntityKind.Model or EntityKind.Dataset or EntityKind.LabelSet)
            {
                return around;
            }
        }

        return null;
    }

    private void AddFile(Part file, int owner)
    {
        string? name = file.Text("name");
        if (name is null)
        {
            bom.Report.Warn(FindingCodes.FieldMissing, file.At.To("name"), "A file has a name; it was left out.");
            return;
        }

        ImmutableArray<DeclaredDigest> digests = HashReader.Read(file, bom.Report);
        bom.AddFile(owner, new DeclaredFile(name, digests, file.At.ToString()));
    }

    private static EntityKind KindOf(string? type, ComponentEntry entry, Place place) => type switch
    {
        "machine-learning-model" => EntityKind.Model,
        "data" => entry.Properties[AibomProperties.ComponentKind].Any(kind =>
            kind.Equals("LABEL_SET", StringComparison.OrdinalIgnoreCase))
                ? EntityKind.LabelSet
                : EntityKind.Dataset,
        "application" when place is Place.Subject => EntityKind.AiSystem,
        _ => EntityKind.SoftwareComponent,
    };
}

/// <summary>Reads <c>hashes</c>.</summary>
internal static class HashReader
{
    public static ImmutableArray<DeclaredDigest> Read(Part component, Report report)
    {
        var digests = ImmutableArray.CreateBuilder<DeclaredDigest>();
        foreach (Part hash in component.Objects("hashes"))
        {
            string? algorithm = hash.Text("alg");
            string? content = hash.Text("content");
            if (!DeclaredDigest.TryFunction(algorithm, out HashFunction function))
            {
                report.Warn(
                    FindingCodes.ValueInvalid,
                    hash.At.To("alg"),
                    "The hash algorithm is none of CycloneDX.",
                    "SHA-256 or another of hash-alg",
                    algorithm);
            }
            else if (!DeclaredDigest.TryCreate(function, content, out DeclaredDigest? digest))
            {
                string expected = string.Create(
                    CultureInfo.InvariantCulture, $"{DeclaredDigest.HexLengthOf(function)} hexadecimal digits");
                report.Warn(
                    FindingCodes.ValueInvalid,
                    hash.At.To("content"),
                    $"This is no {algorithm} digest.",
                    expected,
                    content);
            }
            else if (!digests.Contains(digest))
            {
                digests.Add(digest);
            }
        }

        if (digests.Count > 0 && !digests.Any(digest => digest.IsStrong))
        {
            report.Warn(
                FindingCodes.WeakDigest,
                component.At.To("hashes"),
                "Only MD5 or SHA-1 identifies it, which never counts as integrity evidence.",
                "SHA-256 or stronger");
        }

        return digests.ToImmutable();
    }
}
