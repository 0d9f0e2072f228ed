using System.Collections.Immutable;

namespace AiBom.Domain.Journal;

/// <summary>Something is known to be bad: the seed of a taint.</summary>
/// <param name="Advisory">The advisory's id: <c>ADV-1</c>, <c>ADV-2</c>, in order.</param>
/// <param name="Subjects">The keys of what is bad.</param>
/// <param name="Technique">The MITRE ATLAS technique, such as <c>AML.T0018.000</c>.</param>
/// <param name="Source">Who says so, and where.</param>
/// <param name="Summary">What happened, for people.</param>
public sealed record CompromiseReported(
    string Advisory,
    ImmutableArray<string> Subjects,
    string? Technique,
    string Source,
    string? Summary) : JournalEvent(Name)
{
    /// <summary>The name of the kind.</summary>
    public const string Name = "COMPROMISE_REPORTED";
}

/// <summary>An advisory no longer stands. It stays in the record, with the reason.</summary>
/// <param name="Advisory">The advisory's id.</param>
/// <param name="Reason">Why.</param>
public sealed record CompromiseRetracted(string Advisory, string Reason) : JournalEvent(Name)
{
    /// <summary>The name of the kind.</summary>
    public const string Name = "COMPROMISE_RETRACTED";
}
