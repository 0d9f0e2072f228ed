using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Registry.Incidents;

/// <summary>
/// What MITRE ATLAS has on the findings that stop a pipeline: the technique that they may be the trace of, and the
/// mitigations that found them.
/// </summary>
public static class AtlasTags
{
    /// <summary>Technique: Manipulate AI Model.</summary>
    public const string ManipulateModel = "AML.T0018";

    /// <summary>Mitigation: Verify AI Artifacts.</summary>
    public const string VerifyArtifacts = "AML.M0014";

    /// <summary>Mitigation: Code Signing, which names bills of materials.</summary>
    public const string CodeSigning = "AML.M0013";

    private static readonly ImmutableArray<string> OfBytes = [ManipulateModel, VerifyArtifacts];
    private static readonly ImmutableArray<string> OfSignatures = [ManipulateModel, VerifyArtifacts, CodeSigning];

    /// <summary>The tags of a finding: of bytes that are not those that should be there, or of a signature.</summary>
    public static ImmutableArray<string> Of(string code) => code switch
    {
        FindingCodes.DigestMismatch or FindingCodes.FileChanged or FindingCodes.FileMissing or FindingCodes.FileExtra
            or FindingCodes.FileRefused => OfBytes,
        _ => OfSignatures,
    };
}
