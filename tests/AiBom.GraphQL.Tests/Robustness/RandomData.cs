using System.Text.Json;
using System.Text.Json.Nodes;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Tests.Robustness;

/// <summary>A data tree that mostly fits a schema: some values are null, fail, or are of another type.</summary>
internal static class RandomData
{
    private const int MaxDepth = 5;

    /// <summary>An object with the fields of all root types.</summary>
    public static JsonElement Of(Schema schema, Random random)
    {
        var root = new JsonObject();
        foreach (ObjectType type in new[] { schema.Query!, schema.Mutation!, schema.Subscription! })
        {
            Fill(root, schema, type, random, 0);
        }

        return JsonSerializer.SerializeToElement(root);
    }

    private static void Fill(JsonObject node, Schema schema, ObjectType type, Random random, int depth)
    {
        foreach (Field field in type.Fields)
        {
            node[field.Name] = Value(schema, field.Type, random, depth + 1);
        }
    }

    private static JsonNode? Value(Schema schema, GraphQLType type, Random random, int depth)
    {
        switch (random.Next(30))
        {
            case 0:
                return null;
            case 1:
                return new JsonObject { ["$error"] = "failed" };
            case 2:
                return random.Next(3) switch { 0 => "wrong", 1 => 1.5, _ => new JsonArray(1, null) };
        }

        return type switch
        {
            NonNullType nonNull => Value(schema, nonNull.Nullable, random, depth),
            ListType list =>
                new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(schema, list.Item, random, depth))]),
            CompositeType => depth > MaxDepth ? null : Object(schema, (CompositeType)type, random, depth),
            EnumType values => values.Values[random.Next(values.Values.Count)].Name,
            _ => type.Named.Name switch
            {
                "Int" => random.Next(100),
                "Float" => random.NextDouble(),
                "Boolean" => random.Next(2) == 0,
                "ID" => random.Next(100),
                _ => "é😀\n",
            },
        };
    }

    private static JsonObject Object(Schema schema, CompositeType type, Random random, int depth)
    {
        IReadOnlyList<ObjectType> possible = schema.PossibleTypes(type);
        ObjectType chosen = possible[random.Next(possible.Count)];
        var node = new JsonObject { ["$type"] = chosen.Name };
        Fill(node, schema, chosen, random, depth);
        return node;
    }
}
