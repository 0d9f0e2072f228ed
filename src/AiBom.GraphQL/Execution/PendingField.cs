namespace AiBom.GraphQL.Execution;

/// <summary>A field of a frame whose resolver was started.</summary>
internal readonly record struct PendingField(Frame Frame, int Field, ValueTask<Results> Results);
