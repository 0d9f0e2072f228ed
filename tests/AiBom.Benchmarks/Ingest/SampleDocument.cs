using System.Globalization;
using System.Text;

namespace AiBom.Benchmarks;

/// <summary>
/// A small bill of materials as a pipeline posts it: a fine-tuned model, its base, two datasets, three files.
/// </summary>
internal static class SampleDocument
{
    public const string MediaType = "application/vnd.cyclonedx+json";

    /// <summary>Makes the document of the model with a number; the base models are shared by many.</summary>
    public static byte[] Create(int number)
    {
        string version = number.ToString(CultureInfo.InvariantCulture);
        string digest(int part) => Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes($"{number}/{part}")));
        return Encoding.UTF8.GetBytes(
            $$$"""
            {
              "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
              "serialNumber": "urn:uuid:00000000-0000-4000-8000-{{{number:D12}}}",
              "metadata": {
                "timestamp": "2026-05-01T00:00:00Z",
                "component": {
                  "type": "machine-learning-model", "bom-ref": "model", "group": "acme", "name": "detector",
                  "version": "{{{version}}}", "purl": "pkg:generic/acme/detector@{{{version}}}",
                  "components": [
                    {"type": "file", "name": "model.safetensors",
                     "hashes": [{"alg": "SHA-256", "content": "{{{digest(0)}}}"}]},
                    {"type": "file", "name": "config.json",
                     "hashes": [{"alg": "SHA-256", "content": "{{{digest(1)}}}"}]},
                    {"type": "file", "name": "tokenizer.json",
                     "hashes": [{"alg": "SHA-256", "content": "{{{digest(2)}}}"}]}
                  ],
                  "pedigree": {"ancestors": [
                    {"type": "machine-learning-model", "group": "vendor", "name": "base",
                     "version": "{{{number % 20}}}", "purl": "pkg:generic/vendor/base@{{{number % 20}}}"}]},
                  "modelCard": {"modelParameters": {"datasets": [{"ref": "rows"}, {"ref": "more-rows"}]}}
                }
              },
              "components": [
                {"type": "data", "bom-ref": "rows", "group": "acme", "name": "rows", "version": "{{{number % 50}}}",
                 "purl": "pkg:generic/acme/rows@{{{number % 50}}}", "data": [{"type": "dataset"}]},
                {"type": "data", "bom-ref": "more-rows", "group": "acme", "name": "more-rows", "version": "1",
                 "purl": "pkg:generic/acme/more-rows@1", "data": [{"type": "dataset"}]}
              ]
            }
            """);
    }
}
