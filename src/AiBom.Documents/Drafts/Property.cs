using AiBom.Documents.Json;

namespace AiBom.Documents.Drafts;

/// <summary>
/// A property (CycloneDX <c>property</c>, SPDX <c>CdxPropertyEntry</c>). Most are never asked for, so name and value
/// become strings only when they are.
/// </summary>
/// <param name="pair">The object that it is.</param>
/// <param name="name">The token of its name.</param>
/// <param name="value">The token of its value.</param>
internal readonly struct Property(JsonValue pair, int name, int value)
{
    public string Name => pair.Other(name).GetString()!;

    public string Value => pair.Other(value).GetString()!;

    /// <summary>Where the pair stands.</summary>
    public Pointer At => pair.At;

    public bool IsCalled(string text) => pair.Other(name).IsText(text);
}
