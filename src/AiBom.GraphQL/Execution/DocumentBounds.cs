using System.Globalization;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Execution;

/// <summary>
/// Measures the operations of a document with every fragment followed, in one visit to each fragment, and says which
/// bound is exceeded. It is asked before validation, whose effort the bounds limit.
/// </summary>
internal sealed class DocumentBounds
{
    private readonly FragmentSet _fragments;
    private readonly Dictionary<string, Size> _sizes = new(StringComparer.Ordinal);

    private DocumentBounds(DocumentNode document)
    {
        _fragments = new FragmentSet(document);
        MeasureFragments();
    }

    /// <summary>The first bound that the document or an operation of it exceeds; null if none does.</summary>
    public static ResponseError? Exceeded(Schema schema, DocumentNode document, GraphQLLimits limits)
    {
        OperationDefinitionNode[] operations = [.. document.Definitions.OfType<OperationDefinitionNode>()];
        if (operations.Length > limits.MaxOperations)
        {
            string message = string.Create(
                CultureInfo.InvariantCulture,
                $"The document has {operations.Length:N0} operations; at most {limits.MaxOperations:N0} are allowed "
                + $"({nameof(limits.MaxOperations)}).");
            return ResponseError.Of(message, ErrorCodes.Limit, operations[limits.MaxOperations].Location);
        }

        var bounds = new DocumentBounds(document);
        foreach (OperationDefinitionNode operation in operations)
        {
            if (bounds.Exceeded(schema, operation, limits) is { } message)
            {
                return ResponseError.Of(message, ErrorCodes.Limit, operation.Location);
            }
        }

        return null;
    }

    private string? Exceeded(Schema schema, OperationDefinitionNode operation, GraphQLLimits limits)
    {
        Size size = Measure(operation.SelectionSet);
        (string Bound, string What, long Found, long Most)[] measures =
        [
            (nameof(limits.MaxDepth), "selection sets inside one another", size.Nesting, limits.MaxDepth),
            (nameof(limits.MaxOperationDepth), "fields inside one another", size.Depth, limits.MaxOperationDepth),
            (nameof(limits.MaxFields), "fields", size.Fields, limits.MaxFields),
            (
                nameof(limits.MaxIntrospectionLists),
                "lists of introspection inside one another",
                size.IntrospectionLists,
                limits.MaxIntrospectionLists),
            (
                nameof(limits.MaxIntrospectionOfType),
                "fields ofType inside one another",
                size.IntrospectionOfTypes,
                limits.MaxIntrospectionOfType),
        ];
        foreach ((string bound, string what, long found, long most) in measures)
        {
            if (found > most)
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"The operation has {found:N0} {what}; at most {most:N0} are allowed ({bound}).");
            }
        }

        // With fewer aliases than the bound no field can be over it, and that is nearly always so.
        if (size.Aliases < limits.MaxAliases)
        {
            return null;
        }

        (string field, int keys) = AliasCount.OfMostAliased(schema, operation, _fragments);
        return keys > limits.MaxAliases
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"The operation selects {field} under {keys:N0} response keys; at most {limits.MaxAliases:N0} are "
                + $"allowed ({nameof(limits.MaxAliases)}).")
            : null;
    }

    // Those that a fragment spreads come before it. A stack of its own, since a chain of fragments can be as long as
    // the document. One that spreads itself counts as nothing inside; validation refuses it.
    private void MeasureFragments()
    {
        var open = new Stack<(FragmentDefinitionNode Fragment, bool IsOpened)>(
            _fragments.All.Select(fragment => (fragment, false)));
        while (open.TryPop(out (FragmentDefinitionNode Fragment, bool IsOpened) next))
        {
            string name = next.Fragment.Name.Value;
            if (next.IsOpened)
            {
                _sizes[name] = Measure(next.Fragment.SelectionSet);
            }
            else if (_sizes.TryAdd(name, default))
            {
                open.Push((next.Fragment, true));
                foreach (FragmentSpreadNode spread in
                    Selections.Within(next.Fragment.SelectionSet).OfType<FragmentSpreadNode>())
                {
                    if (_fragments.Find(spread.Name.Value) is { } inner)
                    {
                        open.Push((inner, false));
                    }
                }
            }
        }
    }

    // As deep as the text, which the parser bounds.
    private Size Measure(SelectionSetNode set)
    {
        Size total = default;
        foreach (SelectionNode selection in set.Selections)
        {
            total = total.Beside(selection switch
            {
                FieldNode field => Measure(field),
                InlineFragmentNode fragment => Measure(fragment.SelectionSet),
                FragmentSpreadNode spread => _sizes.GetValueOrDefault(spread.Name.Value),
                _ => default,
            });
        }

        return total with { Nesting = total.Nesting + 1 };
    }

    private Size Measure(FieldNode field)
    {
        Size inner = field.SelectionSet is null ? default : Measure(field.SelectionSet);
        string name = field.Name.Value;
        bool isIntrospection = Introspection.IsMetaField(name);
        bool isList = name is "fields" or "inputFields" or "interfaces" or "possibleTypes";
        return inner with
        {
            Depth = isIntrospection ? 1 : inner.Depth + 1,
            Fields = Add(inner.Fields, 1),
            Aliases = Add(inner.Aliases, field.Alias is null ? 0 : 1),
            Lists = inner.Lists + (isList ? 1 : 0),
            OfTypes = inner.OfTypes + (name is "ofType" ? 1 : 0),
            IntrospectionLists = isIntrospection ? inner.Lists : inner.IntrospectionLists,
            IntrospectionOfTypes = isIntrospection ? inner.OfTypes : inner.IntrospectionOfTypes,
        };
    }

    // Fragments that spread others twice double the count each time, so it may leave every range.
    private static long Add(long left, long right) => left > long.MaxValue - right ? long.MaxValue : left + right;

    /// <param name="Nesting">Selection sets inside one another.</param>
    /// <param name="Depth">Fields inside one another.</param>
    /// <param name="Fields">How many.</param>
    /// <param name="Aliases">How many of them have an alias.</param>
    /// <param name="Lists">Fields inside one another that would be lists in introspection.</param>
    /// <param name="OfTypes">Fields inside one another that would be <c>ofType</c> in introspection.</param>
    /// <param name="IntrospectionLists">Those that are lists in introspection.</param>
    /// <param name="IntrospectionOfTypes">Those that are <c>ofType</c> in introspection.</param>
    private readonly record struct Size(
        int Nesting,
        int Depth,
        long Fields,
        long Aliases,
        int Lists,
        int OfTypes,
        int IntrospectionLists,
        int IntrospectionOfTypes)
    {
        public Size Beside(Size other) => new(
            Math.Max(Nesting, other.Nesting),
            Math.Max(Depth, other.Depth),
            Add(Fields, other.Fields),
            Add(Aliases, other.Aliases),
            Math.Max(Lists, other.Lists),
            Math.Max(OfTypes, other.OfTypes),
            Math.Max(IntrospectionLists, other.IntrospectionLists),
            Math.Max(IntrospectionOfTypes, other.IntrospectionOfTypes));
    }
}
