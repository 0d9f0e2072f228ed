using System.Collections.Immutable;
using System.Diagnostics;
using AiBom.GraphQL.Types;
using AiBom.Registry.Catalog;
using AiBom.Registry.Incidents;

namespace AiBom.Server.Schema;

/// <summary>A request that cannot be met. Each kind is a type of its own, with what the caller may do next.</summary>
internal abstract record RequestError(string Code, string Message);

/// <summary>A reference leads to nothing in the record.</summary>
internal sealed record NotFoundError(string Message, string Reference) : RequestError("NOT_FOUND", Message)
{
    public static NotFoundError Of(string what, string reference) =>
        new($"There is no {what} '{Domain.FindingLimits.Cut(reference)}' in the record.", reference);
}

/// <summary>A reference fits several things; names join nothing.</summary>
internal sealed record AmbiguousError(string Message, string Reference, ImmutableArray<int> Candidates)
    : RequestError("AMBIGUOUS", Message);

/// <summary>The request contradicts what is recorded, or itself.</summary>
internal sealed record InvalidRequestError(string Message, string Reason = "INVALID_REQUEST")
    : RequestError(Reason, Message);

/// <summary><c>interface RequestError</c> and its types.</summary>
internal sealed class ErrorTypes
{
    public ErrorTypes(SchemaBuilder builder)
    {
        Error = builder.Interface("RequestError", "A request that cannot be met: data, not a failure of the service.");
        NotFound = builder.Object<NotFoundError>("NotFoundError", "A reference leads to nothing in the record.");
        Ambiguous = builder.Object<AmbiguousError>("AmbiguousError", "A reference fits several things; say which.");
        Invalid = builder.Object<InvalidRequestError>(
            "InvalidRequestError", "The request contradicts what is recorded, or itself.");
    }

    public InterfaceType Error { get; }

    public ObjectType<NotFoundError> NotFound { get; }

    public ObjectType<AmbiguousError> Ambiguous { get; }

    public ObjectType<InvalidRequestError> Invalid { get; }

    public void Declare(SchemaTypes types)
    {
        Error.Field("code", "A stable code.", Scalars.String.NonNull());
        Error.Field("message", "One sentence for a person.", Scalars.String.NonNull());
        Common(NotFound);
        NotFound.Field("reference", "What was asked for.", Scalars.String.NonNull(), error => error.Reference);
        Common(Ambiguous);
        Ambiguous.Field("reference", "What was asked for.", Scalars.String.NonNull(), error => error.Reference);
        Ambiguous.Field(
            "candidates",
            $"What it may mean, at most {EntityCatalog.MaxCandidates} of them.",
            types.Entity.NonNull().List().NonNull())
            .ResolveEntities(error => error.Candidates);
        Common(Invalid);
    }

    /// <summary>The error that an unclear reference is.</summary>
    public static RequestError Of(EntityLookup lookup) => lookup switch
    {
        EntityLookup.NotFound(EntityReference reference) => NotFoundError.Of("entity", reference.ToString()),
        EntityLookup.Ambiguous(EntityReference reference, ImmutableArray<int> candidates) => new AmbiguousError(
            $"'{Domain.FindingLimits.Cut(reference.ToString())}' fits several things; say which by id, "
            + "digest or package URL.",
            reference.ToString(),
            candidates),
        _ => throw new UnreachableException($"'{lookup}' is clear."),
    };

    /// <summary>The error that an advisory is of which nothing can be asked.</summary>
    public static RequestError Of(AdvisorySubjects subjects) => subjects switch
    {
        AdvisorySubjects.Unknown(string advisory) => NotFoundError.Of("advisory", advisory),
        AdvisorySubjects.Retracted(string advisory, { Reason: var reason }) => new InvalidRequestError(
            $"{advisory} was retracted: {reason}", "ADVISORY_RETRACTED"),
        AdvisorySubjects.Unheard(string advisory, string key) => new InvalidRequestError(
            $"The lineage does not know '{Domain.FindingLimits.Cut(key)}' of {advisory} yet; ask again.", "STALE"),
        _ => throw new UnreachableException($"'{subjects}' can be asked about."),
    };

    private void Common<T>(ObjectType<T> type)
        where T : RequestError
    {
        type.Implementing(Error);
        type.Field("code", "A stable code.", Scalars.String.NonNull(), error => error.Code);
        type.Field("message", "One sentence for a person.", Scalars.String.NonNull(), error => error.Message);
    }
}
