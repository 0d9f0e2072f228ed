using AiBom.Domain;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;
using AiBom.Registry.Catalog;

namespace AiBom.Server.Schema;

/// <summary>The input types that several fields take.</summary>
internal sealed class Inputs(SchemaBuilder builder)
{
    /// <summary><c>EntityReference</c>, see <see cref="EntityReferenceInput"/>.</summary>
    public InputObjectType EntityReference { get; } = builder
        .OneOf("EntityReference", "What you have in hand of an entity; exactly one of these.")
        .Field("id", "A global id from an earlier answer.", Scalars.Id)
        .Field(
            "digest",
            "`sha256:…` or another strong digest: of the thing, of all its files (root digest), or of "
            + "one of its files.",
            Scalars.String)
        .Field("packageUrl", "A package URL, with its revision.", Scalars.String)
        .Field("name", "`group/name@version` or `group/name`. Names join nothing, so several may fit.", Scalars.String);

    /// <summary><c>TimeRange</c>, see <see cref="TimeRangeInput"/>.</summary>
    public InputObjectType TimeRange { get; } = builder
        .InputObject("TimeRange", "A half-open period: from its first instant until before its end.")
        .Field("from", "The first instant; absent for no beginning.", Scalars.DateTime)
        .Field("until", "The first instant after it; absent for no end.", Scalars.DateTime);
}

/// <summary>The coerced <c>EntityReference</c>.</summary>
internal sealed record EntityReferenceInput(string? Id, string? Digest, string? PackageUrl, string? Name)
{
    /// <summary>The reference that it stands for.</summary>
    /// <exception cref="GraphQLException">The id is none of an entity.</exception>
    public EntityReference ToReference() => this switch
    {
        { Id: { } id } => GlobalId.EntityOf(id) is { } number
            ? new EntityReference.ById(number)
            : throw new GraphQLException($"'{FindingLimits.Cut(id)}' is not the id of an entity.", "ID_INVALID"),
        { Digest: { } digest } => new EntityReference.ByDigest(digest),
        { PackageUrl: { } url } => new EntityReference.ByPackageUrl(url),
        _ => new EntityReference.ByName(Name ?? ""),
    };
}

/// <summary>The coerced <c>TimeRange</c>.</summary>
internal sealed record TimeRangeInput(DateTimeOffset? From, DateTimeOffset? Until);
