namespace AiBom.Verification.Sigstore.Roots;

/// <summary>A closed interval of time (sigstore_common.proto, TimeRange): both ends belong to it.</summary>
/// <param name="Start">The first instant; null where the file says none.</param>
/// <param name="End">The last instant; null for no end.</param>
internal sealed record TimeRange(DateTimeOffset? Start, DateTimeOffset? End)
{
    /// <summary>Of what the file says no window for.</summary>
    public static TimeRange Unsaid { get; } = new(null, null);

    /// <summary>Whether the interval is not empty.</summary>
    public bool IsOrdered => Start is null || End is null || Start <= End;

    public bool Contains(DateTimeOffset instant) =>
        (Start is null || instant >= Start) && (End is null || instant <= End);

    /// <inheritdoc/>
    public override string ToString() => $"[{Start:O}, {End:O}]";
}
