using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Registry.Gates.Rules;

/// <summary>
/// <c>SIGNATURE_INVALID</c>: no accepted document that describes the subject came with evidence that does not hold
/// (invalid, expired, revoked), unless another was signed by one who may. With <c>requireSignature</c>, at least one
/// was: what nobody signed, or nobody could check, does not do.
/// </summary>
internal sealed class SignatureInvalidRule() : GateRule(GateCodes.SignatureInvalid)
{
    private const string RequireSignature = "requireSignature";

    public override ImmutableArray<RuleParameter> Parameters => [RuleParameter.Flag(RequireSignature)];

    public override IEnumerable<Objection> Judge(GateCase gateCase, RuleParameters parameters)
    {
        if (gateCase.IsVouchedFor)
        {
            yield break;
        }

        foreach (DescribingDocument document in gateCase.Documents.Where(DoesNotHold))
        {
            yield return new Objection(
                GateCodes.SignatureInvalid,
                $"The evidence with a document that describes '{gateCase.Name}' does not hold "
                + $"({document.Authenticity}), and no other document about it is signed by one who may.")
            {
                Document = document.Document,
                Pointer = document.Pointer,
            };
        }

        if (parameters.IsSet(RequireSignature))
        {
            yield return new Objection(
                GateCodes.SignatureMissing,
                $"No document that describes '{gateCase.Name}' is signed by one who may speak for its publisher.");
        }
    }

    /// <summary>Every verdict but those that say that there is nothing to hold, or that another rule judges.</summary>
    private static bool DoesNotHold(DescribingDocument document) => document.Authenticity is not (
        Authenticity.Valid or Authenticity.Missing or Authenticity.NotChecked or Authenticity.UntrustedSigner);
}
