using AiBom.Domain;
using AiBom.Domain.Journal;

namespace AiBom.Storage.Journal;

/// <summary>A journal entry as a row.</summary>
internal sealed class JournalEntryRow
{
    public required long Sequence { get; set; }

    public required DateTimeOffset At { get; set; }

    public required string Actor { get; set; }

    public required string Kind { get; set; }

    public required byte[] Payload { get; set; }

    public required Digest Hash { get; set; }

    public static JournalEntryRow Of(JournalEntry entry) => new()
    {
        Sequence = entry.Sequence,
        At = entry.At,
        Actor = entry.Actor,
        Kind = entry.Kind,
        Payload = entry.Payload.ToArray(),
        Hash = entry.Hash,
    };

    public JournalEntry ToEntry() => new(Sequence, At, Actor, Kind, Payload, Hash);
}

/// <summary>The one row whose lock serializes writers: what was written last.</summary>
internal sealed class JournalHeadRow
{
    public const int OnlyId = 1;

    public required int Id { get; set; }

    public required long Sequence { get; set; }

    public required DateTimeOffset At { get; set; }
}
