using System.Text.Json;
using AiBom.Documents.InToto;
using AiBom.Documents.Json;
using AiBom.Documents.OpenLineage;
using AiBom.Domain;

namespace AiBom.Documents;

/// <summary>What a document says it is, also where it is of a version that is not read or cannot be taken.</summary>
/// <param name="Format">The format as <see cref="DocumentHeader.Format"/> names it.</param>
/// <param name="SpecVersion">The version of the format; null where the document states none.</param>
public sealed record StatedFormat(string Format, string? SpecVersion)
{
    /// <summary>CycloneDX (ECMA-424).</summary>
    public const string CycloneDx = "CycloneDX";

    /// <summary>SPDX.</summary>
    public const string Spdx = "SPDX";

    /// <summary>An in-toto Statement; its version is that of its predicate.</summary>
    public const string InToto = "in-toto";

    /// <summary>An event of OpenLineage; its version is that of its <c>schemaURL</c>.</summary>
    public const string OpenLineage = "OpenLineage";

    private const string Spdx2 = "SPDX-";

    /// <summary>Where the context of SPDX 3 lies; the version follows (SPDX 3.0.1, "Serialization").</summary>
    private const string SpdxContext = "https://spdx.org/rdf/";

    /// <summary>Tells the format from the members of the document's first level.</summary>
    /// <param name="json">The document, UTF-8.</param>
    /// <param name="depth">The most objects and arrays within one another.</param>
    /// <returns>Null where the bytes are not JSON within the depth, or say nothing of a format.</returns>
    public static StatedFormat? Of(ReadOnlyMemory<byte> json, int depth)
    {
        json = DocumentReader.WithoutByteOrderMark(json);
        return JsonScan.IsSound(json.Span, depth, new Report()) ? OfSound(json.Span, depth) : null;
    }

    private static StatedFormat? OfSound(ReadOnlySpan<byte> json, int depth)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = depth });
        reader.Read();
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            return null;
        }

        bool isCycloneDx = false;
        string? specVersion = null;
        string? spdxVersion = null;
        string? statement = null;
        string? predicateType = null;
        string? schemaUrl = null;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("bomFormat"u8))
            {
                // No other format has this member; that its value is another one is the schema's to say.
                isCycloneDx = true;
                reader.Skip();
            }
            else if (reader.ValueTextEquals("specVersion"u8))
            {
                specVersion ??= TextOf(ref reader);
            }
            else if (reader.ValueTextEquals("spdxVersion"u8))
            {
                spdxVersion ??= After(Spdx2, TextOf(ref reader));
            }
            else if (reader.ValueTextEquals("@context"u8))
            {
                spdxVersion ??= VersionOfContext(ref reader);
            }
            else if (reader.ValueTextEquals("_type"u8))
            {
                statement ??= After(StatementReader.Family, TextOf(ref reader));
            }
            else if (reader.ValueTextEquals("predicateType"u8))
            {
                predicateType ??= TextOf(ref reader);
            }
            else if (reader.ValueTextEquals("schemaURL"u8))
            {
                schemaUrl ??= TextOf(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return Told(isCycloneDx, specVersion, statement is not null, predicateType, schemaUrl, spdxVersion);
    }

    private static StatedFormat? Told(
        bool isCycloneDx,
        string? specVersion,
        bool isStatement,
        string? predicateType,
        string? schemaUrl,
        string? spdxVersion) => 0 switch
        {
            _ when isCycloneDx => new StatedFormat(CycloneDx, FindingLimits.Cut(specVersion)),
            _ when isStatement =>
                new StatedFormat(InToto, FindingLimits.Cut(StatementReader.VersionOf(predicateType))),
            _ when EventReader.VersionOf(schemaUrl) is { } version =>
                new StatedFormat(OpenLineage, FindingLimits.Cut(version)),
            _ when spdxVersion is not null => new StatedFormat(Spdx, FindingLimits.Cut(spdxVersion)),
            _ => null,
        };

    /// <summary>The value after a name, as a text; null, and passed over, where it is something else.</summary>
    private static string? TextOf(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.String)
        {
            return reader.GetString();
        }

        reader.Skip();
        return null;
    }

    /// <summary>A context is an address, or an array with addresses in it.</summary>
    private static string? VersionOfContext(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.String)
        {
            return VersionOf(reader.GetString());
        }

        string? version = null;
        if (reader.TokenType is JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
            {
                version ??= reader.TokenType is JsonTokenType.String ? VersionOf(reader.GetString()) : null;
                reader.Skip();
            }
        }

        reader.Skip();
        return version;
    }

    private static string? VersionOf(string? context) => After(SpdxContext, context)?.Split('/', 2)[0];

    private static string? After(string prefix, string? text) =>
        text?.StartsWith(prefix, StringComparison.Ordinal) is true ? text[prefix.Length..] : null;
}
