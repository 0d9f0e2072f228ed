using System.Text.Json;
using AiBom.Documents.Json;
using AiBom.Documents.Schema.Formats;
using AiBom.Documents.Schema.Rules;
using AiBom.Documents.Schema.Values;

namespace AiBom.Documents.Schema.Compilation;

/// <summary>Reads the keywords of one schema into rules, each by its section of JSON Schema's specification.</summary>
internal sealed class KeywordReader(SchemaCompiler compiler, SchemaPlace schema)
{
    private readonly List<Rule> _rules = [];
    private readonly List<UnevaluatedRule> _unevaluated = [];
    private JsonTypes _types = JsonTypes.All;
    private Complaint? _ofType;
    private bool _hasMembers;
    private bool _hasItems;

    private bool Is2020 => schema.Resource.Dialect is Dialect.Draft2020;

    /// <summary>Reads one keyword.</summary>
    /// <exception cref="SchemaException">It is not known in this dialect, or has a value of another form.</exception>
    public void Read(string keyword)
    {
        try
        {
            if (!ReadAssertion(keyword) && !ReadApplicator(keyword))
            {
                throw schema.Refuse($"the keyword '{keyword}' is not known");
            }
        }
        catch (Exception refused) when (refused is InvalidOperationException or FormatException or OverflowException)
        {
            throw new SchemaException($"{schema.Location}: '{keyword}' has a value of another form", refused);
        }
    }

    /// <summary>Fills the node with what was read: what is cheap to look at before what is not.</summary>
    public void Finish(SchemaNode node) =>
        node.Fill(_types, _ofType, [.. _rules.OrderBy(CostOf)], [.. _unevaluated]);

    private static int CostOf(Rule rule) => rule switch
    {
        EnumRule or NumberRule or CountRule => 0,
        FormatRule or PatternRule or DependentRequiredRule => 1,
        UniqueItemsRule => 3,
        _ => 2,
    };

    private bool ReadAssertion(string keyword)
    {
        switch (keyword)
        {
            case "type":
                ReadType(schema.To(keyword));
                return true;
            case "enum":
                _rules.Add(ConstantReader.Enum(schema.To(keyword)));
                return true;
            case "const":
                _rules.Add(ConstantReader.Const(schema.To(keyword)));
                return true;
            case "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" or "multipleOf":
                AddNumber(keyword);
                return true;
            case "minLength" or "maxLength":
                AddCount(keyword, JsonTypes.String, "characters");
                return true;
            case "minItems" or "maxItems":
                AddCount(keyword, JsonTypes.Array, "items");
                return true;
            case "minProperties" or "maxProperties":
                AddCount(keyword, JsonTypes.Object, "members");
                return true;
            case "pattern":
                string pattern = schema.Json.GetProperty(keyword).GetString()!;
                _rules.Add(new PatternRule(
                    new EcmaPattern(pattern),
                    new Complaint(schema.Location.To(keyword), "The text does not match the pattern.", pattern)));
                return true;
            case "format":
                AddFormat(schema.Json.GetProperty(keyword).GetString()!);
                return true;
            case "uniqueItems":
                if (schema.Json.GetProperty(keyword).GetBoolean())
                {
                    _rules.Add(new UniqueItemsRule(new Complaint(
                        schema.Location.To(keyword), "An earlier item is equal to this one.", "items that differ")));
                }

                return true;
            default:
                return false;
        }
    }

    private bool ReadApplicator(string keyword)
    {
        switch (keyword)
        {
            case "properties" or "patternProperties" or "additionalProperties" or "required":
                AddOnce(ref _hasMembers, () => MemberReader.Members(compiler, schema));
                return true;
            case "propertyNames":
                _rules.Add(new PropertyNamesRule(Compile(keyword)));
                return true;
            case "dependencies" when !Is2020:
            case "dependentRequired" or "dependentSchemas" when Is2020:
                _rules.AddRange(MemberReader.Dependencies(compiler, schema.To(keyword)));
                return true;
            case "items" or "prefixItems" or "additionalItems":
                return ReadItems(keyword);
            case "contains":
                AddContains();
                return true;
            case "minContains" or "maxContains" when Is2020:
                // Read with "contains"; without it they mean nothing.
                return true;
            case "allOf" or "anyOf" or "oneOf":
                AddCombination(keyword);
                return true;
            case "not":
                _rules.Add(new NotRule(Compile(keyword), new Complaint(
                    schema.Location.To(keyword), "The value is what must not stand here.")));
                return true;
            case "if":
                _rules.Add(new ConditionRule(Compile(keyword), CompileIfAny("then"), CompileIfAny("else")));
                return true;
            case "then" or "else":
                // Read with "if"; without it they mean nothing.
                return true;
            case "$ref" when Is2020:
                _rules.Add(new AllOfRule([compiler.Refer(schema.To(keyword))]));
                return true;
            case "unevaluatedProperties" when Is2020:
                _unevaluated.Add(new UnevaluatedRule(TokenKind.Object, Compile(keyword)));
                return true;
            case "unevaluatedItems" when Is2020:
                _unevaluated.Add(new UnevaluatedRule(TokenKind.Array, Compile(keyword)));
                return true;
            default:
                return false;
        }
    }

    private SchemaNode Compile(string keyword) => compiler.Compile(schema.To(keyword));

    private SchemaNode? CompileIfAny(string keyword) =>
        schema.Json.TryGetProperty(keyword, out _) ? Compile(keyword) : null;

    // Several keywords make one rule; the first to come makes it.
    private void AddOnce(ref bool isThere, Func<Rule> make)
    {
        if (!isThere)
        {
            isThere = true;
            _rules.Add(make());
        }
    }

    private void ReadType(SchemaPlace place)
    {
        string[] names = place.Json.ValueKind is JsonValueKind.Array
            ? [.. place.Json.EnumerateArray().Select(name => name.GetString()!)]
            : [place.Json.GetString()!];
        _types = names.Aggregate(JsonTypes.None, (types, name) => types | TypeOf(name));
        _ofType = new Complaint(
            place.Location, "The value is of another type.", string.Join(" or ", names), Tells.Value);
    }

    private JsonTypes TypeOf(string name) => name switch
    {
        "null" => JsonTypes.Null,
        "boolean" => JsonTypes.Boolean,
        "number" => JsonTypes.Number,
        "integer" => JsonTypes.Integer,
        "string" => JsonTypes.String,
        "array" => JsonTypes.Array,
        "object" => JsonTypes.Object,
        _ => throw schema.Refuse($"the type '{name}' is not known"),
    };

    private void AddNumber(string keyword)
    {
        byte[] bound = System.Text.Encoding.UTF8.GetBytes(schema.Json.GetProperty(keyword).GetRawText());
        (NumberTest test, string words) = keyword switch
        {
            "minimum" => (NumberTest.Minimum, "at least"),
            "maximum" => (NumberTest.Maximum, "at most"),
            "exclusiveMinimum" => (NumberTest.ExclusiveMinimum, "more than"),
            "exclusiveMaximum" => (NumberTest.ExclusiveMaximum, "less than"),
            _ => (NumberTest.MultipleOf, "a multiple of"),
        };
        if (schema.Json.GetProperty(keyword).ValueKind is not JsonValueKind.Number
            || (test is NumberTest.MultipleOf && !new JsonNumber(bound).IsDivisor))
        {
            throw schema.Refuse($"'{keyword}' is not a number that can be compared with");
        }

        string expected = $"{words} {schema.Json.GetProperty(keyword).GetRawText()}";
        _rules.Add(new NumberRule(
            test, bound, new Complaint(schema.Location.To(keyword), "The number is out of bounds.", expected)));
    }

    private void AddCount(string keyword, JsonTypes type, string things)
    {
        long bound = ReadCount(keyword);
        bool isLeast = keyword.StartsWith("min", StringComparison.Ordinal);
        string message = $"There are too {(isLeast ? "few" : "many")} {things}.";
        string expected = $"at {(isLeast ? "least" : "most")} {bound}";
        _rules.Add(new CountRule(
            type,
            isLeast ? bound : 0,
            isLeast ? long.MaxValue : bound,
            new Complaint(schema.Location.To(keyword), message, expected)));
    }

    // Counts may be written with a fraction of zero.
    private long ReadCount(string keyword) => (long)schema.Json.GetProperty(keyword).GetDecimal();

    private void AddFormat(string name)
    {
        FormatTest test = Format.Find(name) ?? throw schema.Refuse($"the format '{name}' is not known");
        _rules.Add(new FormatRule(
            test, new Complaint(schema.Location.To("format"), "The text is not of the format.", name)));
    }

    private bool ReadItems(string keyword)
    {
        if (keyword is "prefixItems" != Is2020 && keyword is not "items")
        {
            return false;
        }

        AddOnce(ref _hasItems, Is2020 ? Items2020 : ItemsDraft07);
        return true;
    }

    private ItemsRule Items2020() => new(CompileList("prefixItems"), CompileIfAny("items"));

    // Draft 7 section 6.4: "additionalItems" means something only beside a list.
    private ItemsRule ItemsDraft07()
    {
        if (!schema.Json.TryGetProperty("items", out JsonElement items))
        {
            return new ItemsRule([], null);
        }

        return items.ValueKind is JsonValueKind.Array
            ? new ItemsRule(CompileList("items"), CompileIfAny("additionalItems"))
            : new ItemsRule([], Compile("items"));
    }

    private SchemaNode[] CompileList(string keyword)
    {
        if (!schema.Json.TryGetProperty(keyword, out JsonElement list))
        {
            return [];
        }

        SchemaPlace place = schema.To(keyword);
        return [.. Enumerable.Range(0, list.GetArrayLength()).Select(index => compiler.Compile(place.To(index)))];
    }

    private void AddContains()
    {
        bool hasLeast = Is2020 && schema.Json.TryGetProperty("minContains", out _);
        bool hasMost = Is2020 && schema.Json.TryGetProperty("maxContains", out _);
        long least = hasLeast ? ReadCount("minContains") : 1;
        long most = hasMost ? ReadCount("maxContains") : long.MaxValue;
        string expected = hasMost ? $"{least} to {most} of them" : $"at least {least} of them";
        var complaint = new Complaint(
            schema.Location.To("contains"), "Too few or too many items are of a certain kind.", expected);
        _rules.Add(new ContainsRule(Compile("contains"), least, most, complaint));
    }

    private void AddCombination(string keyword)
    {
        SchemaNode[] schemas = CompileList(keyword);
        if (schemas.Length == 0)
        {
            throw schema.Refuse($"'{keyword}' is empty");
        }

        if (keyword is "allOf")
        {
            _rules.Add(new AllOfRule(schemas));
            return;
        }

        Location location = schema.Location.To(keyword);
        var none = new Complaint(location, $"None of {schemas.Length} alternatives fits.");
        var several = new Complaint(location, "More than one of the alternatives fits.", "exactly one of them");
        _rules.Add(new AlternativesRule(schemas, keyword is "oneOf", none, several));
    }
}
