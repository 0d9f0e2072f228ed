using AiBom.Domain;

namespace AiBom.Lineage;

/// <summary>One of several things that statements say a key names.</summary>
/// <param name="Candidate">The representative of the thing.</param>
/// <param name="Assurance">The best statement for it.</param>
/// <param name="IsChosen">Whether the key is read as naming it; for an ambiguous key none is.</param>
public readonly record struct IdentityConflict(int Candidate, Assurance Assurance, bool IsChosen);
