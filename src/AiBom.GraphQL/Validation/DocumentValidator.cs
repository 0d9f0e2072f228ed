using System.Collections.Immutable;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Validation;

/// <summary>
/// Decides whether a document can be executed against a schema (September 2025, section 5), in one walk over the
/// document for all rules.
/// </summary>
public static class DocumentValidator
{
    /// <summary>Returns what is wrong with <paramref name="document"/>; nothing if it is valid.</summary>
    /// <param name="schema">A valid schema.</param>
    /// <param name="document">A parsed document; type system definitions in it are errors.</param>
    /// <param name="limits">Bounds the number of errors and the comparisons of fields; null for the usual.</param>
    public static ImmutableArray<GraphQLError> Validate(
        Schema schema,
        DocumentNode document,
        GraphQLLimits? limits = null)
    {
        var context = new ValidationContext(schema, document, limits ?? GraphQLLimits.Default);
        new DocumentWalker(context, RulesFor(context)).Walk();
        return context.Errors;
    }

    // In the order of section 5.
    private static ImmutableArray<ValidationRule> RulesFor(ValidationContext context) =>
    [
        new ExecutableDefinitions(context),
        new KnownOperationTypes(context),
        new UniqueOperationNames(context),
        new LoneAnonymousOperation(context),
        new SingleFieldSubscriptions(context),
        new FieldsOnCorrectType(context),
        new OverlappingFieldsCanBeMerged(context),
        new ScalarLeafs(context),
        new KnownArgumentNames(context),
        new UniqueArgumentNames(context),
        new ProvidedRequiredArguments(context),
        new UniqueFragmentNames(context),
        new KnownTypeNames(context),
        new FragmentsOnCompositeTypes(context),
        new NoUnusedFragments(context),
        new KnownFragmentNames(context),
        new NoFragmentCycles(context),
        new PossibleFragmentSpreads(context),
        new ValuesOfCorrectType(context),
        new UniqueInputFieldNames(context),
        new KnownDirectives(context),
        new UniqueDirectivesPerLocation(context),
        new UniqueVariableNames(context),
        new VariablesAreInputTypes(context),
        new NoUndefinedVariables(context),
        new NoUnusedVariables(context),
        new VariablesInAllowedPosition(context),
    ];
}
