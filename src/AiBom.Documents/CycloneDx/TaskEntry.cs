using System.Collections.Immutable;
using AiBom.Documents.Drafts;
using AiBom.Documents.Json;

namespace AiBom.Documents.CycloneDx;

/// <summary>A workflow or task of the document, with the run that it declares.</summary>
/// <param name="Part">The task's object.</param>
/// <param name="Run">The position of its run.</param>
/// <param name="Inputs">What it read.</param>
/// <param name="Outputs">What it made.</param>
internal sealed record TaskEntry(
    Part Part, int Run, ImmutableArray<TaskStep> Inputs, ImmutableArray<TaskStep> Outputs);

/// <summary>Something that a task read or made.</summary>
/// <param name="Part">The input's or output's object.</param>
/// <param name="Step">What it is.</param>
internal sealed record TaskStep(Part Part, RunStep Step);
