using System.Text.Json.Nodes;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;
using AiBom.GraphQL.Validation;

namespace AiBom.GraphQL.Tests.Conformance;

/// <summary>The errors of a query: the multiset of rules and places.</summary>
/// <param name="sources">The schemas that the cases name, as SDL.</param>
internal sealed class ValidationCases(JsonObject sources)
{
    // Rules of the reference implementation that September 2025 does not have: three optional ones, one against
    // deep introspection, and those of @defer and @stream.
    private static readonly string[] OtherRules =
    [
        "NoDeprecatedCustom", "NoSchemaIntrospectionCustom", "MaxIntrospectionDepth", "DeferStreamDirectiveLabel",
        "DeferStreamDirectiveOnRootField", "DeferStreamDirectiveOnValidOperations", "StreamDirectiveOnListField",
    ];

    // Fields of introspection that the reference implementation has from a later draft.
    private static readonly string[] DraftFields =
    [
        "Expected a field of type __Directive, found isDeprecated.",
        "Expected a field of type __Directive, found deprecationReason.",
    ];

    private readonly Dictionary<string, Schema> _schemas = new(StringComparer.Ordinal);

    public ValueTask<CaseAnswer> AnswerAsync(JsonObject one)
    {
        var id = (string)one["schema"]!;
        if (!_schemas.TryGetValue(id, out Schema? schema))
        {
            _schemas[id] = schema = BuildSchema((string)sources[id]!);
        }

        ParseResult<DocumentNode> parsed = GraphQLParser.Parse((string)one["query"]!, GraphQLLimits.Trusted);
        GraphQLError[] found = parsed.IsOk
            ? [.. DocumentValidator.Validate(schema, parsed.Node, GraphQLLimits.Trusted)]
            : [parsed.Error];
        bool isDraft = found.Any(error => DraftFields.Contains(error.Message));
        return new(new CaseAnswer(
            CaseLocations.Of(one["errors"]!.AsArray(), OtherRules),
            CaseLocations.Of(found),
            isDraft ? "whether a directive is deprecated cannot be asked yet" : null));
    }

    // One schema has a directive for the variables of fragments, which September 2025 does not have and no case uses.
    private static Schema BuildSchema(string sdl) => SdlSchema.Build(string.Join('\n', sdl.Split('\n')
        .Where(line => !line.Contains("FRAGMENT_VARIABLE_DEFINITION", StringComparison.Ordinal))));
}
