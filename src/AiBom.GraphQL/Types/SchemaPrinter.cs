using System.Text;
using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Types;

/// <summary>In which order a schema's types are printed.</summary>
public enum SchemaOrder
{
    /// <summary>As they were declared.</summary>
    Declared,

    /// <summary>By name, which makes two exports comparable.</summary>
    ByName,
}

/// <summary>Writes a schema as a type system document (section 3).</summary>
public static class SchemaPrinter
{
    /// <summary>The document. What every schema has, such as the built-in scalars, is left out.</summary>
    public static string Print(Schema schema, SchemaOrder order = SchemaOrder.Declared)
    {
        IEnumerable<NamedType> types = schema.Types.Where(type => !Introspection.IsBuiltIn(type));
        IEnumerable<Directive> directives = schema.Directives
            .Where(directive => !IsSpecified(directive));
        if (order is SchemaOrder.ByName)
        {
            types = types.OrderBy(type => type.Name, StringComparer.Ordinal);
            directives = directives.OrderBy(directive => directive.Name, StringComparer.Ordinal);
        }

        IEnumerable<string> definitions =
        [
            .. SchemaDefinition(schema),
            .. directives.Select(PrintDirective),
            .. types.Select(PrintType),
        ];
        return string.Join("\n\n", definitions);
    }

    private static bool IsSpecified(Directive directive) =>
        Directives.Specified.Any(specified => string.Equals(specified.Name, directive.Name, StringComparison.Ordinal));

    // The definition may be left out where it says nothing: no description, and each root has its usual name.
    private static IEnumerable<string> SchemaDefinition(Schema schema)
    {
        (string Operation, string Usual, ObjectType? Type)[] roots =
        [
            ("query", "Query", schema.Query),
            ("mutation", "Mutation", schema.Mutation),
            ("subscription", "Subscription", schema.Subscription),
        ];
        bool isUsual = roots.All(root => root.Type is null
            ? schema.FindType(root.Usual) is not ObjectType
            : string.Equals(root.Type.Name, root.Usual, StringComparison.Ordinal));
        if (isUsual && schema.Description is null)
        {
            return [];
        }

        IEnumerable<string> lines = roots
            .Where(root => root.Type is not null)
            .Select(root => $"  {root.Operation}: {root.Type}\n");
        return [$"{Description(schema.Description, "")}schema {{\n{string.Concat(lines)}}}"];
    }

    private static string PrintDirective(Directive directive) =>
        Description(directive.Description, "")
        + $"directive @{directive.Name}{Arguments(directive.Arguments, "")}"
        + (directive.IsRepeatable ? " repeatable on " : " on ")
        + string.Join(" | ", directive.Locations.Select(Directive.NameOf));

    private static string PrintType(NamedType type) => Description(type.Description, "") + type switch
    {
        ScalarType { SpecifiedBy: { } url } => $"scalar {type} @specifiedBy(url: {Text(url)})",
        ScalarType => $"scalar {type}",
        ObjectType fields => $"type {type}{Implements(fields)}{Fields(fields)}",
        InterfaceType fields => $"interface {type}{Implements(fields)}{Fields(fields)}",
        UnionType { Members.IsEmpty: true } => $"union {type}",
        UnionType union => $"union {type} = {string.Join(" | ", union.Members.Select(member => member.Name))}",
        EnumType values => $"enum {type}{Block(values.Values.Select((value, i) => PrintValue(value, i == 0)))}",
        InputObjectType input => $"input {type}{(input.IsOneOf ? " @oneOf" : "")}"
            + Block(input.Fields.Select((field, i) =>
                Description(field.Description, "  ", i == 0) + "  " + PrintInput(field))),
        _ => throw new ArgumentException($"A schema has no {type.GetType().Name}.", nameof(type)),
    };

    private static string Implements(FieldsType type) => type.DeclaredInterfaces.Count == 0
        ? ""
        : " implements " + string.Join(" & ", type.DeclaredInterfaces);

    private static string Fields(FieldsType type) => Block(type.Fields.Select((field, i) =>
        Description(field.Description, "  ", i == 0)
        + $"  {field.Name}{Arguments(field.Arguments, "  ")}: {field.Type}{Deprecated(field.DeprecationReason)}"));

    private static string PrintValue(EnumValue value, bool isFirst) =>
        Description(value.Description, "  ", isFirst) + $"  {value.Name}{Deprecated(value.DeprecationReason)}";

    private static string PrintInput(InputValue value) =>
        $"{value.Name}: {value.Type}"
        + (value.HasDefault ? $" = {Printer.Print(value.Default)}" : "")
        + Deprecated(value.DeprecationReason);

    private static string Block(IEnumerable<string> lines)
    {
        string block = string.Join('\n', lines);
        return block.Length == 0 ? "" : $" {{\n{block}\n}}";
    }

    private static string Arguments(IReadOnlyList<InputValue> arguments, string indent)
    {
        if (arguments.Count == 0)
        {
            return "";
        }

        if (arguments.All(argument => argument.Description is null))
        {
            return $"({string.Join(", ", arguments.Select(PrintInput))})";
        }

        IEnumerable<string> lines = arguments.Select((argument, i) =>
            Description(argument.Description, indent + "  ", i == 0) + indent + "  " + PrintInput(argument));
        return $"(\n{string.Join('\n', lines)}\n{indent})";
    }

    private static string Deprecated(string? reason) => reason switch
    {
        null => "",
        Directives.DefaultDeprecationReason => " @deprecated",
        _ => $" @deprecated(reason: {Text(reason)})",
    };

    private static string Text(string value) => Printer.Print(new StringValueNode(default, value, IsBlock: false));

    // A described member is set off from the one before it by an empty line.
    private static string Description(string? description, string indent, bool isFirst = true)
    {
        if (description is null)
        {
            return "";
        }

        bool asBlock = IsBlockPrintable(description);
        string text = Printer.Print(new StringValueNode(default, description, asBlock));
        var lines = new StringBuilder(indent.Length > 0 && !isFirst ? "\n" : "");
        foreach (string line in text.Split('\n'))
        {
            lines.Append(line.Length == 0 ? "" : indent).Append(line).Append('\n');
        }

        return lines.ToString();
    }

    // A block string cannot say control characters, and loses blank lines at its ends and common indentation.
    private static bool IsBlockPrintable(string text)
    {
        if (text.Length == 0)
        {
            return true;
        }

        if (text.Any(c => char.IsControl(c) && c is not ('\n' or '\t')))
        {
            return false;
        }

        string[] lines = text.Split('\n');
        bool hasCommonIndent = lines.Length > 1
            && lines.Skip(1).All(line => line.Length == 0 || line[0] is ' ' or '\t');
        return !string.IsNullOrWhiteSpace(lines[0]) && !string.IsNullOrWhiteSpace(lines[^1]) && !hasCommonIndent;
    }
}
