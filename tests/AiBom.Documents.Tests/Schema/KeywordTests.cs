using AiBom.Documents.Schema;
using AiBom.Domain;

namespace AiBom.Documents.Tests.Schema;

/// <summary>What each keyword means, a line a case: the schema, documents that fit, documents that do not.</summary>
public sealed class KeywordTests
{
    [Theory]
    [InlineData("{}", "1|null|{}", "")]
    [InlineData("""{"type":"integer"}""", "1|1.0|1e2|-0.0|10e-1|1E+400", "1.5|1e-1|\"1\"|true")]
    [InlineData("""{"type":["string","null"]}""", "\"\"|null", "0|[]|{}")]
    [InlineData("""{"const":1}""", "1|1.0|10e-1|0.1e1", "1.00000000000000000001|\"1\"|true")]
    [InlineData(
        """{"const":{"a":[1,"x"],"b":null}}""",
        "{\"b\":null,\"\\u0061\":[1.0,\"\\u0078\"]}",
        "{\"a\":[1,\"x\"]}")]
    [InlineData("""{"const":9007199254740993}""", "9007199254740993", "9007199254740992")]
    [InlineData("""{"enum":["a",0,[0],false]}""", "\"a\"|\"\\u0061\"|-0|[0.0]|false", "\"b\"|1|[1]|null|[]")]
    [InlineData(
        """{"minimum":-1.5,"exclusiveMaximum":10}""",
        "-1.5|-15e-1|9.99999999999999999999|0",
        "-1.51|10|1e1|1e99")]
    [InlineData("""{"exclusiveMinimum":0,"maximum":1e2}""", "1e-400|100|99.9", "0|-1|100.1|0.0e5")]
    [InlineData("""{"multipleOf":0.01}""", "0.07|4.35|1|0|-19.99|1e300", "0.075|1e-3")]
    [InlineData("""{"multipleOf":7}""", "7|-14|700000000000000000000000000000|21e0", "1|1e30|7.5")]
    [InlineData("""{"minLength":1,"maxLength":2}""", "\"a\"|\"\\ud83d\\ude00é\"|12345", "\"\"|\"abc\"")]
    [InlineData("""{"minItems":1,"maxItems":2}""", "[1]|[[],[]]|\"\"", "[]|[1,2,3]")]
    [InlineData("""{"minProperties":1,"maxProperties":2}""", "{\"a\":{}}|[]", "{}|{\"a\":1,\"b\":2,\"c\":3}")]
    [InlineData("""{"required":["a","é"]}""", "{\"é\":1,\"\\u0061\":1}|[]", "{\"a\":1}|{\"a\":1,\"a\":1}")]
    [InlineData("""{"properties":{"a":{"type":"null"},"b":false}}""", "{\"a\":null,\"c\":1}", "{\"a\":1}|{\"b\":1}")]
    [InlineData(
        """{"properties":{"a":true},"additionalProperties":false}""",
        "{\"a\":1}|{}",
        "{\"b\":1}|{\"a\":1,\"\":1}")]
    [InlineData(
        """{"properties":{"a":{"type":"null"}}}""",
        "{\"a\":null,\"a\":null}",
        "{\"a\":null,\"a\":1}|{\"a\":1,\"a\":null}")]
    [InlineData(
        """{"patternProperties":{"^x":{"type":"null"}},"additionalProperties":false}""",
        "{\"x1\":null}",
        "{\"x\":1}|{\"y\":null}")]
    [InlineData("""{"propertyNames":{"maxLength":2}}""", "{\"é\":1,\"\\u00e9\\u00e9\":2}", "{\"abc\":1}")]
    [InlineData(
        """{"dependencies":{"a":["b"],"c":{"maxProperties":1}}}""",
        "{\"b\":1}|{\"a\":1,\"b\":1}|{\"c\":1}",
        "{\"a\":1}|{\"c\":1,\"d\":1}")]
    [InlineData("""{"items":{"type":"null"}}""", "[]|[null,null]|{}", "[null,1]")]
    [InlineData("""{"items":[{"type":"null"},true],"additionalItems":false}""", "[]|[null]|[null,1]", "[1]|[null,1,1]")]
    [InlineData("""{"items":{},"additionalItems":false}""", "[1,2,3]", "")]
    [InlineData("""{"contains":{"const":1}}""", "[2,1.0]|{}", "[]|[2]")]
    [InlineData(
        """{"uniqueItems":true}""",
        "[1,\"1\",[1],{\"a\":1},true]|[{\"a\":1,\"b\":2},{\"a\":2,\"b\":1}]",
        "[1,1.0]|[\"a\",\"\\u0061\"]|[{\"a\":1,\"b\":2},{\"b\":2.0,\"a\":10e-1}]|[[],[]]")]
    [InlineData("""{"uniqueItems":false}""", "[1,1]", "")]
    [InlineData("""{"allOf":[{"minimum":1},{"maximum":2}]}""", "1|2|\"\"", "0|3")]
    [InlineData("""{"anyOf":[{"maximum":1},{"minimum":3}]}""", "1|3", "2")]
    [InlineData("""{"oneOf":[{"maximum":2},{"minimum":2}]}""", "1|3", "2|\"\"")]
    [InlineData("""{"not":{"type":"string"}}""", "1", "\"\"")]
    [InlineData("""{"if":{"type":"string"},"then":{"minLength":1},"else":{"minimum":1}}""", "\"a\"|1", "\"\"|0")]
    [InlineData("""{"then":false,"else":false}""", "1", "")]
    [InlineData("""{"definitions":{"a":{"type":"null"}},"$ref":"#/definitions/a","type":"string"}""", "null", "\"\"")]
    [InlineData(
        """{"properties":{"a~/b%":{"type":"null"},"c":{"$ref":"#/properties/a~0~1b%25"}}}""",
        "{\"c\":null}",
        "{\"c\":1}")]
    [InlineData("""{"items":{"$ref":"#"},"type":"array"}""", "[[],[[]]]", "[[],[1]]")]
    public void Draft_7(string schema, string fit, string unfit) => Check(schema, Validating.Draft07, fit, unfit);

    [Theory]
    [InlineData("""{"prefixItems":[{"type":"null"}],"items":false}""", "[]|[null]", "[1]|[null,1]")]
    [InlineData("""{"contains":{"const":1},"minContains":0}""", "[]|[1]", "")]
    [InlineData("""{"contains":{"const":1},"minContains":2,"maxContains":3}""", "[1,1]|[1,2,1,1]", "[1]|[1,1,1,1]")]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", "{\"b\":1}|{\"a\":1,\"b\":1}", "{\"a\":1}")]
    [InlineData("""{"dependentSchemas":{"a":{"maxProperties":1}}}""", "{\"a\":1}", "{\"a\":1,\"b\":1}")]
    [InlineData("""{"$defs":{"a":{"type":"null"}},"$ref":"#/$defs/a","enum":[1,null]}""", "null", "1|\"\"")]
    [InlineData("""{"allOf":[{"properties":{"a":true}}],"unevaluatedProperties":false}""", "{\"a\":1}", "{\"b\":1}")]
    [InlineData(
        """{"anyOf":[{"properties":{"a":{"const":1}}},{"properties":{"b":true}}],"unevaluatedProperties":false}""",
        "{\"a\":1,\"b\":1}|{\"b\":1}",
        "{\"a\":2}|{\"a\":2,\"b\":1}")]
    [InlineData(
        """{"if":{"properties":{"a":{"const":1}}},"then":{"properties":{"b":{}}},"unevaluatedProperties":false}""",
        "{\"a\":1,\"b\":1}",
        "{\"a\":2}|{\"a\":2,\"b\":1}|{\"c\":1}")]
    [InlineData(
        """{"properties":{"a":true},"allOf":[{"unevaluatedProperties":{"type":"null"}}]}""",
        "{\"a\":null}",
        "{\"a\":1}")]
    [InlineData("""{"allOf":[{"unevaluatedProperties":true}],"unevaluatedProperties":false}""", "{\"a\":1}", "")]
    [InlineData(
        """{"patternProperties":{"^a":true},"unevaluatedProperties":{"type":"null"}}""",
        "{\"ab\":1,\"b\":null}",
        "{\"b\":1}")]
    [InlineData("""{"prefixItems":[true],"unevaluatedItems":false}""", "[1]|[]", "[1,2]")]
    [InlineData(
        """{"anyOf":[{"prefixItems":[true,{"const":2}]},{"prefixItems":[true]}],"unevaluatedItems":false}""",
        "[1,2]|[1]",
        "[1,3]")]
    [InlineData("""{"contains":{"const":1},"unevaluatedItems":{"type":"null"}}""", "[1,null,1]", "[1,2]")]
    [InlineData(
        """{"not":{"properties":{"a":true},"required":["b"]},"unevaluatedProperties":false}""",
        "{}",
        "{\"a\":1}")]
    public void Draft_2020_12(string schema, string fit, string unfit) =>
        Check(schema, Validating.Draft2020, fit, unfit);

    [Theory]
    [InlineData("""{"minimun":1}""", Validating.Draft07)]
    [InlineData("""{"prefixItems":[true]}""", Validating.Draft07)]
    [InlineData("""{"unevaluatedProperties":false}""", Validating.Draft07)]
    [InlineData("""{"$dynamicRef":"#a"}""", Validating.Draft2020)]
    [InlineData("""{"additionalItems":false}""", Validating.Draft2020)]
    [InlineData("""{"items":[true]}""", Validating.Draft2020)]
    [InlineData("""{"format":"colour"}""", Validating.Draft07)]
    [InlineData("""{"type":"float"}""", Validating.Draft07)]
    [InlineData("""{"pattern":"(a)\\1"}""", Validating.Draft07)]
    [InlineData("""{"pattern":"["}""", Validating.Draft07)]
    [InlineData("""{"pattern":"a(?=b)"}""", Validating.Draft07)]
    [InlineData("""{"minLength":"1"}""", Validating.Draft07)]
    [InlineData("""{"multipleOf":0}""", Validating.Draft07)]
    [InlineData("""{"anyOf":[]}""", Validating.Draft07)]
    [InlineData("""{"$ref":"#"}""", Validating.Draft07)]
    [InlineData("""{"$ref":"#/definitions/nothing"}""", Validating.Draft07)]
    [InlineData("""{"$ref":"https://example.org/elsewhere"}""", Validating.Draft07)]
    [InlineData("""{"allOf":[{"$ref":"#"}]}""", Validating.Draft07)]
    [InlineData("""{"properties":{"a":{"$id":"https://example.org/b"}}}""", Validating.Draft07)]
    [InlineData("{}", "http://json-schema.org/draft-04/schema#")]
    public void What_is_not_known_is_refused_when_it_is_compiled(string schema, string dialect) =>
        Assert.Throws<SchemaException>(() => Validating.Compile(schema, dialect));

    [Fact]
    public void Annotations_say_nothing_of_validity() => Check(
        """{"title":"","description":"","examples":[1],"default":2,"$comment":"","meta:enum":{},"deprecated":true}""",
        Validating.Draft07,
        "1|{}",
        "");

    private static void Check(string schema, string dialect, string fit, string unfit)
    {
        CompiledSchema compiled = Validating.Compile(schema, dialect);
        foreach (string document in fit.Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.True(compiled.Validate(document).Verdict is SchemaVerdict.Valid, document);
        }

        foreach (string document in unfit.Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            SchemaReport report = compiled.Validate(document);
            Assert.True(report.Verdict is SchemaVerdict.Invalid, document);
            Assert.True(report.ErrorCount > 0 && report.Findings.Length > 0, document);
        }
    }
}
