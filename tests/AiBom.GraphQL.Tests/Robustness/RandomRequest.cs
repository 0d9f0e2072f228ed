using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Tests.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Tests.Robustness;

/// <summary>
/// A document that mostly fits a schema, with variables that mostly fit the document: what gets past validation.
/// </summary>
internal sealed class RandomRequest
{
    private const int MaxDepth = 4;

    private static readonly string[] Strings =
    [
        "\"\"", "\"a\"", "\"é😀\\u{1F600}\\uD83D\\uDE00\\n\"", "\"\"\"\n  block\n    text \\\"\"\"\n\"\"\"",
    ];

    private static readonly string[] Json =
    [
        "null", "true", "0", "-1", "1.5", "1e3", "1e308", "12345678901234567890", "\"\"", "\"RED\"", "\"é😀\\n\"", "[]",
        "[[1]]", "{}", "{\"a\":{\"b\":[null]}}",
    ];

    private readonly Schema _schema;
    private readonly Random _random;
    private readonly StringBuilder _variables = new();
    private readonly JsonObject _values = [];
    private readonly StringBuilder _fragments = new();
    private int _names;

    private RandomRequest(Schema schema, Random random)
    {
        _schema = schema;
        _random = random;
    }

    /// <summary>A document and a JSON object. One document of four is then mutated.</summary>
    public static (string Document, string Variables) Next(Schema schema, Random random)
    {
        var request = new RandomRequest(schema, random);
        string document = request.Operation();
        return (
            random.Next(4) == 0 ? RandomQuery.Mutate(random, document) : document,
            request._values.ToJsonString());
    }

    private string Operation()
    {
        OperationType operation = Pick<OperationType>(
            OperationType.Query, OperationType.Query, OperationType.Mutation, OperationType.Subscription);
        string selections = operation is OperationType.Subscription
            ? $"{{ {Field(_schema.RootType(operation)!, 0)} }}"
            : Selections(_schema.RootType(operation)!, 0);
        string description = Chance(10) ? "\"what it asks\" " : "";
        string variables = _variables.Length == 0 ? "" : $"({_variables})";
        return $"{description}{operation.ToString().ToLowerInvariant()} Q{variables} {selections} {_fragments}";
    }

    private string Selections(CompositeType type, int depth) =>
        $"{{ {string.Join(' ', Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Selection(type, depth)))} }}";

    private string Selection(CompositeType type, int depth)
    {
        if (Chance(6) && depth < MaxDepth)
        {
            return $"... {Condition(type, out CompositeType narrowed)} {Directive()} {Selections(narrowed, depth + 1)}";
        }

        if (Chance(8) && depth < MaxDepth)
        {
            string name = $"F{_names++}";
            string condition = Condition(type, out CompositeType narrowed);
            string on = condition.Length == 0 ? $"on {type}" : condition;
            string selections = Selections(narrowed, depth + 1);
            _fragments.Append(CultureInfo.InvariantCulture, $"fragment {name} {on} {selections} ");
            return $"...{name} {Directive()}";
        }

        return Field(type, depth);
    }

    private string Condition(CompositeType type, out CompositeType narrowed)
    {
        CompositeType[] others = [.. _schema.Types.OfType<CompositeType>().Where(other => other.Name[0] != '_')];
        IReadOnlyList<ObjectType> possible = _schema.PossibleTypes(type);
        narrowed = _random.Next(40) switch
        {
            0 => Pick(others),
            < 28 when possible.Count > 0 => Pick([.. possible]),
            _ => type,
        };
        return narrowed == type && Chance(2) ? "" : $"on {narrowed}";
    }

    private string Field(CompositeType type, int depth)
    {
        Field[] fields = type is FieldsType own
            ? [.. own.Fields.Where(field => depth < MaxDepth || field.Type.Named is LeafType)]
            : [];
        if (fields.Length == 0 || Chance(12))
        {
            return "__typename";
        }

        Field chosen = Pick(fields);
        string alias = Chance(3) ? "" : $"a{_names++}: ";
        string arguments = string.Join(' ', chosen.Arguments
            .Where(argument => Chance(2) || (argument.IsRequired && !Chance(20)))
            .Select(argument => $"{argument.Name}: {Value(argument.Type, 0)}"));
        string call = arguments.Length == 0 ? "" : $"({arguments})";
        string inside = chosen.Type.Named is CompositeType composite ? Selections(composite, depth + 1) : "";
        return $"{alias}{chosen.Name}{call} {Directive()} {inside}";
    }

    private string Directive() => _random.Next(20) switch
    {
        0 => $"@skip(if: {Value(Scalars.Boolean.NonNull(), MaxDepth)})",
        1 => $"@include(if: {Value(Scalars.Boolean.NonNull(), MaxDepth)})",
        _ => "",
    };

    private string Value(GraphQLType type, int depth, bool isNonNull = false)
    {
        if (Chance(4))
        {
            return Variable(isNonNull ? type.NonNull() : type);
        }

        if (Chance(60))
        {
            return Pick("null", "1", "WRONG", "\"wrong\"", "[]", "{}", "-0", "1e99", "true");
        }

        return type switch
        {
            NonNullType nonNull => Value(nonNull.Nullable, depth, isNonNull: true),
            _ when !isNonNull && Chance(15) => "null",
            ListType list when Chance(4) => Value(list.Item, depth),
            ListType list =>
                $"[{string.Join(", ", Enumerable.Range(0, _random.Next(3)).Select(_ => Value(list.Item, depth + 1)))}]",
            EnumType values => Pick([.. values.Values]).Name,
            InputObjectType input => Object(input, depth),
            _ => Scalar(type.Named.Name),
        };
    }

    private string Object(InputObjectType type, int depth)
    {
        IEnumerable<InputValue> given = type.IsOneOf
            ? [Pick([.. type.Fields])]
            : type.Fields.Where(field => field.IsRequired || (depth < MaxDepth && Chance(2)));
        return $"{{ {string.Join(' ', given.Select(field => $"{field.Name}: {Value(field.Type, depth + 1)}"))} }}";
    }

    private string Scalar(string name) => name switch
    {
        "Int" => $"{_random.Next(-5, 50)}",
        "Float" => Pick("0", "1.5", "-2e3"),
        "Boolean" => Pick("true", "false"),
        "ID" => Pick("7", "\"id\""),
        _ => Pick(Strings),
    };

    private string Variable(GraphQLType type)
    {
        string name = $"v{_names++}";
        string declared = Chance(30) ? Pick("Int", "[String!]", "Input!", "Nothing") : $"{type}";
        string defaultValue = type is not NonNullType && Chance(3) ? $" = {Constant(type.Named)}" : "";
        _variables.Append(CultureInfo.InvariantCulture, $"${name}: {declared}{defaultValue} ");
        if (!Chance(5))
        {
            _values[name] = Chance(10) ? JsonNode.Parse(Pick(Json)) : JsonValue(type, 0);
        }

        return $"${name}";
    }

    private string Constant(NamedType type) => type switch
    {
        EnumType values => Pick([.. values.Values]).Name,
        InputObjectType => "null",
        _ => Scalar(type.Name),
    };

    private JsonNode? JsonValue(GraphQLType type, int depth, bool isNonNull = false) => type switch
    {
        NonNullType nonNull => JsonValue(nonNull.Nullable, depth, isNonNull: true),
        _ when !isNonNull && Chance(12) => null,
        ListType list when Chance(4) => JsonValue(list.Item, depth),
        ListType list =>
            new JsonArray([.. Enumerable.Range(0, _random.Next(3)).Select(_ => JsonValue(list.Item, depth + 1))]),
        EnumType values => Pick([.. values.Values]).Name,
        InputObjectType input => new JsonObject((input.IsOneOf ? [Pick([.. input.Fields])] : input.Fields)
            .Where(field => field.IsRequired || input.IsOneOf || (depth < MaxDepth && Chance(2)))
            .Select(field => KeyValuePair.Create(field.Name, JsonValue(field.Type, depth + 1)))),
        _ => JsonNode.Parse(type.Named.Name switch
        {
            "Int" => "5",
            "Float" => "1.5",
            "Boolean" => Pick("true", "false"),
            "ID" => Pick("7", "\"id\""),
            "String" => "\"é😀\"",
            _ => Pick(Json),
        }),
    };

    private bool Chance(int oneOf) => _random.Next(oneOf) == 0;

    private T Pick<T>(params ReadOnlySpan<T> items) => items[_random.Next(items.Length)];
}
