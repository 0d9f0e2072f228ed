namespace AiBom.Domain;

/// <summary>A value with how far its claim is proved and when it entered the record.</summary>
/// <param name="Value">The value.</param>
/// <param name="Assurance">How far the claim is proved.</param>
/// <param name="Sequence">The journal entry that brought it.</param>
public readonly record struct Claimed<T>(T Value, Assurance Assurance, long Sequence);

/// <summary>Which of several claims about one attribute is read.</summary>
public static class Claimed
{
    /// <summary>The better proved claim; of two equally proved ones the later.</summary>
    public static Claimed<T>? Better<T>(Claimed<T>? left, Claimed<T>? right)
    {
        if (left is not { } one || right is not { } other)
        {
            return left ?? right;
        }

        return (other.Assurance, other.Sequence).CompareTo((one.Assurance, one.Sequence)) > 0 ? right : left;
    }

    /// <summary>
    /// The better proved claim; of two equally proved ones the worse, because an incident takes every unrefuted
    /// statement as true, and "unknown" is one.
    /// </summary>
    public static Claimed<Completeness>? Worse(Claimed<Completeness>? left, Claimed<Completeness>? right)
    {
        if (left is not { } one || right is not { } other)
        {
            return left ?? right;
        }

        return (other.Assurance, (int)other.Value).CompareTo((one.Assurance, (int)one.Value)) > 0 ? right : left;
    }
}
