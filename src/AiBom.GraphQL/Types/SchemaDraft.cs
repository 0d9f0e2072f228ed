using System.Collections.Immutable;

namespace AiBom.GraphQL.Types;

/// <summary>What a schema will consist of if it is valid. Its references may still be of the wrong kind.</summary>
internal sealed record SchemaDraft(
    string? Description,
    NamedType? Query,
    NamedType? Mutation,
    NamedType? Subscription,
    ImmutableArray<NamedType> Types,
    ImmutableArray<Directive> Directives);
