using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using AiBom.Domain;

namespace AiBom.Documents.Schema;

/// <summary>The formats of documents that have an official schema.</summary>
public enum DocumentFormat
{
    /// <summary>CycloneDX JSON (ECMA-424).</summary>
    CycloneDx = 1,

    /// <summary>SPDX 3 in JSON-LD.</summary>
    Spdx,
}

/// <summary>
/// The official schemas, as the build found them: they come from their publishers' packages and are compiled when they
/// are first asked for. Where a build has none, nothing is checked and the report says so.
/// </summary>
[SuppressMessage("Minor Code Smell", "S1075", Justification = "A schema's name is a URI; nothing is fetched.")]
[SuppressMessage("Critical Code Smell", "S5332", Justification = "A schema's name is a URI; nothing is fetched.")]
public static class DocumentSchemas
{
    private const string CycloneDxFolder = "http://cyclonedx.org/schema/";
    private const string SpdxUri = "https://spdx.org/schema/3.0.1/spdx-json-schema.json";

    private static readonly FrozenDictionary<(DocumentFormat, string), Lazy<CompiledSchema?>> Schemas =
        new Dictionary<(DocumentFormat, string), Lazy<CompiledSchema?>>
        {
            [(DocumentFormat.CycloneDx, "1.2")] = new(() => CycloneDx("1.2")),
            [(DocumentFormat.CycloneDx, "1.3")] = new(() => CycloneDx("1.3")),
            [(DocumentFormat.CycloneDx, "1.4")] = new(() => CycloneDx("1.4")),
            [(DocumentFormat.CycloneDx, "1.5")] = new(() => CycloneDx("1.5")),
            [(DocumentFormat.CycloneDx, "1.6")] = new(() => CycloneDx("1.6")),
            [(DocumentFormat.CycloneDx, "1.7")] = new(() => CycloneDx("1.7")),
            [(DocumentFormat.Spdx, "3.0.1")] = new(Spdx),
        }.ToFrozenDictionary();

    /// <summary>The schema of a format's version; null where this build has none.</summary>
    /// <param name="format">The format.</param>
    /// <param name="specVersion">The version as the document states it, such as <c>1.6</c> or <c>3.0.1</c>.</param>
    public static CompiledSchema? For(DocumentFormat format, string specVersion) =>
        Schemas.TryGetValue((format, specVersion), out Lazy<CompiledSchema?>? schema) ? schema.Value : null;

    /// <summary>Validates a document; not checked where this build has no schema for it.</summary>
    public static SchemaReport Validate(
        DocumentFormat format, string specVersion, ReadOnlyMemory<byte> json, SchemaLimits limits) =>
        For(format, specVersion)?.Validate(json, limits)
        ?? SchemaReport.Unavailable(
            $"This build has no schema for {format} '{FindingLimits.Cut(specVersion)}'.");

    private static CompiledSchema? CycloneDx(string version)
    {
        SchemaSource? bom = Read(CycloneDxFolder, $"bom-{version}.SNAPSHOT.schema.json");
        SchemaSource?[] others =
        [
            // A licence id that the list does not have yet is no mistake of the document's author.
            Read(CycloneDxFolder, "spdx.SNAPSHOT.schema.json", FindingCodes.LicenseUnknown),
            Read(CycloneDxFolder, "jsf-0.82.SNAPSHOT.schema.json"),
            Read(CycloneDxFolder, "cryptography-defs.SNAPSHOT.schema.json"),
        ];
        return bom is null ? null : CompiledSchema.Compile(bom, others.OfType<SchemaSource>());
    }

    private static CompiledSchema? Spdx()
    {
        byte[]? json = Resource("spdx-3.0.1.schema.json");
        return json is null ? null : CompiledSchema.Compile(new SchemaSource(SpdxUri, json));
    }

    private static SchemaSource? Read(string folder, string file, string code = FindingCodes.SchemaViolated) =>
        Resource(file) is { } json ? new SchemaSource(folder + file, json, code) : null;

    private static byte[]? Resource(string file)
    {
        using Stream? stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"schemas/{file}");
        if (stream is null)
        {
            return null;
        }

        byte[] json = new byte[stream.Length];
        stream.ReadExactly(json);
        return json;
    }
}
