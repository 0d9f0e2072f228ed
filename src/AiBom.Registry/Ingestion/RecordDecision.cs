using AiBom.Storage.Reads;

namespace AiBom.Registry.Ingestion;

/// <summary>What the record had to say of a submission under the writer's lock.</summary>
internal abstract record RecordDecision
{
    private RecordDecision()
    {
    }

    public sealed record Appended : RecordDecision;

    public sealed record GroundsChanged : RecordDecision;

    public sealed record Repeated(SubmissionRecord Earlier) : RecordDecision;

    public sealed record Conflicting(SubmissionRecord Other) : RecordDecision;
}
