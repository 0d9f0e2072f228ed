using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Verification.Sigstore;
using AiBom.Verification.Tests.Sigstore;
using AiBom.Verification.Trust;

namespace AiBom.Verification.Tests.Opening;

/// <summary>
/// The published bundles, posted with the artifact that each is of as if it were a document, by signers who are
/// registered: what the published index accepts makes an author or an attestation, and nothing else does.
/// </summary>
public sealed class PublishedBundleTests
{
    /// <summary>
    /// The checks that ask more than that somebody registered signed soundly: other counts, a subject.
    /// </summary>
    private static readonly string[] Beyond = ["B4", "B7", "D1", "D9", "E5", "E6", "E7"];

    [Fact]
    public void A_published_bundle_counts_exactly_where_the_index_accepts_it()
    {
        Assert.SkipUnless(CorpusRow.AreHere(out string reason), reason);
        (int accepted, int refused, int aside) = (0, 0, 0);
        var wrong = new List<string>();
        foreach (CorpusRow row in CorpusRow.Read("sigstore-bundle").Where(row => row.HasArtifactFile))
        {
            if (row.Policy() is not { } policy || Signer(policy) is not { } signer)
            {
                aside++;
                continue;
            }

            var roots = new TrustedRoots([row.TrustedRoot]);
            VerificationReport report = Trusted.Verify(
                new TrustPolicy([signer]), roots, "aurora", [row.Bundle], row.ArtifactBytes, DateTimeOffset.MaxValue);
            bool counts = report.Authenticity is Authenticity.Valid
                || report.Attestations.Any(posted => posted.Verification.Authenticity is Authenticity.Valid);
            bool isExpected = row.Expected is "accept";
            string? stopped = new SigstoreVerifier(roots).Verify(row.Bundle, row.ByPath(), policy).Findings
                .FirstOrDefault(check => check.Outcome is not (Outcome.Passed or Outcome.NotReached))?.Check;
            if (counts == isExpected)
            {
                (accepted, refused) = counts ? (accepted + 1, refused) : (accepted, refused + 1);
            }
            else if (Beyond.Contains(stopped))
            {
                aside++;
            }
            else
            {
                wrong.Add($"{row.Case} ({stopped}): {Trusted.Text(report)}");
            }
        }

        string line = $"{accepted} accepted, {refused} refused, {aside} aside";
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        Assert.True(wrong.Count == 0, $"{line}\n{string.Join('\n', wrong)}");
        Assert.True(accepted > 20 && refused > 20, line);
    }

    private static TrustedSigner? Signer(SigstorePolicy policy) => policy switch
    {
        { Key: { } key } => Trusted.SignerOf(new SignerDraft("aurora")
        {
            PublicKey = key.Pem,
            ValidFrom = policy.KeyValidFrom,
            ValidUntil = policy.KeyValidUntil?.AddTicks(1),
        }),
        { Identity: { Length: > 0 } name, Issuer: { Length: > 0 } issuer } => Trusted.SignerOf(
            new SignerDraft("aurora") { Identity = new IdentitySigner(name, issuer) }),
        _ => null,
    };
}
