using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using AiBom.Domain;
using AiBom.Verification.Jsf;
using AiBom.Verification.Keys;
using AiBom.Verification.Trust;

namespace AiBom.Verification.Tests.Jsf;

/// <summary>The signatures that the author of JSON Signature Format publishes; all of them hold.</summary>
public sealed class JsfVectorTests
{
    private const string Owner = "owner";
    private static readonly HashSet<string> Left = ["myUnsignedData"];

    [Fact]
    public void Every_published_signature_gets_the_published_verdict()
    {
        IReadOnlyList<SignatureVector> rows = SignatureVectors.Rows("jsf");
        var trust = new PublisherTrust(Owner, Policy(), Trusted.At);
        List<string> failed = [];
        List<string> excluded = [];
        int passed = 0;
        foreach (SignatureVector vector in rows)
        {
            byte[] document = File.ReadAllBytes(vector.Bundle);
            ImmutableArray<BundleReport> reports = new JsfVerifier(trust, Left).Verify(document, MemberOf(document));
            string codes = string.Join(
                ' ', reports.SelectMany(report => report.Checks)
                    .Where(check => check.Outcome is not (Outcome.Passed or Outcome.NotReached))
                    .Select(check => $"{check.Code}:{check.Message}"));
            if (reports.All(report => report.IsTrusted) && IsTiedToItsBytes(trust, document))
            {
                passed++;
            }
            else if (codes.Contains("MAC_REFUSED", StringComparison.Ordinal))
            {
                excluded.Add($"{vector.Case}: a message authentication code names nobody, so it is refused");
            }
            else if (vector.Case.Contains("ed448", StringComparison.Ordinal)
                && codes.StartsWith("ALGORITHM_UNSUPPORTED", StringComparison.Ordinal))
            {
                excluded.Add($"{vector.Case}: nothing is verified under Ed448, so it is not checked");
            }
            else
            {
                failed.Add($"{vector.Case}: {codes}");
            }
        }

        SignatureVectors.Report("jsf", passed, excluded, failed);
        Assert.Equal(56, passed);
    }

    [Fact]
    public void A_published_signature_that_leaves_members_out_is_refused_unless_they_are_allowed()
    {
        var trust = new PublisherTrust(Owner, Policy(), Trusted.At);
        SignatureVector[] partial =
            [.. SignatureVectors.Rows("jsf").Where(row => row.Case.Contains("excl", StringComparison.Ordinal))];

        Assert.Equal(8, partial.Length);
        Assert.All(partial, vector => Assert.All(
            new JsfVerifier(trust, ImmutableHashSet<string>.Empty).Verify(File.ReadAllBytes(vector.Bundle)),
            report =>
            {
                Finding subject = report.Checks.Single(check => check.Code is FindingCodes.SignaturePartial);
                Assert.Equal("myUnsignedData", subject.Found);
                Assert.Equal(Authenticity.NotChecked, report.Authenticity);
            }));
    }

    /// <summary>A vector that would hold over anything proves nothing: one changed digit must break it.</summary>
    private static bool IsTiedToItsBytes(PublisherTrust trust, byte[] document)
    {
        string text = Encoding.UTF8.GetString(document);
        string changed = text
            .Replace("2200063", "2200064", StringComparison.Ordinal)
            .Replace("90000", "90001", StringComparison.Ordinal)
            .Replace("\"something\"", "\"somethinh\"", StringComparison.Ordinal);
        Assert.NotEqual(text, changed);
        return new JsfVerifier(trust, Left)
            .Verify(Encoding.UTF8.GetBytes(changed), MemberOf(document))
            .All(report => report.Authenticity is Authenticity.Invalid);
    }

    private static string MemberOf(byte[] document) =>
        JsonNode.Parse(document) is JsonObject whole && whole.ContainsKey("authorizationSignature")
            ? "authorizationSignature"
            : "signature";

    private static TrustPolicy Policy() => new(
        from file in Directory.GetFiles(SignatureVectors.At("openkeystore-jsf/keys"), "*publickey.pem")
        let key = PublicKey.TryParse(File.ReadAllText(file), out PublicKey? known, out _) ? known : null
        where key is not null
        select TrustedSigner.Of(Owner, key));
}
