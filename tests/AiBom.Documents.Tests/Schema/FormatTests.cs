using System.Text.Json;
using AiBom.Documents.Schema;
using AiBom.Domain;

namespace AiBom.Documents.Tests.Schema;

/// <summary>Formats and patterns, a line a case: texts that are of the format, and texts that are not.</summary>
public sealed class FormatTests
{
    [Theory]
    [InlineData(
        "date-time",
        "2026-01-31T08:30:00Z 2026-01-31t08:30:00.123456789z 2024-02-29T23:59:60Z 2024-06-30T19:59:60-04:00",
        "2026-01-31 2026-01-31T08:30:00 2023-02-29T00:00:00Z 2026-01-31T24:00:00Z 2026-01-31T08:30:60Z "
        + "2026-1-31T08:30:00Z 2026-01-31T08:30:00.Z 2026-01-31T08:30:00+0100 2026-01-31T08:30:00+24:00 "
        + "2026-01-31_08:30:00Z ２026-01-31T08:30:00Z")]
    [InlineData("date", "2000-02-29 0000-02-29 9999-12-31", "1900-02-29 2026-13-01 2026-00-10 2026-01-00 26-01-01")]
    [InlineData("time", "08:30:00Z 00:00:00.0-23:59", "08:30Z 08:30:00 8:30:00Z 08:30:00Zz 08:60:00Z")]
    [InlineData(
        "uri",
        "http://example.org urn:isbn:1 mailto:a@b file:///x http://[::1]:80/ http://a@b:/?q#f a: "
        + "git+https://example.org/x.git pkg:npm/%40a/b@1 http://[v1.x]",
        "/a a #a ://a 1a:b b%20:c http://[::1 http://[::1]x http://a:8x a:%2 a:%zz a:é a:{b} a:a#b#c "
        + "http://[1::2::3] a:\\b")]
    [InlineData("uri-reference", "/a ./a:b #x ?x //a/b a/b:c .. http:/a", "a%4 [ ::1 a:b{ 2024-01-01T00:00:00Z é")]
    [InlineData(
        "iri-reference",
        "urn:cdx:f08a6ccd-4dce-4759-bd84-c626675d60a7/1#ref git+https://example.org/x é//é http://é.org/ü?ü#ü",
        "a\u0000 http://a<b> \uE000 a|b")]
    [InlineData("iri", "http://é.org/?\uE000 urn:x:é", "é /é http://é.org/\uE000 http://é:1x")]
    [InlineData("email", "a@b a.b+c@example.org \"x@y\"@example.org a@[127.0.0.1] a@[IPv6:::1]",
        "a a@ @b a..b@c .a@b a@b. a@-b a@b_c a@[1.2.3] é@b \"a\"b\"@c")]
    [InlineData("idn-email", "é@ü.org a@b 用户@例.中国", "é é@ @é a..é@b")]
    [InlineData("uuid", "3e671687-395b-41f5-a30f-a58921a69b79 3E671687-395B-41F5-A30F-A58921A69B79",
        "3e671687395b41f5a30fa58921a69b79 3e671687-395b-41f5-a30f-a58921a69b7 {3e671687-395b-41f5-a30f-a58921a69b79} "
        + "3e671687-395b-41f5-a30fa-58921a69b79 3e671687-395b-41f5-a30f-a58921a69b7g")]
    [InlineData("ipv4", "0.0.0.0 255.255.255.255", "256.0.0.1 1.2.3 1.2.3.4.5 01.2.3.4 1.2.3. ::1")]
    [InlineData("ipv6", ":: ::1 1:2:3:4:5:6:7:8 1::8 ::1.2.3.4 1:2:3:4:5:6:1.2.3.4",
        "1:2:3:4:5:6:7 1::2::3 12345:: 1:2:3:4:5:6:7:8:9 :1 1: ::1.2.3 1.2.3.4::1 1:2:3:4:5:6:7:1.2.3.4 fe80::1%eth0")]
    [InlineData("json-pointer", "/ /a~0b/~1 /a//b", "a /~ /~2 #/a")]
    [InlineData("regex", "^a+$ [^\\d] (a|b){2,3} \\u0041", "[ a) (?<= *a \\")]
    public void A_format_is_what_its_standard_says(string format, string good, string bad)
    {
        CompiledSchema schema = Validating.Compile($$"""{"format":"{{format}}"}""");
        CheckTexts(schema, good, isValid: true);
        CheckTexts(schema, bad, isValid: false);
        Assert.Equal(SchemaVerdict.Valid, schema.Validate("12").Verdict);
    }

    [Theory]
    [InlineData("^a$", "a", "a\\n b")]
    [InlineData("^.$", "a \U0001F600 é", "\\n \\u2028 ab")]
    [InlineData(@"^\d+$", "12", "１２ a")]
    [InlineData(@"^\w$", "a _ 0", "é -")]
    [InlineData(@"^\s$", "\\u00a0 \\ufeff \\t", "a \\u0085")]
    [InlineData(@"^\S$", "a \U0001F600", "\\t")]
    [InlineData(@"^[^a]$", "b \U0001F600", "a")]
    [InlineData(@"^[\s\S]{2}$", "a\U0001F600 ab", "\U0001F600")]
    [InlineData(@"^[\D]$", "a \U0001F600", "1")]
    [InlineData(@"^[a\-\]\/.]+$", "a-]/.", "b")]
    [InlineData(@"^[a[b]+$", "a[b", "c")]
    [InlineData("a b#c", "xa\\u0020b#cx", "ab#c ab")]
    [InlineData("^(?!_:).+:.+", "a:b _a:b", "_:b ab a:")]
    [InlineData("(?:a|b)+$", "xab", "x")]
    [InlineData(@"^\u0041\x42$", "AB", "ab")]
    [InlineData("^(a+)+$", "aaa", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab")]
    public void A_pattern_is_what_ecma_262_says(string pattern, string good, string bad)
    {
        CompiledSchema schema = Validating.Compile($$"""{"pattern":{{JsonSerializer.Serialize(pattern)}}}""");
        CheckTexts(schema, good, isValid: true);
        CheckTexts(schema, bad, isValid: false);
    }

    private static void CheckTexts(CompiledSchema schema, string texts, bool isValid)
    {
        foreach (string text in texts.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            // Most texts stand as they are; those with an escape of JSON are written with it.
            bool isEscaped = text.StartsWith('\\') || text.EndsWith("\\n", StringComparison.Ordinal)
                || text.Contains("\\u0020", StringComparison.Ordinal);
            string json = isEscaped && text != "\\" ? $"\"{text}\"" : JsonSerializer.Serialize(text);
            SchemaVerdict expected = isValid ? SchemaVerdict.Valid : SchemaVerdict.Invalid;
            Assert.True(schema.Validate(json).Verdict == expected, $"{text}: expected {expected}");
        }
    }
}
