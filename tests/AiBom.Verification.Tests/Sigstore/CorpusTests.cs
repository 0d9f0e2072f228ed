using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using AiBom.Domain;
using AiBom.Testing.Sigstore;
using AiBom.Verification.Dsse;
using AiBom.Verification.Sigstore;

namespace AiBom.Verification.Tests.Sigstore;

/// <summary>Every published bundle of eight projects, with the verdict that its publisher expects.</summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    private static readonly HashFunction[] Functions = [.. SigstoreArtifact.Functions];
    private static readonly ConcurrentDictionary<string, TrustedRoots> Roots = new(StringComparer.Ordinal);

    [Fact]
    public void Every_published_bundle_gets_the_verdict_that_its_publisher_expects() =>
        Judge("path", row => Accepts(row, row.ByPath()), _ => true);

    [Fact]
    public void A_digest_of_the_artifact_gives_the_same_verdict_as_its_bytes() =>
        Judge(
            "digest",
            row => Functions.Any(function => Accepts(row, row.ByDigest(function))),
            row => row.HasArtifactFile);

    [Fact]
    public void An_accepted_bundle_tells_who_signed_and_when_and_a_refused_one_tells_nothing()
    {
        Assert.SkipUnless(CorpusRow.AreHere(out string reason), reason);
        foreach (CorpusRow row in CorpusRow.Read("sigstore-bundle"))
        {
            SigstoreReport? report = Verify(row, row.ByPath(), row.Policy());
            if (report?.Verdict is not SigstoreVerdict.Valid)
            {
                Assert.Null(report?.Verified);
                continue;
            }

            Assert.NotNull(report.Verified);
            Assert.Equal(row.Policy()!.Identity, report.Verified.Identity);
            Assert.Equal(row.Policy()!.Issuer, report.Verified.Issuer);
            Assert.NotEmpty(report.Verified.Times);
            Assert.All(report.Findings, finding => Assert.Equal(Outcome.Passed, finding.Outcome));
        }
    }

    [Fact]
    public void Another_identity_issuer_or_artifact_refuses_every_accepted_bundle()
    {
        Assert.SkipUnless(CorpusRow.AreHere(out string reason), reason);
        foreach (CorpusRow row in CorpusRow.Read("sigstore-bundle").Where(row => row.Expected == "accept"))
        {
            SigstorePolicy policy = row.Policy()!;
            if (policy is { Identity: { } identity, Issuer: { } issuer })
            {
                Assert.Equal("D8", Stopped(row, SigstorePolicy.ForIdentity(identity + "x", issuer)));
                Assert.Equal("D8", Stopped(row, SigstorePolicy.ForIdentity(identity, issuer + "/")));
                Assert.Equal(
                    SigstoreVerdict.Valid, Verify(row, row.ByPath(), SigstorePolicy.ForAnyIdentity())?.Verdict);
            }

            SigstoreReport? other = Verify(row, SigstoreArtifact.Of("else"u8.ToArray()), policy);
            Assert.NotEqual(SigstoreVerdict.Valid, other?.Verdict);
        }
    }

    [Fact]
    public void Higher_demands_than_the_evidence_meets_refuse_every_bundle()
    {
        Assert.SkipUnless(CorpusRow.AreHere(out string reason), reason);
        foreach (CorpusRow row in CorpusRow.Read("sigstore-bundle").Where(row => row.Expected == "accept"))
        {
            SigstorePolicy policy = row.Policy()!;
            Assert.Equal("B7", Stopped(row, policy with { LogEntries = 3 }));
            Assert.Equal("B7", Stopped(row, policy with { Timestamps = 3 }));
            Assert.Equal("B7", Stopped(row, policy with { Times = 5 }));
            Assert.True(policy.Key is not null || Stopped(row, policy with { CertificateTimestamps = 3 }) is "D7");
        }
    }

    [Fact]
    public void A_time_stamp_outside_the_certificate_is_refused_for_its_time_too()
    {
        // The published bundle breaks a line in its base64, which refuses it before; here the line is whole.
        Assert.SkipUnless(CorpusRow.AreHere(out string reason), reason);
        CorpusRow row = CorpusRow.Read("sigstore-bundle")
            .Single(one => one.Case is "conformance/rekor2-timestamp-with-incorrect-time_fail");
        JsonNode bundle = JsonNode.Parse(row.Bundle)!;
        JsonNode stamp = bundle["verificationMaterial"]!["timestampVerificationData"]!["rfc3161Timestamps"]![0]!;
        string broken = stamp["signedTimestamp"]!.GetValue<string>();
        stamp["signedTimestamp"] = broken.Replace("\n", "", StringComparison.Ordinal);

        SigstoreReport report = new SigstoreVerifier(RootsOf(row))
            .Verify(Encoding.UTF8.GetBytes(bundle.ToJsonString()), row.ByPath(), row.Policy()!);

        Assert.Equal("D1", Stopped(report));
    }

    [Fact]
    public void Every_published_statement_is_read()
    {
        Assert.SkipUnless(CorpusRow.AreHere(out string reason), reason);
        IReadOnlyList<CorpusRow> rows = CorpusRow.Read("in-toto-statement");

        // Four of them are parts of Statements, without the _type that makes one.
        CorpusRow[] parts = [.. rows.Where(row => JsonNode.Parse(row.Bundle)?["_type"] is null)];
        Assert.All(parts, row => Assert.Null(InTotoStatement.Read(row.Bundle, out _)));
        Assert.All(rows.Except(parts), row => Assert.NotNull(InTotoStatement.Read(row.Bundle, out _)));

        Assert.Equal(4, parts.Length);
        output.WriteLine($"in-toto-statement: {rows.Count - parts.Length} passed, 0 failed, {parts.Length} excluded");
    }

    private void Judge(string by, Func<CorpusRow, bool> accepts, Func<CorpusRow, bool> isAsked)
    {
        Assert.SkipUnless(CorpusRow.AreHere(out string reason), reason);
        var failed = new List<string>();
        foreach (IGrouping<string, CorpusRow> group in CorpusRow.Read("sigstore-bundle").GroupBy(row => row.Group))
        {
            int excluded = group.Count(row => !isAsked(row));
            string[] wrong =
            [
                .. from row in @group
                   where isAsked(row)
                   where accepts(row) != row.IsAccepted
                   select $"{row.Case} by {by}: {row.Expected}, but not so",
            ];
            int passed = group.Count() - wrong.Length - excluded;
            output.WriteLine(
                $"sigstore-bundle {group.Key} by {by}: {passed} passed, {wrong.Length} failed, {excluded} excluded");
            failed.AddRange(wrong);
        }

        foreach ((string name, string decision) in PublishedBundle.Decided)
        {
            output.WriteLine($"decided otherwise than published: {name} ({decision})");
        }

        Assert.Equal("", string.Join('\n', failed));
    }

    private static bool Accepts(CorpusRow row, SigstoreArtifact artifact) =>
        Verify(row, artifact, row.Policy())?.Verdict is SigstoreVerdict.Valid;

    private static string? Stopped(CorpusRow row, SigstorePolicy policy) =>
        Stopped(Verify(row, row.ByPath(), policy)!);

    private static string? Stopped(SigstoreReport report) => report.Findings
        .FirstOrDefault(finding => finding.Outcome is not (Outcome.Passed or Outcome.NotReached))?.Check;

    private static SigstoreReport? Verify(CorpusRow row, SigstoreArtifact artifact, SigstorePolicy? policy) =>
        policy is null ? null : new SigstoreVerifier(RootsOf(row)).Verify(row.Bundle, artifact, policy);

    private static TrustedRoots RootsOf(CorpusRow row) => Roots.GetOrAdd(
        Digest.Of(row.TrustedRoot).Hex, static (_, bytes) => new TrustedRoots([bytes]), row.TrustedRoot);
}
