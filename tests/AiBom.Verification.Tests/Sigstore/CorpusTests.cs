using System.Collections.Concurrent;
using AiBom.Domain;
using AiBom.Verification.Sigstore;

namespace AiBom.Verification.Tests.Sigstore;

/// <summary>Every published bundle, with the verdict that its publisher expects.</summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    private static readonly ConcurrentDictionary<string, TrustedRoots> Roots = new(StringComparer.Ordinal);

    [Fact]
    public void Every_published_bundle_gets_the_verdict_that_its_publisher_expects()
    {
        Assert.SkipUnless(CorpusRow.AreHere(out string reason), reason);
        var wrong = new List<string>();
        foreach (CorpusRow row in CorpusRow.Read("sigstore-bundle"))
        {
            SigstoreReport? report = Verify(row, row.ByPath());
            string first = First(report);
            output.WriteLine($"{row.Case} {row.Expected} {report?.Verdict} {first}");
            if ((report?.Verdict is SigstoreVerdict.Valid) != row.Expected is "accept")
            {
                wrong.Add($"{row.Case}: {row.Expected}, but {first}");
            }
        }

        Assert.Equal("", string.Join('\n', wrong));
    }

    private static string First(SigstoreReport? report)
    {
        Finding? finding = report?.Findings.FirstOrDefault(one => one.Outcome is not (Outcome.Passed or Outcome.NotReached));
        return finding is null ? "all passed" : $"{finding.Check} {finding.Outcome} {finding.Code} {finding.Message}";
    }

    private static SigstoreReport? Verify(CorpusRow row, SigstoreArtifact artifact) => row.Policy() is { } policy
        ? new SigstoreVerifier(new TrustedRoots([row.TrustedRoot])).Verify(row.Bundle, artifact, policy)
        : null;
}
