using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Documents;

/// <summary>What reading a document gave.</summary>
/// <param name="Statements">
/// What it says; null exactly when it cannot be read as a whole or must be rejected, and then the first finding says
/// why.
/// </param>
/// <param name="Findings">
/// What was noticed: errors, then warnings, then information, each in document order; at most
/// <see cref="FindingLimits.PerDocument"/>, the last one then counting the rest.
/// </param>
/// <param name="Codes">The code of everything that was noticed, listed or not.</param>
public sealed record ReadResult(
    StatementSet? Statements, ImmutableArray<Finding> Findings, IReadOnlySet<string> Codes);
