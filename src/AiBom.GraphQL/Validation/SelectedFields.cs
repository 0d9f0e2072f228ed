using System.Text;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Validation;

/// <summary>A field where it is selected: from which type, and what it is there, as far as that is known.</summary>
internal sealed class FieldUse(CompositeType? parent, FieldNode node, Field? definition)
{
    private string? _arguments;

    public CompositeType? Parent { get; } = parent;

    public FieldNode Node { get; } = node;

    public Field? Definition { get; } = definition;

    /// <summary>The arguments with names and input fields in one order, so that equal ones are equal texts.</summary>
    public string Arguments => _arguments ??= Canonical();

    private string Canonical()
    {
        var text = new StringBuilder();
        foreach (ArgumentNode argument in Node.Arguments.OrderBy(one => one.Name.Value, StringComparer.Ordinal))
        {
            text.Append(argument.Name.Value).Append(':');
            Append(text, argument.Value);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, ValueNode value)
    {
        switch (value)
        {
            case ListValueNode list:
                text.Append('[');
                foreach (ValueNode item in list.Values)
                {
                    Append(text, item);
                }

                text.Append("],");
                break;
            case ObjectValueNode input:
                text.Append('{');
                foreach (ObjectFieldNode field in input.Fields.OrderBy(one => one.Name.Value, StringComparer.Ordinal))
                {
                    text.Append(field.Name.Value).Append(':');
                    Append(text, field.Value);
                }

                text.Append("},");
                break;
            case StringValueNode content:
                text.Append(content.IsBlock ? 'b' : 's').Append(content.Value.Length).Append(':').Append(content.Value);
                break;
            default:
                text.Append(value).Append(',');
                break;
        }
    }
}

/// <summary>
/// What a selection set selects without looking into fragment spreads: fields by response key, and the names of the
/// fragments. Inline fragments belong to the set.
/// </summary>
internal sealed class SelectedFields
{
    public OrderedDictionary<string, List<FieldUse>> Fields { get; } = new(StringComparer.Ordinal);

    public OrderedDictionary<string, FragmentDefinitionNode?> Fragments { get; } = new(StringComparer.Ordinal);

    public static SelectedFields Of(ValidationContext context, CompositeType? parent, SelectionSetNode selections)
    {
        var selected = new SelectedFields();
        selected.Add(context, parent, selections);
        return selected;
    }

    private void Add(ValidationContext context, CompositeType? parent, SelectionSetNode selections)
    {
        foreach (SelectionNode selection in selections.Selections)
        {
            switch (selection)
            {
                case FieldNode field:
                    if (!Fields.TryGetValue(field.ResponseKey, out List<FieldUse>? uses))
                    {
                        Fields[field.ResponseKey] = uses = [];
                    }

                    Field? definition = parent is null ? null : context.Schema.FindField(parent, field.Name.Value);
                    uses.Add(new FieldUse(parent, field, definition));
                    break;
                case FragmentSpreadNode spread:
                    Fragments.TryAdd(spread.Name.Value, context.FindFragment(spread.Name.Value));
                    break;
                case InlineFragmentNode inline:
                    CompositeType? type = inline.TypeCondition is null
                        ? parent
                        : context.Schema.FindType(inline.TypeCondition.Name.Value) as CompositeType;
                    Add(context, type, inline.SelectionSet);
                    break;
            }
        }
    }
}
