using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Types;

/// <summary>Writes a C# value as a GraphQL literal of a type: how default values are declared in code.</summary>
internal static class Literal
{
    public static ValueNode Of(object? value, GraphQLType type) => value switch
    {
        null => new NullValueNode(default),
        ValueNode literal => literal,
        _ => type switch
        {
            NonNullType nonNull => Of(value, nonNull.Nullable),
            ListType list => value is IEnumerable items and not string
                ? new ListValueNode(default, [.. items.Cast<object?>().Select(item => Of(item, list.Item))])
                : Of(value, list.Item),
            InputObjectType input => OfObject(value, input),
            LeafType leaf => OfLeaf(value, leaf),
            _ => throw NotRepresentable(value, type),
        },
    };

    private static ObjectValueNode OfObject(object value, InputObjectType type)
    {
        if (value is not IReadOnlyDictionary<string, object?> fields)
        {
            throw NotRepresentable(value, type);
        }

        ImmutableArray<ObjectFieldNode> nodes =
        [
            .. type.Fields
                .Where(field => fields.ContainsKey(field.Name))
                .Select(field => new ObjectFieldNode(
                    default,
                    new NameNode(default, field.Name),
                    Of(fields[field.Name], field.Type))),
        ];
        return new ObjectValueNode(default, nodes);
    }

    private static ValueNode OfLeaf(object value, LeafType type)
    {
        if (!type.TrySerialize(value, out object? json))
        {
            throw NotRepresentable(value, type);
        }

        return json switch
        {
            bool flag => new BooleanValueNode(default, flag),
            string text when type is EnumType => new EnumValueNode(default, text),
            string text when type == Scalars.Id && long.TryParse(text, CultureInfo.InvariantCulture, out _) =>
                new IntValueNode(default, text),
            string text => new StringValueNode(default, text, IsBlock: false),
            int or long => new IntValueNode(default, Convert.ToString(json, CultureInfo.InvariantCulture)!),
            double or decimal => new FloatValueNode(default, Convert.ToString(json, CultureInfo.InvariantCulture)!),
            _ => throw NotRepresentable(value, type),
        };
    }

    private static ArgumentException NotRepresentable(object value, GraphQLType type) =>
        new($"The default value '{value}' ({value.GetType().Name}) is no value of type '{type}'.", nameof(value));
}
