using System.Globalization;
using System.Text;
using AiBom.Documents.Schema;
using AiBom.Domain;

namespace AiBom.Documents.Tests.Schema;

/// <summary>Documents that are made to be expensive.</summary>
public sealed class BoundTests
{
    private const int Million = 1_000_000;

    [Fact]
    public void A_million_errors_are_counted_and_a_hundred_listed()
    {
        string document = $"[{string.Join(',', Enumerable.Repeat("1", Million))}]";
        SchemaReport report = Validating.Compile("""{"items":{"type":"string"}}""").Validate(document);

        Assert.Equal(Million, report.ErrorCount);
        Assert.Equal(SchemaLimits.Default.Findings, report.Findings.Length);
        Assert.Equal(FindingCodes.FindingsExceeded, report.Findings[^1].Code);
        Assert.Contains("999901 more", report.Findings[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_million_errors_within_one_of_many_alternatives_are_counted_for_that_one()
    {
        string document = $"[{string.Join(',', Enumerable.Repeat("{\"a\":1}", Million))}]";
        SchemaReport report = Validating.Compile(
            """
            {"anyOf":[{"items":{"properties":{"a":{"type":"string"}}}},{"type":"string"},
             {"items":{"properties":{"a":{"type":"string"},"b":true},"required":["b"]}}]}
            """).Validate(document);

        Assert.Equal(Million, report.ErrorCount);
        Assert.Equal("/0/a string", report.Findings().Split('\n')[0]);
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void Depth_is_bounded(int depth, bool isChecked)
    {
        string document = new string('[', depth) + new string(']', depth);
        SchemaReport report = Validating.Compile("""{"items":{"$ref":"#"},"type":"array"}""").Validate(document);

        Assert.Equal(isChecked ? SchemaVerdict.Valid : SchemaVerdict.NotChecked, report.Verdict);
        Assert.Equal(isChecked ? "" : FindingCodes.DepthExceeded + ":", report.Findings());
    }

    [Fact]
    public void A_depth_that_the_stack_does_not_hold_is_not_checked()
    {
        const int Depth = 400_000;
        string document = new string('[', Depth) + new string(']', Depth);
        SchemaReport report = Validating
            .Compile("""{"allOf":[{"allOf":[{"items":{"$ref":"#"}}]}]}""")
            .Validate(document, SchemaLimits.Default with { Depth = Depth });

        Assert.Equal(FindingCodes.WorkExceeded + ":", report.Findings());
    }

    [Fact]
    public void Bytes_and_values_are_bounded()
    {
        CompiledSchema schema = Validating.Compile("{}");

        Assert.Equal("SIZE_EXCEEDED:", schema.Validate("[1,2]", SchemaLimits.Default with { Bytes = 4 }).Findings());
        Assert.Equal("SIZE_EXCEEDED:", schema.Validate("[1,2]", SchemaLimits.Default with { Values = 2 }).Findings());
        Assert.Equal(
            SchemaVerdict.Valid,
            schema.Validate("[1,2]", SchemaLimits.Default with { Bytes = 5, Values = 3 }).Verdict);
    }

    [Fact]
    public void Alternatives_within_alternatives_end_at_the_bound_of_steps()
    {
        // Each level is looked at twice for each look at the level above.
        CompiledSchema schema = Validating.Compile(
            """{"anyOf":[{"items":{"$ref":"#"},"contains":false,"type":"array"},{"items":{"$ref":"#"}}]}""");
        string document = new string('[', 100) + new string(']', 100);

        Assert.Equal("", schema.Validate("[[[]]]").Findings());
        Assert.Equal(
            FindingCodes.WorkExceeded + ":",
            schema.Validate(document, SchemaLimits.Default with { Steps = Million }).Findings());
    }

    [Fact]
    public void Reasons_that_take_more_than_the_bound_of_steps_leave_the_verdict_as_it_is()
    {
        string document = $"[{string.Join(',', Enumerable.Repeat("1", 1_000))}]";
        SchemaReport report = Validating
            .Compile("""{"items":{"type":"string"}}""")
            .Validate(document, SchemaLimits.Default with { Steps = 11 });

        Assert.Equal((SchemaVerdict.Invalid, 10), (report.Verdict, report.ErrorCount));
        Assert.Equal(FindingCodes.FindingsExceeded, report.Findings[^1].Code);
    }

    [Theory]
    [InlineData("{0}", "numbers")]
    [InlineData("\"{0}\"", "texts")]
    [InlineData("[{0}]", "arrays")]
    [InlineData("{{\"a\":[{0}],\"b\":1}}", "objects that differ deep within")]
    [InlineData("\"\\u0061{0}\"", "texts with escapes")]
    public void A_large_array_of_different_items_is_unique_in_less_than_quadratic_time(string item, string what)
    {
        CompiledSchema schema = Validating.Compile("""{"uniqueItems":true}""");
        var json = new StringBuilder("[");
        for (int index = 0; index < 300_000; index++)
        {
            json.AppendFormat(CultureInfo.InvariantCulture, item, index).Append(',');
        }

        string different = json.ToString().TrimEnd(',') + "]";
        string repeated = json.AppendFormat(CultureInfo.InvariantCulture, item, 7).Append(']').ToString();
        Assert.True(schema.Validate(different).Verdict is SchemaVerdict.Valid, what);
        Assert.Equal("/300000 items that differ", schema.Validate(repeated).Findings());
    }

    [Fact]
    public void A_number_of_a_million_digits_is_compared_exactly()
    {
        string digits = new('3', Million);

        CompiledSchema threes = Validating.Compile("""{"multipleOf":3}""");
        CompiledSchema integers = Validating.Compile("""{"type":"integer"}""");

        Assert.Equal(SchemaVerdict.Valid, threes.Validate(digits).Verdict);
        Assert.Equal(SchemaVerdict.Invalid, threes.Validate(digits + "1").Verdict);
        Assert.Equal(SchemaVerdict.Valid, integers.Validate("1e999999999999").Verdict);
    }
}
