using System.Collections.Immutable;
using AiBom.Documents.CycloneDx.Rules;
using AiBom.Documents.Drafts;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx;

/// <summary>
/// Walks the components (CycloneDX <c>component</c>): the subject, the listed ones and those of formulas, what is
/// nested in them, and their ancestors, descendants and variants, which are whole components and may lack a bom-ref.
/// A file belongs to the model or dataset around it, at the top to the subject.
/// </summary>
internal sealed class ComponentReader(Bom bom, DocumentLimits limits)
{
    private readonly ComponentLinks links = new(bom);
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

        if (!ReadAll(bom.Root.Objects("components"), null, Place.Listed)
            || !Formulas.Of(bom.Root, bom.Report)
                .All(formula => ReadAll(formula.Objects("components"), null, Place.Formula)))
        {
            return false;
        }

        links.Resolve(Declare);
        return true;
    }

    private bool ReadAll(Part.PartList components, ComponentEntry? parent, Place place)
    {
        Part.PartList.Enumerator each = components.GetEnumerator();
        while (each.MoveNext() && !bom.Report.IsRefused && Read(each.Current, parent, place))
        {
            // Until one is past the bound.
        }

        return !bom.Report.IsRefused;
    }

    private bool Read(Part component, ComponentEntry? parent, Place place)
    {
        if (++count > limits.Components)
        {
            bom.Report.Refuse(
                FindingCodes.ComponentsExceeded, "", $"The document has more than {limits.Components} components.");
            return false;
        }

        var undeclared = new ComponentEntry(component, null, null, parent, place);
        if (links.Defer(undeclared))
        {
            return true;
        }

        ComponentEntry entry = Declare(undeclared);
        bom.Add(entry);
        return ReadAll(component.Objects("components"), entry, Place.Nested)
            && (component.Object("pedigree") is not { } pedigree
                || (ReadAll(pedigree.Objects("ancestors"), entry, Place.Ancestor)
                    && ReadAll(pedigree.Objects("descendants"), entry, Place.Descendant)
                    && ReadAll(pedigree.Objects("variants"), entry, Place.Variant)));
    }

    private ComponentEntry Declare(ComponentEntry undeclared)
    {
        Part component = undeclared.Part;
        string? type = component.Text("type");
        if (type is null)
        {
            bom.Report.Warn(FindingCodes.FieldMissing, component.At.To("type"), "A component has a type.");
        }

        ComponentEntry? parent = undeclared.Parent;
        ComponentEntry? around = undeclared.Place is Place.Formula ? parent : parent ?? bom.Subject;
        if ((type is "file" || IsWeights(type, undeclared)) && around?.OwnerOfFiles() is { Entity: { } owner })
        {
            AddFile(component, owner);
            return undeclared;
        }

        EntityKind kind = KindOf(type, undeclared);
        DeclaredEntity declared = EntityReader.Read(undeclared, kind, bom);
        return undeclared with { Kind = kind, Entity = FirstOf(declared) ?? bom.Add(declared) };
    }

    /// <summary>
    /// Tools write a component out again where they should refer to it, as an ancestor or as the subject. What has the
    /// bom-ref, kind and name of one that was read is that one, and fills in what was not said there.
    /// </summary>
    private int? FirstOf(DeclaredEntity again)
    {
        if (again.BomRef is null || bom.References.Find(again.BomRef)?.Entity is not { } known)
        {
            return null;
        }

        DeclaredEntity first = bom.Entities[known];
        if (first.Kind != again.Kind || !string.Equals(first.Name, again.Name, StringComparison.Ordinal))
        {
            return null;
        }

        bom.Change(known, Filled(first, again));
        return known;
    }

    /// <summary>What was said first, and what it left open as it was said again.</summary>
    private static DeclaredEntity Filled(DeclaredEntity first, DeclaredEntity again) => first with
    {
        Group = first.Group ?? again.Group,
        Version = first.Version ?? again.Version,
        PackageUrl = first.PackageUrl ?? again.PackageUrl,
        HubLink = first.HubLink ?? again.HubLink,
        Description = first.Description ?? again.Description,
        Digests = first.Digests.IsEmpty ? again.Digests : first.Digests,
        Identifiers = first.Identifiers.IsEmpty ? again.Identifiers : first.Identifiers,
        IsExternal = first.IsExternal ?? again.IsExternal,
        Created = first.Created ?? again.Created,
        Organizations = first.Organizations.IsEmpty ? again.Organizations : first.Organizations,
        Completeness = first.Completeness.IsEmpty ? again.Completeness : first.Completeness,
        LabeledFrom = first.LabeledFrom ?? again.LabeledFrom,
        LabeledUntil = first.LabeledUntil ?? again.LabeledUntil,
        IsDescribed = first.IsDescribed || again.IsDescribed,
    };

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

    /// <summary>
    /// Whether it is a file of the model's weights, which the CycloneDX guide nests in the model as data.
    /// </summary>
    private bool IsWeights(string? type, ComponentEntry entry) =>
        type is "data"
        && entry is { Place: Place.Nested, Parent.Kind: EntityKind.Model }
        && WeightFiles.Contains(entry.Part.Text("name"))
        && !NestedDatasets.SaysWhatFor(bom, entry);

    private static EntityKind KindOf(string? type, ComponentEntry entry) => type switch
    {
        "machine-learning-model" => EntityKind.Model,
        // CycloneDX calls labels and datasets alike data; our property tells them apart.
        "data" => OwnProperties.KindOfData(entry),
        "application" when entry.Place is Place.Subject || OwnProperties.IsOfKind(entry, EntityKind.AiSystem) =>
            EntityKind.AiSystem,

        // Without a type the ancestor of a model is a model.
        null when entry is
        {
            Place: Place.Ancestor or Place.Descendant or Place.Variant,
            Parent.Kind: { } kind,
        } => kind,
        _ => EntityKind.SoftwareComponent,
    };
}
