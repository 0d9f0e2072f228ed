using System.Collections.Immutable;
using System.Diagnostics;

namespace AiBom.GraphQL.Language;

/// <summary>Writes a syntax tree as GraphQL text that parses to the same tree.</summary>
public static partial class Printer
{
    // Arguments, lists and objects that would make a longer line are broken into a line an item.
    private const int LineLength = 80;

    /// <summary>The text of <paramref name="node"/>, without a line end behind it.</summary>
    public static string Print(SyntaxNode node) => node switch
    {
        DocumentNode document => PrintDocument(document),
        ValueNode value => PrintValue(value),
        TypeNode type => PrintType(type),
        NameNode name => name.Value,
        ArgumentNode argument => $"{argument.Name}: {argument.Value}",
        ObjectFieldNode field => $"{field.Name}: {field.Value}",
        DirectiveNode directive => $"@{directive.Name}{Wrap("(", Join(", ", directive.Arguments), ")")}",
        TypeSystemNode definition => PrintDescription(definition.Description) + PrintTypeSystem(definition),
        SchemaCoordinateNode coordinate => PrintCoordinate(coordinate),
        SelectionNode selection => PrintSelection(selection),
        SelectionSetNode set => Block(set.Selections),
        ExecutableDefinitionNode definition => PrintDescription(definition.Description) + PrintExecutable(definition),
        VariableDefinitionNode variable => PrintDescription(variable.Description) + PrintVariable(variable),
        _ => PrintTypeSystemPart(node),
    };

    /// <summary>
    /// A string as it stands in a document: a block string if <paramref name="preferBlock"/> is set and a block
    /// string can hold it.
    /// </summary>
    public static string PrintString(string value, bool preferBlock) =>
        preferBlock && BlockString.CanHold(value) ? BlockString.Print(value) : QuotedString.Print(value);

    // After a definition that may end in braces but does not, a query in short form would be taken for these braces.
    private static string PrintDocument(DocumentNode document) => string.Join("\n\n", document.Definitions.Select(
        (definition, i) => i > 0 && document.Definitions[i - 1] is TypeSystemNode && Print(definition) is ['{', ..] text
            ? $"query {text}"
            : Print(definition)));

    private static string PrintExecutable(ExecutableDefinitionNode definition)
    {
        string directives = Join(" ", definition.Directives);
        if (definition is FragmentDefinitionNode fragment)
        {
            return Words(
                "fragment",
                fragment.Name.Value,
                $"on {fragment.TypeCondition}",
                directives,
                Print(fragment.SelectionSet));
        }

        var operation = (OperationDefinitionNode)definition;
        string prefix = Words(
            PrintOperationType(operation.Operation),
            operation.Name?.Value + PrintVariables(operation.Variables),
            directives);
        bool isShort = prefix is "query" && operation.Description is null;
        return isShort ? Print(operation.SelectionSet) : $"{prefix} {operation.SelectionSet}";
    }

    // Described variables get a line each, and like the reference implementation's, no indentation.
    private static string PrintVariables(ImmutableArray<VariableDefinitionNode> variables) =>
        variables.Any(variable => variable.Description is not null)
            ? $"(\n{Join("\n", variables)}\n)"
            : Wrap("(", Join(", ", variables), ")");

    private static string PrintOperationType(OperationType operation) => operation switch
    {
        OperationType.Query => "query",
        OperationType.Mutation => "mutation",
        OperationType.Subscription => "subscription",
        _ => throw new UnreachableException($"{operation}"),
    };

    private static string PrintVariable(VariableDefinitionNode variable) => Words(
        $"{variable.Variable}: {variable.Type}", Wrap("= ", variable.DefaultValue), Join(" ", variable.Directives));

    private static string PrintSelection(SelectionNode selection)
    {
        string directives = Join(" ", selection.Directives);
        switch (selection)
        {
            case FragmentSpreadNode spread:
                return Words($"...{spread.Name}", directives);
            case InlineFragmentNode inline:
                return Words("...", Wrap("on ", inline.TypeCondition), directives, Print(inline.SelectionSet));
            case FieldNode field:
                string name = field.Alias is null ? field.Name.Value : $"{field.Alias}: {field.Name}";
                string line = name + Wrap("(", Join(", ", field.Arguments), ")");
                string call = line.Length > LineLength
                    ? $"{name}(\n{Indent(Join("\n", field.Arguments))}\n)"
                    : line;
                return Words(call, directives, field.SelectionSet is null ? string.Empty : Print(field.SelectionSet));
            default:
                throw new UnreachableException(selection.GetType().Name);
        }
    }

    private static string PrintValue(ValueNode value) => value switch
    {
        VariableNode variable => $"${variable.Name}",
        IntValueNode integer => integer.Value,
        FloatValueNode number => number.Value,
        StringValueNode text => PrintString(text.Value, text.IsBlock),
        BooleanValueNode boolean => boolean.Value ? "true" : "false",
        NullValueNode => "null",
        EnumValueNode name => name.Value,
        ListValueNode list => Enclose("[", list.Values, "]"),
        ObjectValueNode { Fields.IsEmpty: true } => "{}",
        ObjectValueNode input => Enclose("{ ", input.Fields, " }"),
        _ => throw new UnreachableException(value.GetType().Name),
    };

    private static string PrintType(TypeNode type) => type switch
    {
        NamedTypeNode named => named.Name.Value,
        ListTypeNode list => $"[{list.Type}]",
        NonNullTypeNode nonNull => $"{nonNull.Type}!",
        _ => throw new UnreachableException(type.GetType().Name),
    };

    private static string PrintCoordinate(SchemaCoordinateNode coordinate) => coordinate switch
    {
        TypeCoordinateNode type => type.Name.Value,
        MemberCoordinateNode member => $"{member.Name}.{member.MemberName}",
        ArgumentCoordinateNode argument => $"{argument.Name}.{argument.FieldName}({argument.ArgumentName}:)",
        DirectiveCoordinateNode directive => $"@{directive.Name}",
        DirectiveArgumentCoordinateNode argument => $"@{argument.Name}({argument.ArgumentName}:)",
        _ => throw new UnreachableException(coordinate.GetType().Name),
    };

    private static string PrintDescription(StringValueNode? description) =>
        description is null ? string.Empty : PrintValue(description) + "\n";

    // Each item is printed once: printing it once for a line and once more for lines would double at each level.
    private static string Enclose<T>(string open, ImmutableArray<T> items, string close)
        where T : SyntaxNode
    {
        string[] printed = [.. items.Select(Print)];
        string line = string.Join(", ", printed);
        return open.Length + line.Length + close.Length > LineLength
            ? $"{open.TrimEnd()}\n{Indent(string.Join('\n', printed))}\n{close.TrimStart()}"
            : open + line + close;
    }

    private static string Block<T>(ImmutableArray<T> items)
        where T : SyntaxNode => items.IsEmpty ? string.Empty : $"{{\n{Indent(Join("\n", items))}\n}}";

    private static string Join<T>(string separator, ImmutableArray<T> nodes)
        where T : SyntaxNode => string.Join(separator, nodes);

    private static string Words(params ReadOnlySpan<string> words)
    {
        var present = new List<string>(words.Length);
        foreach (string word in words)
        {
            if (word.Length > 0)
            {
                present.Add(word);
            }
        }

        return string.Join(' ', present);
    }

    private static string Wrap(string before, SyntaxNode? node) => node is null ? string.Empty : before + Print(node);

    private static string Wrap(string before, string text, string after) =>
        text.Length == 0 ? string.Empty : before + text + after;

    private static string Indent(string text) => "  " + text.Replace("\n", "\n  ", StringComparison.Ordinal);
}
