namespace AiBom.Documents.Schema;

/// <summary>The bounds of one validation. What exceeds them is not checked, and a finding names the bound.</summary>
/// <param name="Bytes">The most bytes of a document; at most <see cref="int.MaxValue"/>.</param>
/// <param name="Depth">The most objects and arrays within one another.</param>
/// <param name="Values">The most values and member names; each takes 16 bytes while the document is checked.</param>
/// <param name="Steps">
/// The most applications of a rule set to a value, once for the verdict and as many again for its reasons. A document
/// of the official schemas needs a few per value; only alternatives within alternatives need more.
/// </param>
/// <param name="Findings">The most findings that are listed; the last one then counts the rest.</param>
public sealed record SchemaLimits(int Bytes, int Depth, int Values, long Steps, int Findings)
{
    /// <summary>64 MiB, 128 levels, 8 million values and names, 300 million steps, 100 findings.</summary>
    public static SchemaLimits Default { get; } = new(64 << 20, 128, 8_000_000, 300_000_000, 100);
}
