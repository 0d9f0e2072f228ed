using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage.Relational;

namespace AiBom.Storage.Projections;

/// <summary>By what may be decided. A version, once registered, never changes.</summary>
internal static class PolicyProjection
{
    public static Task ApplyAsync(
        RowWriter rows, JournalEntry entry, PolicyRegistered registered, CancellationToken cancellationToken) =>
        rows.InsertAsync(
            [
                new PolicyRow
                {
                    Sequence = entry.Sequence,
                    Policy = registered.Policy,
                    Version = registered.Version,
                    Document = registered.Document,
                    Digest = registered.Digest,
                    RegisteredAt = entry.At,
                    RegisteredBy = entry.Actor,
                },
            ],
            cancellationToken);
}

/// <summary>One version of a policy.</summary>
internal sealed class PolicyRow
{
    public required long Sequence { get; set; }

    public required string Policy { get; set; }

    public required int Version { get; set; }

    public required string Document { get; set; }

    public required Digest Digest { get; set; }

    public required DateTimeOffset RegisteredAt { get; set; }

    public required string RegisteredBy { get; set; }
}
