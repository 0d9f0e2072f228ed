using System.Collections.Immutable;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Execution;

/// <summary>What a resolver is told about the field it resolves. It is shared by all objects of a level.</summary>
public sealed class ResolveContext
{
    private readonly IReadOnlyDictionary<string, object?> _arguments;
    private readonly RequestState _request;
    private readonly FieldPlan _plan;

    internal ResolveContext(RequestState request, FieldPlan plan, IReadOnlyDictionary<string, object?> arguments)
    {
        _request = request;
        _plan = plan;
        _arguments = arguments;
    }

    /// <summary>The schema.</summary>
    public Schema Schema => _request.Schema;

    /// <summary>The field that is resolved.</summary>
    public Field Field => _plan.Field;

    /// <summary>The key of the field in the response: its alias or its name.</summary>
    public string ResponseKey => _plan.Key;

    /// <summary>Ends when the answer is not wanted any more.</summary>
    public CancellationToken CancellationToken => _request.CancellationToken;

    /// <summary>The object that the caller of the engine gave for this request.</summary>
    /// <exception cref="InvalidOperationException">The state is of another type.</exception>
    public T State<T>() => _request.StateAs<T>();

    /// <summary>
    /// The coerced value of an argument: an enum's member, a record for an input object, an array or list for a list;
    /// the default of <typeparamref name="T"/> where the argument is null or was left out.
    /// </summary>
    /// <exception cref="InvalidOperationException">The field has no such argument, or not of that type.</exception>
    public T Argument<T>(string name)
    {
        if (_arguments.TryGetValue(name, out object? value))
        {
            return InputBinder.To<T>(value);
        }

        return Field.FindArgument(name) is null
            ? throw new InvalidOperationException($"Field '{Field.Name}' has no argument '{name}'.")
            : default!;
    }

    /// <summary>Whether the argument has a value, from the document or by default; it may be null.</summary>
    public bool HasArgument(string name) => _arguments.ContainsKey(name);

    /// <summary>
    /// Whether the answer will hold a field below this one, whichever type it is on: <c>totalCount</c>, or
    /// <c>edges.node.name</c> for a deeper one.
    /// </summary>
    public bool Selects(string path)
    {
        ImmutableArray<SelectionPlan> level = ChildrenOf(_plan);
        foreach (string name in path.Split('.'))
        {
            FieldPlan[] found =
            [
                .. level.SelectMany(selection => selection.Fields)
                    .Where(field => string.Equals(field.Field.Name, name, StringComparison.Ordinal)
                        && field.IsIncluded(_request.Conditions)),
            ];
            if (found.Length == 0)
            {
                return false;
            }

            level = [.. found.SelectMany(field => ChildrenOf(field))];
        }

        return true;
    }

    internal RequestState Request => _request;

    /// <summary>All arguments that have a value.</summary>
    internal IReadOnlyDictionary<string, object?> Arguments => _arguments;

    private ImmutableArray<SelectionPlan> ChildrenOf(FieldPlan field) => field.Child is { } child
        ? [.. Schema.PossibleTypes(child.Type).Select(child.For)]
        : [];
}
