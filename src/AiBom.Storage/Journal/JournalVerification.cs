using System.Collections.Immutable;

namespace AiBom.Storage.Journal;

/// <summary>What a walk over the whole journal found.</summary>
/// <param name="Head">The sequence number that the journal says is its last.</param>
/// <param name="Entries">How many entries there are.</param>
/// <param name="Defects">What is wrong, in order; cut at a thousand.</param>
public sealed record JournalVerification(long Head, long Entries, ImmutableArray<JournalDefect> Defects)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsIntact => Defects.IsEmpty;
}

/// <summary>One thing that is wrong with the journal.</summary>
/// <param name="Sequence">Where.</param>
/// <param name="Kind">What.</param>
public sealed record JournalDefect(long Sequence, JournalDefectKind Kind);

/// <summary>What can be wrong with an entry.</summary>
public enum JournalDefectKind
{
    /// <summary>There is no entry of this number.</summary>
    Missing = 1,

    /// <summary>The hash does not cover what the entry says.</summary>
    Altered,

    /// <summary>The entry is earlier than the one before it.</summary>
    TimeBackwards,

    /// <summary>The entry lies after the journal's head.</summary>
    BeyondHead,
}
