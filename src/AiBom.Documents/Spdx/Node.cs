using System.Runtime.CompilerServices;
using AiBom.Documents.Drafts;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Spdx;

/// <summary>An object of the document that has a class of SPDX which is read here.</summary>
/// <param name="Part">The object.</param>
/// <param name="Class">Its compact class name, such as <c>ai_AIPackage</c>.</param>
/// <param name="Id">Its identifier with the prefix written out; null where it has none.</param>
internal sealed record Node(Part Part, string Class, string? Id)
{
    private PropertyList? properties;

    /// <summary>The properties of its <c>extension_CdxPropertiesExtension</c>, by name.</summary>
    public PropertyList Properties =>
        properties ??= Part.Has("extension") ? CdxExtension.Read(Part) : PropertyList.None;

    /// <summary>Whether it may be an entity, or a file of one.</summary>
    public bool IsArtifact => Class is Classes.Model or Classes.Dataset or Classes.Package or Classes.File;

    /// <summary>Whether it is a relationship, of whatever kind.</summary>
    public bool IsRelationship => Class is Classes.Relationship or Classes.ScopedRelationship;

    /// <summary>Whether it is a document or another collection of elements.</summary>
    public bool IsCollection => Class is Classes.Document or Classes.Sbom or Classes.Bom or Classes.Bundle;

    /// <summary>
    /// The name under which the object has a field: the standard's, or that without its profile, as tools write it,
    /// which is a finding.
    /// </summary>
    public string FieldOf(string name, Report report)
    {
        int profile = name.IndexOf('_', StringComparison.Ordinal);
        string bare = name[(profile + 1)..];
        if (profile < 0 || Part.Has(name) || !Part.Has(bare))
        {
            return name;
        }

        report.Warn(
            FindingCodes.FormTolerated,
            Part.At.To(bare),
            "The field lacks the name of its profile; it was read all the same.",
            name,
            bare);
        return bare;
    }

    /// <summary>The text of a field, with its profile's name or without.</summary>
    public string? Text(string name, Report report) => Part.Text(FieldOf(name, report));

    /// <summary>A node is itself and no other.</summary>
    public bool Equals(Node? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}
