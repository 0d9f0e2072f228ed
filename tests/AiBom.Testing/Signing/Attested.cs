using System.Security.Cryptography;
using System.Text;

namespace AiBom.Testing.Signing;

/// <summary>In-toto Statements as text.</summary>
public static class Attested
{
    /// <summary>The predicate type of SLSA provenance 1.</summary>
    public const string Provenance = "https://slsa.dev/provenance/v1";

    /// <summary>The predicate type of a test result.</summary>
    public const string TestResult = "https://in-toto.io/attestation/test-result/v0.1";

    /// <summary>The predicate type of a SCAI attribute report.</summary>
    public const string AttributeReport = "https://in-toto.io/attestation/scai/attribute-report/v0.3";

    /// <summary>The builder of <see cref="ProvenanceOf"/>.</summary>
    public const string Builder = "https://ci.northwind.example/train";

    /// <summary>A Statement about artifacts, each the text of its bytes.</summary>
    public static string Of(string predicateType, string predicate, params string[] subjects) =>
        Typed("https://in-toto.io/Statement/v1", predicateType, predicate, subjects);

    /// <summary>A Statement of a type.</summary>
    public static string Typed(string type, string predicateType, string predicate, params string[] subjects)
    {
        string list = string.Join(',', subjects.Select(subject =>
            $$$"""{"name":"{{{subject}}}","digest":{"sha256":"{{{Hex(subject)}}}"}}"""));
        return $$$"""
            {"_type":"{{{type}}}","subject":[{{{list}}}],
             "predicateType":"{{{predicateType}}}","predicate":{{{predicate}}}
            }
            """;
    }

    /// <summary>A provenance of SLSA 1: a run that made a model read others.</summary>
    public static string ProvenanceOf(string model, params string[] inputs)
    {
        string read = string.Join(',', inputs.Select(input =>
            $$$"""{"uri":"{{{input}}}","digest":{"sha256":"{{{Hex(input)}}}"}}"""));
        return Of(
            Provenance,
            $$$"""
            {"buildDefinition":{"buildType":"https://northwind.example/train/v1","externalParameters":{},
              "resolvedDependencies":[{{{read}}}]},
             "runDetails":{"builder":{"id":"{{{Builder}}}"},"metadata":{"finishedOn":"2026-01-27T10:00:00Z"} } }
            """,
            model);
    }

    /// <summary>A delivery note.</summary>
    public static string Delivery(string recipient, string attribute, params string[] subjects) => Of(
        AttributeReport,
        $$$"""{"attributes":[{"attribute":"{{{attribute}}}","conditions":{"recipient":"{{{recipient}}}"}}]}""",
        subjects);

    private static string Hex(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
