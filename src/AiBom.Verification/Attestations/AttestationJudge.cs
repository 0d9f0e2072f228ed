using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Verification.Dsse;
using AiBom.Verification.ModelSigning;
using AiBom.Verification.Opening;
using AiBom.Verification.Trust;

namespace AiBom.Verification.Attestations;

/// <summary>Decides what an attestation whose signature holds says, and in whose name.</summary>
internal static class AttestationJudge
{
    private const string Check = "attestation";

    /// <summary>Reads and judges what was signed.</summary>
    /// <param name="opened">The signed bytes, and who signed them.</param>
    /// <param name="time">When it was signed, as far as is known.</param>
    public static AttestationVerification Judge(SignedEvidence opened, DateTimeOffset time)
    {
        string payloadType = opened.PayloadType ?? "";
        switch (PayloadTypes.KindOf(payloadType))
        {
            case PayloadKind.Statement:
                break;
            case PayloadKind.BillOfMaterials:
                string predicateType = PayloadTypes.PredicateOf(payloadType);
                Standing author = Standing.Of(opened.Signer, predicateType, time);
                return Conclude(opened, author, facts: null, []) with
                {
                    DocumentMediaType = PayloadTypes.MediaTypeOf(predicateType),
                    Document = opened.Payload,
                };
            default:
                Finding other = Findings.Unsupported(
                    BundleCheck.PayloadType, "Payloads of this type are not read.", PayloadTypes.InToto, payloadType);
                return Unread(opened, Authenticity.NotChecked, other);
        }

        if (AttestedStatement.Read(opened.Payload, out string? problem) is not { } statement)
        {
            return Unread(opened, Authenticity.Invalid, Findings.Malformed(
                BundleCheck.Predicate, $"The payload is no in-toto Statement. {FindingLimits.Cut(problem)}"));
        }

        Standing standing = Standing.Of(opened.Signer, statement.PredicateType, time);
        return PayloadTypes.IsBillOfMaterials(statement.PredicateType)
            ? Conclude(opened, standing, statement.Facts(AttestationKind.Other), statement.Findings) with
            {
                DocumentMediaType = PayloadTypes.MediaTypeOf(statement.PredicateType),
                Document = statement.Document,
            }
            : Read(opened, standing, statement);
    }

    private static AttestationVerification Read(SignedEvidence opened, Standing standing, AttestedStatement statement)
    {
        var findings = new List<Finding>(statement.Findings);
        AttestationFacts? facts = PredicateReaders.Read(statement, findings, out string? problem);
        ModelManifest? manifest = null;
        if (facts?.Kind is AttestationKind.ModelSignature)
        {
            Finding content = ModelVerifier.CheckManifest(opened.Payload, out manifest);
            if (content.Outcome is Outcome.Unsupported)
            {
                findings.Add(content);
            }
            else if (manifest is null)
            {
                problem = content.Message;
            }
        }

        if (problem is not null)
        {
            // What it is about is known, and what it says is not: nothing is derived from it.
            facts = statement.Facts(AttestationKind.Other);
            findings.Add(new Finding(
                Check,
                Outcome.Malformed,
                FindingCodes.AttestationMalformed,
                Severity.Warning,
                "/predicate",
                $"The predicate is not as its type demands. {FindingLimits.Cut(problem)}",
                Found: FindingLimits.Cut(statement.PredicateType)));
        }

        // Whoever has the same key for another organization, but not for this builder, proves nothing of that one.
        ImmutableArray<TrustedSigner> vouching = facts is { Kind: AttestationKind.Provenance, Builder: { } builder }
            ? [.. standing.Trusted.Where(entry => entry.MayVouchFor(builder))]
            : [];
        bool isBuilderTrusted = !vouching.IsEmpty;
        standing = isBuilderTrusted ? standing with { Trusted = vouching } : standing;
        if (facts?.Kind is AttestationKind.Provenance && !isBuilderTrusted)
        {
            findings.Add(new Finding(
                Check,
                Outcome.Failed,
                FindingCodes.BuilderUntrusted,
                Severity.Warning,
                "/predicate",
                "The signer is not registered to vouch for the builder.",
                Found: FindingLimits.Cut(facts.Builder)));
        }

        return Conclude(opened, standing, facts, findings, isBuilderTrusted) with
        {
            Manifest = standing.Trusted.IsEmpty ? null : manifest,
        };
    }

    private static AttestationVerification Conclude(
        SignedEvidence opened,
        Standing standing,
        AttestationFacts? facts,
        IEnumerable<Finding> findings,
        bool isBuilderTrusted = false)
    {
        // One holder of a certificate may be registered under several ids. The word is that of one signer, by which a
        // revocation finds it.
        Digest? signer = standing.Trusted.FirstOrDefault()?.Id ?? opened.Signer.IdFor(organization: null);
        return new AttestationVerification
        {
            Authenticity = standing.Stopped is null
                ? Authenticity.Valid
                : BundleReport.AuthenticityOf(standing.Stopped),
            Authors =
            [
                .. standing.Trusted.Where(entry => entry.Id == signer)
                    .Select(entry => entry.Organization)
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ],
            Signer = signer,
            SignedAt = opened.SignedAt,
            Report = new AttestationReport(
                facts,
                [.. standing.Stopped is null ? [] : (Finding[])[standing.Stopped], .. findings],
                isBuilderTrusted),
        };
    }

    private static AttestationVerification Unread(SignedEvidence opened, Authenticity authenticity, Finding why) =>
        new()
        {
            Authenticity = authenticity,
            Signer = opened.Signer.IdFor(organization: null),
            SignedAt = opened.SignedAt,
            Report = new AttestationReport(Facts: null, [why]),
        };
}

/// <summary>For whom a signer may say a thing at a time.</summary>
/// <param name="Trusted">The entries that let it; empty for none.</param>
/// <param name="Stopped">Why not, where there is none.</param>
internal sealed record Standing(ImmutableArray<TrustedSigner> Trusted, Finding? Stopped)
{
    /// <summary>Looks through what is registered of a signer.</summary>
    public static Standing Of(Signatory signer, string predicateType, DateTimeOffset time)
    {
        if (signer.Entries.IsEmpty)
        {
            return new Standing([], Findings.Noted(
                BundleCheck.Signer,
                FindingCodes.UntrustedSigner,
                "The signature holds, but its signer is not registered for anyone.",
                found: signer.Name));
        }

        TrustedSigner[] covering = [.. signer.Entries.Where(entry => entry.MaySign(predicateType))];
        if (covering.Length == 0)
        {
            return new Standing([], Findings.Noted(
                BundleCheck.Signer,
                FindingCodes.PredicateNotAllowed,
                "The signature holds, but its signer may not sign attestations of this type.",
                expected: TrustedSigner.PredicateTypesOf(signer.Entries),
                found: predicateType));
        }

        Finding validity = PublisherTrust.Judge(signer, covering, time);
        return validity.Outcome is Outcome.Passed
            ? new Standing(
                [.. covering.Where(entry => entry.IsValidAt(time) && !entry.IsRevokedAt(time))], Stopped: null)
            : new Standing([], validity);
    }
}
