namespace AiBom.Registry.Gates;

/// <summary>What bounds a gate's work and answer, in one place.</summary>
public static class GateLimits
{
    /// <summary>The most things that one submission is judged by, where its document names no subject.</summary>
    public const int Subjects = 50;

    /// <summary>The most documents that describe one thing and are looked at.</summary>
    public const int Documents = 10_000;

    /// <summary>The most reasons of one answer; a last one counts the rest.</summary>
    public const int Reasons = 100;

    /// <summary>The most edges that one reason's path lists, those next to the subject.</summary>
    public const int Steps = 100;

    /// <summary>The most words of somebody that one edge of a path lists.</summary>
    public const int Claims = 10;

    /// <summary>
    /// How long a gate waits for the lineage graph to be as far as the journal was when it was asked.
    /// </summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(5);
}
