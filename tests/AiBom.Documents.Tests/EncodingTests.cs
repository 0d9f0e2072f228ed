using System.Text;
using AiBom.Domain;

namespace AiBom.Documents.Tests;

/// <summary>
/// JSON between systems is UTF-8 (RFC 8259 section 8.1): every other encoding is refused and never guessed.
/// </summary>
public sealed class EncodingTests
{
    private const string Document =
        """
        {"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"data","name":"Zahlwörter ☃ 数字"}]}
        """;

    public static TheoryData<string, bool> Encodings => new()
    {
        { "utf-16", false },
        { "utf-16", true },
        { "utf-16BE", false },
        { "utf-16BE", true },
        { "utf-32", false },
        { "utf-32", true },
        { "utf-32BE", false },
        { "utf-32BE", true },
        { "iso-8859-1", false },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_document_in_another_encoding_is_refused_as_no_json(string name, bool hasMark)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] document = [.. hasMark ? encoding.Preamble.ToArray() : [], .. encoding.GetBytes(Document)];

        DocumentInspection inspection = DocumentInspection.Of(document, DocumentLimits.Default);

        Assert.Equal(
            ("JSON_MALFORMED", SchemaVerdict.NotChecked),
            (Assert.Single(inspection.Findings).Code, inspection.Schema));
        Assert.Null(inspection.Statements);
    }

    [Fact]
    public void Utf_7_is_ascii_that_says_something_else_and_is_read_as_what_it_says()
    {
        ReadResult read = Reading.Of(Document.Replace("Zahlwörter ☃ 数字", "+AGEAYg-", StringComparison.Ordinal));

        Assert.Equal("+AGEAYg-", Assert.Single(read.Statements!.Entities).Name);
    }

    [Fact]
    public void A_mark_before_utf_8_is_ignored_and_one_within_is_not()
    {
        byte[] document = Encoding.UTF8.GetBytes(Document);

        Assert.NotNull(Reading.Of([.. Encoding.UTF8.Preamble, .. document]).Statements);
        Assert.Null(Reading.Of([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.Preamble, .. document]).Statements);
    }

    [Theory]
    [InlineData(0xC0, 0xAF)]
    [InlineData(0xED, 0xA0)]
    [InlineData(0xF5, 0x80)]
    [InlineData(0xFF, 0xFE)]
    public void Bytes_that_no_utf_8_has_are_refused(byte first, byte second)
    {
        byte[] document = Encoding.UTF8.GetBytes(Document);
        int at = document.AsSpan().IndexOf("Zahl"u8);
        (document[at], document[at + 1]) = (first, second);

        Assert.Equal("JSON_MALFORMED:", Reading.Findings(Reading.Of(document)));
    }
}
