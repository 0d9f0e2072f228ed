using System.Collections.Immutable;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Validation;

/// <summary>What the rules ask of a directive, whether the schema has it or the document defines it.</summary>
/// <param name="IsRepeatable">Whether it may stand more than once in one place.</param>
/// <param name="Locations">Where it may stand.</param>
/// <param name="Arguments">Each with its type where it must be given, else with null.</param>
internal sealed record DirectiveSignature(
    bool IsRepeatable,
    ImmutableArray<DirectiveLocation> Locations,
    ImmutableArray<(string Name, string? RequiredType)> Arguments)
{
    public static DirectiveSignature Of(Directive directive) => new(
        directive.IsRepeatable,
        directive.Locations,
        [
            .. directive.Arguments
                .Select(argument => (argument.Name, argument.IsRequired ? argument.Type.ToString() : null)),
        ]);

    public static DirectiveSignature Of(DirectiveDefinitionNode directive) => new(
        directive.IsRepeatable,
        [.. directive.DirectiveLocations.Select(name => Directive.LocationOf(name.Value))],
        [
            .. directive.Arguments.Select(argument => (
                argument.Name.Value,
                argument is { Type: NonNullTypeNode type, DefaultValue: null } ? type.ToString() : null)),
        ]);

    public bool Takes(string argument) =>
        Arguments.Any(known => string.Equals(known.Name, argument, StringComparison.Ordinal));
}
