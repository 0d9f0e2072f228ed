using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Registry.Gates.Rules;

/// <summary>
/// <c>DIGEST_MISMATCH</c>: no accepted document that describes the subject declares a file of it of which other bytes
/// came. With <c>requireBytes</c>, bytes came of every declared file, and they were those declared: a digest that
/// nobody recomputed is somebody's word.
/// </summary>
internal sealed class DigestMismatchRule() : GateRule(GateCodes.DigestMismatch)
{
    private const string RequireBytes = "requireBytes";

    public override ImmutableArray<RuleParameter> Parameters => [RuleParameter.Flag(RequireBytes)];

    public override IEnumerable<Objection> Judge(GateCase gateCase, RuleParameters parameters) =>
        from document in gateCase.Documents
        from file in document.Files
        let objection = Judge(file, parameters.IsSet(RequireBytes))
        where objection is not null
        select objection with { Document = document.Document, Pointer = file.Pointer };

    private static Objection? Judge(DescribedFile file, bool areBytesRequired) => (file.Status, areBytesRequired) switch
    {
        (DigestStatus.Mismatch, _) => new Objection(
            GateCodes.DigestMismatch,
            $"The bytes of '{FindingLimits.Cut(file.Name)}' that came are not those that the document declares."),
        (DigestStatus.Match, _) or (_, false) => null,
        _ => new Objection(
            GateCodes.DigestNotAvailable,
            $"Of '{FindingLimits.Cut(file.Name)}' no bytes came that a strong declared digest could be compared with."),
    };
}
