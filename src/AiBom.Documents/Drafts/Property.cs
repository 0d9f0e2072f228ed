using AiBom.Documents.Json;

namespace AiBom.Documents.Drafts;

/// <summary>A property's value (CycloneDX <c>property</c>, SPDX <c>CdxPropertyEntry</c>), and its place.</summary>
internal readonly struct Property(string name, JsonValue value, Pointer at)
{
    public string Name { get; } = name;

    public string Value => value.GetString()!;

    public Pointer At { get; } = at;
}
