using System.Text.Json.Nodes;
using AiBom.Testing.Graphs;

namespace AiBom.Documents.Tests.Schema;

/// <summary>
/// Draws small schemas and small documents from one small vocabulary, so that they often have to do with one another.
/// What ajv is known to get wrong is left out by name: the format <c>uri-reference</c> (it takes <c>::1</c> for one),
/// addresses whose domain has no dot (it refuses them), <c>contains</c> beside a list of items (it may let an empty
/// array pass), <c>unevaluatedItems</c> (it loses items beneath <c>anyOf</c>), and <c>unevaluatedProperties</c> beneath
/// another one or beside <c>if</c> (what an alternative or condition looked at counts although it does not hold).
/// </summary>
internal sealed class SchemaDice(ulong seed, bool is2020)
{
    private static readonly string[] Names = ["a", "b", "ab", "c/d", "é"];

    private static readonly string[] Texts =
    [
        "", "a", "b", "ab", "aab", "A1", "é", "\U0001F600", "12", "a b", "a\n", "2024-02-29", "2023-02-29",
        "2024-01-31T23:59:60Z", "2024-01-31T08:30:00.5+01:00", "2024-1-1", "08:30:00Z", "127.0.0.1", "256.1.1.1",
        "::1", "1::2::3", "urn:uuid:1", "http://[::1]:80/a?b#c", "a%zz", "//a", "mailto:a@b.c", "a@b.c", "a@@b", "@b",
        "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "/a~1b", "/~2",
    ];

    private static readonly string[] Numbers =
        ["0", "-0", "1", "1.0", "10e-1", "2", "-1", "0.5", "1.5", "1e2", "100", "3", "12345678901"];

    private static readonly string[] Patterns =
    [
        "^a+$", "b$", "[0-9]{2}", @"\d", @"^\w*$", @"\s", "^.$", "^(a|b)*$", @"^[^a]", @"^\S{1,2}$", @"a\.?b", "^$",
        "^(?!a).*$", @"[\s\S]", @"^\u0061", "(?:ab)+",
    ];

    private static readonly string[] Formats =
    [
        "date", "time", "date-time", "ipv4", "ipv6", "uuid", "json-pointer", "uri", "email",
    ];

    private readonly Dice _dice = new(seed);
    private bool _hasContains;
    private bool _hasConditions;

    /// <summary>A schema with definitions that it may refer to.</summary>
    public JsonObject Schema()
    {
        string definitions = is2020 ? "$defs" : "definitions";
        _hasContains = _dice.Chance(0.5);
        _hasConditions = !is2020 || _dice.Chance(0.5);
        JsonObject schema = Rules(depth: 0);
        schema["$schema"] = is2020
            ? "https://json-schema.org/draft/2020-12/schema"
            : "http://json-schema.org/draft-07/schema#";
        schema[definitions] = new JsonObject { ["x"] = Rules(depth: 2), ["y"] = Rules(depth: 2) };
        return schema;
    }

    /// <summary>A document as text, in which one number may be written in several ways.</summary>
    public string Document(int depth = 0) => _dice.Below(depth > 2 ? 5 : 9) switch
    {
        0 => "null",
        1 => _dice.Pick("true", "false"),
        2 or 3 => _dice.Pick(Numbers),
        4 => Quote(_dice.Pick(Texts)),
        5 or 6 => $"[{string.Join(',', Enumerable.Range(0, Items()).Select(_ => Document(depth + 1)))}]",
        _ => $"{{{string.Join(',', SomeNames().Select(name => $"{Quote(name)}: {Document(depth + 1)}"))}}}",
    };

    private int Items() => _hasContains ? 1 + _dice.Below(3) : _dice.Below(4);

    private JsonNode? Value() => JsonNode.Parse(Document(2));

    private static string Quote(string text) => JsonValue.Create(text).ToJsonString();

    private JsonNode Subschema(int depth)
    {
        if (_dice.Chance(0.1))
        {
            return JsonValue.Create(_dice.Chance(0.7));
        }

        // Only beneath a member or item, where it cannot lead back to the same value.
        return depth > 2 && _dice.Chance(0.3) ? new JsonObject { ["$ref"] = Reference() } : Rules(depth);
    }

    private string Reference() => $"#/{(is2020 ? "$defs" : "definitions")}/{_dice.Pick("x", "y")}";

    private JsonObject Rules(int depth)
    {
        var schema = new JsonObject();
        for (int count = 1 + _dice.Below(3); count > 0; count--)
        {
            AddRule(schema, depth);
        }

        return schema;
    }

    private void AddRule(JsonObject schema, int depth)
    {
        const int Assertions = 10;
        int all = is2020 ? 23 : 19;
        int rule = _dice.Below(depth > 3 ? Assertions : all);
        if (rule < Assertions)
        {
            AddAssertion(schema, rule);
        }
        else
        {
            AddApplicator(schema, rule, depth);
        }
    }

    private void AddAssertion(JsonObject schema, int rule)
    {
        switch (rule)
        {
            case 0:
                string other = _dice.Pick("object", "string");
                schema["type"] = _dice.Chance(0.7) ? TypeName() : new JsonArray("array", other);
                break;
            case 1:
                JsonNode? number = JsonNode.Parse(_dice.Pick(Numbers));
                schema["enum"] = new JsonArray(number, _dice.Pick(Texts), new JsonArray(Value()));
                break;
            case 2:
                schema["const"] = Value();
                break;
            case 3:
                string test = _dice.Pick("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum");
                schema[test] = JsonNode.Parse(_dice.Pick("0", "1", "1.5", "1e1"));
                break;
            case 4:
                schema["multipleOf"] = JsonNode.Parse(_dice.Pick("1", "2", "0.5", "1e1"));
                break;
            case 5:
                schema[_dice.Pick("minLength", "maxLength")] = _dice.Below(3);
                break;
            case 6:
                schema["pattern"] = _dice.Pick(Patterns);
                break;
            case 7:
                schema["format"] = _dice.Pick(Formats);
                break;
            case 8:
                schema[_dice.Pick("minItems", "maxItems", "minProperties", "maxProperties")] = _dice.Below(4);
                break;
            default:
                schema["uniqueItems"] = true;
                break;
        }
    }

    private void AddApplicator(JsonObject schema, int rule, int depth)
    {
        switch (rule)
        {
            case 10:
                schema["properties"] = Map(depth);
                break;
            case 11:
                schema["required"] = new JsonArray([.. SomeNames().Select(name => JsonValue.Create(name))]);
                break;
            case 12:
                string key = _dice.Pick("additionalProperties", "patternProperties", "propertyNames");
                schema[key] = key is "patternProperties"
                    ? new JsonObject { [_dice.Pick("^a", "b$", "^.$")] = Subschema(depth + 1) }
                    : Subschema(depth + 1);
                break;
            case 13:
                AddDependencies(schema, depth);
                break;
            case 14:
                AddItems(schema, depth);
                break;
            case 15 or 19:
                AddContains(schema, depth);
                break;
            case 16:
                schema["not"] = Rules(depth + 1);
                break;
            case 17 when _hasConditions:
                schema["if"] = Rules(depth + 1);
                schema[_dice.Pick("then", "else")] = Rules(depth + 1);
                break;
            case 18:
                schema[_dice.Pick("allOf", "anyOf", "oneOf")] = new JsonArray(Rules(depth + 1), Rules(depth + 1));
                break;
            case 20 when depth < 2:
                schema["$ref"] = Reference();
                break;
            default:
                if (_hasConditions || depth > 0)
                {
                    break;
                }

                schema["unevaluatedProperties"] = Subschema(depth + 1);
                break;
        }
    }

    private void AddDependencies(JsonObject schema, int depth)
    {
        bool areNames = _dice.Chance(0.5);
        string keyword2020 = areNames ? "dependentRequired" : "dependentSchemas";
        string keyword = is2020 ? keyword2020 : "dependencies";
        JsonNode needed = areNames ? new JsonArray(_dice.Pick(Names)) : Rules(depth + 1);
        schema[keyword] = new JsonObject { [_dice.Pick(Names)] = needed };
    }

    private void AddContains(JsonObject schema, int depth)
    {
        if (!_hasContains)
        {
            return;
        }

        schema["contains"] = Subschema(depth + 1);
        if (is2020 && _dice.Chance(0.5))
        {
            schema[_dice.Pick("minContains", "maxContains")] = _dice.Below(3);
        }
    }

    private void AddItems(JsonObject schema, int depth)
    {
        string list = is2020 ? "prefixItems" : "items";
        string rest = is2020 ? "items" : "additionalItems";
        if (_hasContains || _dice.Chance(0.5))
        {
            schema.Remove(is2020 ? "prefixItems" : "additionalItems");
            schema["items"] = Subschema(depth + 1);
            return;
        }

        schema[list] = new JsonArray(Subschema(depth + 1), Subschema(depth + 1));
        if (_dice.Chance(0.5))
        {
            schema[rest] = Subschema(depth + 1);
        }
    }

    private JsonObject Map(int depth)
    {
        var map = new JsonObject();
        foreach (string name in SomeNames())
        {
            map[name] = Subschema(depth + 1);
        }

        return map;
    }

    private string[] SomeNames() => [.. Names.Where(_ => _dice.Chance(0.4))];

    private string TypeName() =>
        _dice.Pick("null", "boolean", "integer", "number", "string", "array", "object", "object", "array");
}
