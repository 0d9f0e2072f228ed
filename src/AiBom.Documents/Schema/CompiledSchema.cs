using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using AiBom.Documents.Json;
using AiBom.Documents.Schema.Compilation;
using AiBom.Documents.Schema.Rules;
using AiBom.Domain;

namespace AiBom.Documents.Schema;

/// <summary>
/// A JSON Schema (draft 7, and of 2020-12 all but dynamic references and anchors), compiled once into immutable rules
/// that any number of threads may use. Formats are asserted.
/// </summary>
public sealed class CompiledSchema
{
    private readonly SchemaNode _root;

    private CompiledSchema(SchemaNode root) => _root = root;

    /// <summary>Compiles a schema.</summary>
    /// <param name="schema">The schema that documents must fit.</param>
    /// <param name="others">The schemas that it may refer to.</param>
    /// <exception cref="SchemaException">
    /// One of them uses a keyword, format or pattern that is not known here, or refers to nothing.
    /// </exception>
    public static CompiledSchema Compile(SchemaSource schema, params IEnumerable<SchemaSource> others)
    {
        var resources = new SchemaResources([.. others, schema]);
        return new CompiledSchema(new SchemaCompiler(resources).Compile(new Uri(schema.Uri)));
    }

    /// <summary>Says whether a document fits the schema, and why not. Never throws on any bytes.</summary>
    /// <param name="json">The document, UTF-8. A name that stands twice in an object is checked at both places.</param>
    /// <param name="limits">The bounds.</param>
    public SchemaReport Validate(ReadOnlyMemory<byte> json, SchemaLimits limits)
    {
        if (json.Length > limits.Bytes)
        {
            return SchemaReport.NotChecked(
                FindingCodes.SizeExceeded, $"The document has {json.Length} bytes; the bound is {limits.Bytes}.");
        }

        // RFC 8259 section 8.1 lets a parser ignore a byte order mark.
        json = json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;
        if (!Utf8.IsValid(json.Span))
        {
            return SchemaReport.Malformed(FindingCodes.JsonMalformed, "The document is not UTF-8.");
        }

        try
        {
            using JsonTape? tape = JsonTape.Read(json, limits.Depth, limits.Values, out JsonTape.Flaw flaw);
            return tape is null ? ReportOf(flaw, limits) : Validate(tape.View, limits);
        }
        catch (JsonException malformed)
        {
            string at = string.Create(
                CultureInfo.InvariantCulture,
                $"line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}");
            return SchemaReport.Malformed(FindingCodes.JsonMalformed, $"The document is not JSON: see {at}.");
        }
    }

    private SchemaReport Validate(JsonView view, SchemaLimits limits)
    {
        var evaluation = new Evaluation(view, limits.Steps);
        bool holds = _root.Holds(ref evaluation, 0);
        if (evaluation.IsExhausted)
        {
            return SchemaReport.NotChecked(
                FindingCodes.WorkExceeded, $"A verdict takes more than {limits.Steps} steps or too much stack.");
        }

        return holds ? SchemaReport.Valid : Explain(view, limits);
    }

    private SchemaReport Explain(JsonView view, SchemaLimits limits)
    {
        var listing = new Listing(limits.Findings);
        var evaluation = new Evaluation(view, limits.Steps);
        _root.Explain(ref evaluation, 0, listing);

        bool isWhole = !evaluation.IsExhausted;
        return new SchemaReport(
            SchemaVerdict.Invalid,
            listing.ToFindings(isWhole),
            Math.Max(1, listing.Count),
            listing.UnknownLicenses)
        {
            IsWhole = isWhole,
        };
    }

    private static SchemaReport ReportOf(JsonTape.Flaw flaw, SchemaLimits limits) => flaw switch
    {
        JsonTape.Flaw.Depth => SchemaReport.NotChecked(
            FindingCodes.DepthExceeded, $"The document nests deeper than {limits.Depth} levels."),
        JsonTape.Flaw.Values => SchemaReport.NotChecked(
            FindingCodes.SizeExceeded, $"The document has more than {limits.Values} values and names."),
        _ => SchemaReport.Malformed(
            FindingCodes.JsonMalformed, "A text of the document has half of a surrogate pair."),
    };
}
