using System.Globalization;
using AiBom.Domain;

namespace AiBom.Documents.Drafts.Rules;

/// <summary>
/// That the weights are quantized: <c>cdx:ai-ml:model:hyperparameter:quantization</c> and
/// <c>…:parameter:quantization:scheme</c> of CycloneDX's taxonomy, <c>cdx:ai:quantization</c> (cdxgen), the file type
/// of a GGUF (OWASP generator), or the pedigree's notes. It tells how a model came from its one base where nothing else
/// does. A plain floating-point format is no quantization, and an unknown word none that is known.
/// </summary>
internal static class QuantizedWeights
{
    private const string Note = "Quantization:";
    private const string GgufFileType = "genai:aibom:modelcard:quantizationFileType";

    private static readonly string[] Names =
    [
        "cdx:ai-ml:model:hyperparameter:quantization",
        "cdx:ai-ml:model:parameter:quantization:scheme",
        "cdx:ai:quantization",
        "cdx:ai:quantizationMethod",
        "quantization",
    ];

    /// <summary>
    /// How the names of quantized formats begin: <c>q4_k_m</c>, <c>iq2_xs</c>, <c>int8</c>, <c>GPTQ</c>.
    /// </summary>
    private static readonly string[] Beginnings =
    [
        "q2", "q3", "q4", "q5", "q6", "q8", "iq1", "iq2", "iq3", "iq4", "tq1", "tq2", "int2", "int3", "int4", "int8",
        "nf4", "fp4", "fp8", "mxfp4", "nvfp4", "gptq", "awq", "bnb", "bitsandbytes", "affine_", "w4a", "w8a",
        "2-bit", "3-bit", "4-bit", "5-bit", "6-bit", "8-bit", "2bit", "3bit", "4bit", "5bit", "6bit", "8bit",
    ];

    public static DerivationMethod? Of(Entry model)
    {
        bool isQuantized = model.Named(Names).Any(property => IsQuantized(property.Value))
            || model.Named(GgufFileType).Any(property => IsQuantizedFileType(property.Value))
            || NotedFormat(model.PedigreeNotes) is { } noted && IsQuantized(noted);
        return isQuantized ? DerivationMethod.Quantization : null;
    }

    private static string? NotedFormat(string? notes) => notes?
        .Split(';', StringSplitOptions.TrimEntries)
        .FirstOrDefault(note => note.StartsWith(Note, StringComparison.OrdinalIgnoreCase))?[Note.Length..];

    private static bool IsQuantized(string format) => format
        .Split([' ', ',', ':'], StringSplitOptions.RemoveEmptyEntries)
        .Any(word => Beginnings.Any(known => word.StartsWith(known, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The numbers of llama.cpp: 0, 1 and 32 are 32 and 16 bits of floating point.</summary>
    private static bool IsQuantizedFileType(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int type)
            ? type is > 1 and < 32 or > 32 and <= 40
            : IsQuantized(text);
}
