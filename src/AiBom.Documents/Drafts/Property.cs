using AiBom.Documents.Json;

namespace AiBom.Documents.Drafts;

/// <summary>
/// A property (CycloneDX <c>property</c>, SPDX <c>CdxPropertyEntry</c>). Most are never asked for, so name and value
/// become strings only when they are.
/// </summary>
/// <param name="pair">The object that it is, or of which it is a member.</param>
/// <param name="name">The token of its name.</param>
/// <param name="value">The token of its value.</param>
/// <param name="skipped">How many characters before its name are none of it.</param>
internal readonly struct Property(JsonValue pair, int name, int value, int skipped = 0)
{
    public string Name => pair.Other(name).GetString()![skipped..];

    public string Value => pair.Other(value).GetString()!;

    /// <summary>Where the pair, or the member, stands.</summary>
    public Pointer At => pair.Other(name).IsName ? pair.At.To(pair.Other(name).GetString()!) : pair.At;

    public bool IsCalled(string text) => pair.Other(name).IsText(text, skipped);
}
