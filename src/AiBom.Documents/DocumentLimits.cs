namespace AiBom.Documents;

/// <summary>The bounds of one document. What exceeds them is rejected with a finding that names the bound.</summary>
/// <param name="Bytes">The most bytes.</param>
/// <param name="Depth">The most objects and arrays within one another.</param>
/// <param name="Components">
/// The most components, files and ancestors included. With what is only named there are at most twice as many things,
/// and at most eight times as many edges.
/// </param>
/// <param name="Text">The most bytes of one text; a longer one is left out with a finding.</param>
/// <param name="Values">The most values and member names; each takes up to 28 bytes while it is read.</param>
public sealed record DocumentLimits(int Bytes, int Depth, int Components, int Text, int Values = 8_000_000)
{
    /// <summary>64 MiB, 128 levels, 250,000 components, 64 KiB of text, 8 million values and names.</summary>
    public static DocumentLimits Default { get; } = new(64 << 20, 128, 250_000, 64 << 10);
}
