using System.Collections.Immutable;
using System.Text.Json;
using AiBom.Domain.Journal;

namespace AiBom.Storage.Journal;

/// <summary>Checks entries that come in order of their numbers.</summary>
internal sealed class JournalWalk(long head)
{
    private readonly ImmutableArray<JournalDefect>.Builder defects = ImmutableArray.CreateBuilder<JournalDefect>();
    private DateTimeOffset last = DateTimeOffset.MinValue;
    private long expected = 1;
    private long entries;

    public void Visit(JournalEntry entry)
    {
        Skip(entry.Sequence);
        expected = entry.Sequence + 1;
        entries++;
        if (!IsIntact(entry))
        {
            Report(entry.Sequence, JournalDefectKind.Altered);
        }

        if (entry.At < last)
        {
            Report(entry.Sequence, JournalDefectKind.TimeBackwards);
        }

        last = entry.At;
    }

    /// <summary>Says that there is no further entry up to the head.</summary>
    public void EndAtHead() => Skip(head + 1);

    public JournalVerification Finish() => new(head, entries, defects.ToImmutable());

    public void Report(long sequence, JournalDefectKind kind)
    {
        if (defects.Count < StorageLimits.Defects)
        {
            defects.Add(new JournalDefect(sequence, kind));
        }
    }

    private void Skip(long next)
    {
        for (; expected < next && defects.Count < StorageLimits.Defects; expected++)
        {
            Report(expected, JournalDefectKind.Missing);
        }
    }

    private static bool IsIntact(JournalEntry entry)
    {
        try
        {
            return entry.IsIntact();
        }
        catch (JsonException)
        {
            // A payload that is no longer JSON has no canonical form to hash.
            return false;
        }
    }
}
