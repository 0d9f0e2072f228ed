using System.Globalization;
using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Execution;

/// <summary>
/// Measures the operations of a document with every fragment followed, in one visit to each fragment, and says which
/// bound is exceeded. It is asked before validation, whose effort the bounds limit.
/// </summary>
internal sealed class DocumentBounds
{
    /// <summary>Lists of types or fields inside one another below <c>__schema</c>; clients need two.</summary>
    private const int MaxIntrospectionLists = 3;

    private readonly FragmentSet _fragments;
    private readonly Dictionary<string, Size> _sizes = new(StringComparer.Ordinal);

    private DocumentBounds(DocumentNode document) => _fragments = new FragmentSet(document);

    /// <summary>The first bound that an operation exceeds; null if none does.</summary>
    public static ResponseError? Exceeded(DocumentNode document, GraphQLOptions options)
    {
        var bounds = new DocumentBounds(document);
        foreach (OperationDefinitionNode operation in document.Definitions.OfType<OperationDefinitionNode>())
        {
            Size size = bounds.Measure(operation.SelectionSet);
            (string What, long Found, long Most)[] measures =
            [
                ("fields inside one another", size.Depth, options.MaxDepth),
                ("fields", size.Fields, options.MaxFields),
                ("aliases", size.Aliases, options.MaxAliases),
                ("lists of introspection inside one another", size.IntrospectionLists, MaxIntrospectionLists),
            ];
            foreach ((string what, long found, long most) in measures)
            {
                if (found > most)
                {
                    string message = string.Create(
                        CultureInfo.InvariantCulture,
                        $"The operation has {found} {what}; at most {most} are allowed.");
                    return ResponseError.Of(message, ErrorCodes.Limit, operation.Location);
                }
            }
        }

        return null;
    }

    private Size Measure(SelectionSetNode set)
    {
        Size total = default;
        foreach (SelectionNode selection in set.Selections)
        {
            total = total.Beside(selection switch
            {
                FieldNode field => Measure(field),
                InlineFragmentNode fragment => Measure(fragment.SelectionSet),
                FragmentSpreadNode spread => Measure(spread.Name.Value),
                _ => default,
            });
        }

        return total;
    }

    private Size Measure(FieldNode field)
    {
        Size inner = field.SelectionSet is null ? default : Measure(field.SelectionSet);
        bool isIntrospection = field.Name.Value is "__schema" or "__type";
        return new Size(
            isIntrospection ? 1 : inner.Depth + 1,
            Add(inner.Fields, 1),
            Add(inner.Aliases, field.Alias is null ? 0 : 1),
            inner.ListLikeFields
                + (field.Name.Value is "fields" or "inputFields" or "interfaces" or "possibleTypes" ? 1 : 0),
            isIntrospection ? inner.ListLikeFields : inner.IntrospectionLists);
    }

    private Size Measure(string fragment)
    {
        if (!_sizes.TryGetValue(fragment, out Size size))
        {
            // A fragment that spreads itself counts as nothing inside; validation refuses it.
            _sizes[fragment] = default;
            size = _fragments.Find(fragment) is { } node ? Measure(node.SelectionSet) : default;
            _sizes[fragment] = size;
        }

        return size;
    }

    // Fragments that spread others twice double the count each time, so it may leave every range.
    private static long Add(long left, long right) => left > long.MaxValue - right ? long.MaxValue : left + right;

    /// <param name="Depth">Fields inside one another.</param>
    /// <param name="Fields">How many.</param>
    /// <param name="Aliases">How many of them have an alias.</param>
    /// <param name="ListLikeFields">Fields inside one another that would be lists in introspection.</param>
    /// <param name="IntrospectionLists">Those that are.</param>
    private readonly record struct Size(
        int Depth,
        long Fields,
        long Aliases,
        int ListLikeFields,
        int IntrospectionLists)
    {
        public Size Beside(Size other) => new(
            Math.Max(Depth, other.Depth),
            Add(Fields, other.Fields),
            Add(Aliases, other.Aliases),
            Math.Max(ListLikeFields, other.ListLikeFields),
            Math.Max(IntrospectionLists, other.IntrospectionLists));
    }
}
