using AiBom.Domain;

namespace AiBom.Registry.Gates.Rules;

/// <summary>
/// <c>UNTRUSTED_SIGNER</c>: no accepted document that describes the subject is signed by one who may not speak for the
/// publisher that it names, unless another was signed by one who may. What nobody signed is no breach of it.
/// </summary>
internal sealed class UntrustedSignerRule() : GateRule(GateCodes.UntrustedSigner)
{
    public override IEnumerable<Objection> Judge(GateCase gateCase, RuleParameters parameters) => gateCase.IsVouchedFor
        ? []
        : gateCase.Documents
            .Where(document => document.Authenticity is Authenticity.UntrustedSigner)
            .Select(document => new Objection(
                GateCodes.UntrustedSigner,
                $"A document that describes '{gateCase.Name}' is signed by one who may not speak for its publisher, "
                + "and no other document about it is signed by one who may.")
            {
                Document = document.Document,
                Pointer = document.Pointer,
            });
}
