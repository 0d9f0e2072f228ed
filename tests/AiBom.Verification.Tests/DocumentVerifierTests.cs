using System.Text;
using AiBom.Testing.Signing;
using AiBom.Testing.Sigstore;

namespace AiBom.Verification.Tests;

/// <summary>The decision table of <see cref="DocumentVerifier"/>, row by row and column by column.</summary>
public sealed class DocumentVerifierTests
{
    private static readonly byte[] Other = """{"bomFormat":"CycloneDX","version":2}"""u8.ToArray();

    private static readonly Dictionary<string, Func<byte[], byte[]>> Bundles = new(StringComparer.Ordinal)
    {
        ["unreadable"] = _ => "{"u8.ToArray(),
        ["sigstore"] = document => VirtualSigstore.Mint(Recipe.Message with { Artifact = document }).Bundle,
        ["broken, registered key"] = document => Break(KeyRing.Aurora.SignDocument(document)),
        ["broken, no key id"] = document => Break(KeyRing.Aurora.SignDocument(document) with { KeyId = null }),
        ["broken, a name as key id"] = document => Break(KeyRing.Aurora.SignDocument(document) with { KeyId = "ci" }),
        ["stranger"] = document => KeyRing.Stranger.SignDocument(document).ToBytes(),
        ["other payload type"] = document => KeyRing.Aurora.Sign("application/json", document).ToBytes(),
        ["no statement"] = _ => KeyRing.Aurora.Sign("application/vnd.in-toto+json", "[]"u8.ToArray()).ToBytes(),
        ["test result"] = _ =>
            KeyRing.Aurora.Attest(Attested.Of(Attested.TestResult, """{"result":"PASSED"}""", "model")).ToBytes(),
        ["unsigned statement"] = _ => Encoding.UTF8.GetBytes(Attested.ProvenanceOf("model")),
        ["several"] = document =>
            [.. KeyRing.Aurora.SignDocument(document).ToBytes(), .. "\n{}"u8],
        ["npm"] = document => Encoding.UTF8.GetBytes(
            $$"""{"attestations":[{"bundle":{{KeyRing.Aurora.SignDocument(document).ToJson()}}}]}"""),
        ["other document"] = _ => KeyRing.Aurora.SignDocument(Other).ToBytes(),
        ["other subject"] = _ => KeyRing.Aurora.SignStatement(Other).ToBytes(),
        ["cobalt"] = document => KeyRing.Cobalt.SignDocument(document).ToBytes(),
        ["cobalt statement"] = document => KeyRing.Cobalt.SignStatement(document).ToBytes(),
        ["retired"] = document => Trusted.Retired.SignDocument(document).ToBytes(),
        ["aurora"] = document => KeyRing.Aurora.SignDocument(document).ToBytes(),
        ["aurora statement"] = document => KeyRing.Aurora.SignStatement(document).ToBytes(),
        ["aurora, wrong key id"] = document =>
            (KeyRing.Aurora.SignDocument(document) with { KeyId = KeyRing.Cobalt.KeyId }).ToBytes(),
    };

    [Theory]
    [InlineData("", "MISSING")]
    [InlineData("unreadable", "INVALID quarantined envelope:ENVELOPE_MALFORMED")]
    [InlineData("sigstore", "NOT_CHECKED signature:TRUSTED_ROOT_MISSING B4:EVIDENCE_INSUFFICIENT")]
    [InlineData("unsigned statement", "INVALID quarantined envelope:ENVELOPE_MALFORMED")]
    [InlineData("several", "NOT_CHECKED envelope:ALGORITHM_UNSUPPORTED")]
    [InlineData("npm", "NOT_CHECKED envelope:ALGORITHM_UNSUPPORTED")]
    [InlineData("broken, registered key", "INVALID quarantined signature:SIGNATURE_INVALID")]
    [InlineData("broken, no key id", "INVALID quarantined signature:SIGNATURE_INVALID")]
    [InlineData("broken, a name as key id", "INVALID quarantined signature:SIGNATURE_INVALID")]
    [InlineData("stranger", "UNTRUSTED_SIGNER quarantined signature:SIGNER_UNKNOWN")]
    [InlineData("other payload type", "NOT_CHECKED signer payload-type:ALGORITHM_UNSUPPORTED")]
    [InlineData("no statement", "INVALID signer quarantined predicate:ENVELOPE_MALFORMED")]
    [InlineData("test result", "MISSING signer predicate:PREDICATE_NOT_BOM")]
    [InlineData("other document", "INVALID signer quarantined subject:SUBJECT_MISMATCH")]
    [InlineData("other subject", "INVALID signer quarantined subject:SUBJECT_MISMATCH")]
    [InlineData("cobalt", "UNTRUSTED_SIGNER signer quarantined signer:UNTRUSTED_SIGNER")]
    [InlineData("cobalt statement", "UNTRUSTED_SIGNER signer quarantined signer:UNTRUSTED_SIGNER")]
    [InlineData("retired", "EXPIRED signer quarantined validity:SIGNER_EXPIRED")]
    [InlineData("aurora", "VALID author=aurora signer")]
    [InlineData("aurora statement", "VALID author=aurora signer")]
    [InlineData("aurora, wrong key id", "VALID author=aurora signer")]
    public void A_publisher_with_signers_is_spoken_for_by_them_alone(string bundle, string expected) =>
        Assert.Equal(expected, Verdict("aurora", bundle));

    [Theory]
    [InlineData("", "MISSING")]
    [InlineData("unreadable", "INVALID quarantined envelope:ENVELOPE_MALFORMED")]
    [InlineData("sigstore", "NOT_CHECKED signature:TRUSTED_ROOT_MISSING B4:EVIDENCE_INSUFFICIENT")]
    [InlineData("unsigned statement", "INVALID quarantined envelope:ENVELOPE_MALFORMED")]
    [InlineData("several", "NOT_CHECKED envelope:ALGORITHM_UNSUPPORTED")]
    [InlineData("npm", "NOT_CHECKED envelope:ALGORITHM_UNSUPPORTED")]
    [InlineData("broken, registered key", "INVALID quarantined signature:SIGNATURE_INVALID")]
    [InlineData("broken, no key id", "NOT_CHECKED signature:SIGNER_UNKNOWN")]
    [InlineData("broken, a name as key id", "NOT_CHECKED signature:SIGNER_UNKNOWN")]
    [InlineData("stranger", "NOT_CHECKED signature:SIGNER_UNKNOWN")]
    [InlineData("other payload type", "NOT_CHECKED signer payload-type:ALGORITHM_UNSUPPORTED")]
    [InlineData("no statement", "INVALID signer quarantined predicate:ENVELOPE_MALFORMED")]
    [InlineData("test result", "MISSING signer predicate:PREDICATE_NOT_BOM")]
    [InlineData("other document", "INVALID signer quarantined subject:SUBJECT_MISMATCH")]
    [InlineData("cobalt", "UNTRUSTED_SIGNER signer signer:UNTRUSTED_SIGNER")]
    [InlineData("retired", "UNTRUSTED_SIGNER signer signer:UNTRUSTED_SIGNER")]
    public void In_nobodys_name_a_sound_signature_is_recorded_and_makes_no_author(string bundle, string expected)
    {
        Assert.Equal(expected, Verdict(null, bundle));
        Assert.Equal(expected, Verdict("darkbox", bundle));
    }

    [Theory]
    [InlineData("aurora|aurora statement", "VALID author=aurora signer")]
    [InlineData("test result|aurora", "VALID author=aurora signer predicate:PREDICATE_NOT_BOM")]
    [InlineData("stranger|aurora", "VALID author=aurora signer signature:SIGNER_UNKNOWN")]
    [InlineData("aurora|cobalt", "VALID author=aurora signer signer:UNTRUSTED_SIGNER")]
    [InlineData("retired|aurora", "VALID author=aurora signer validity:SIGNER_EXPIRED")]
    [InlineData(
        "sigstore|aurora", "VALID author=aurora signer signature:TRUSTED_ROOT_MISSING B4:EVIDENCE_INSUFFICIENT")]
    [InlineData("aurora|unreadable", "INVALID quarantined envelope:ENVELOPE_MALFORMED")]
    [InlineData("aurora|other document", "INVALID signer quarantined subject:SUBJECT_MISMATCH")]
    [InlineData("aurora|broken, no key id", "INVALID quarantined signature:SIGNATURE_INVALID")]
    [InlineData(
        "sigstore|cobalt",
        "UNTRUSTED_SIGNER signer quarantined signature:TRUSTED_ROOT_MISSING B4:EVIDENCE_INSUFFICIENT "
        + "signer:UNTRUSTED_SIGNER")]
    [InlineData(
        "test result|sigstore",
        "NOT_CHECKED predicate:PREDICATE_NOT_BOM signature:TRUSTED_ROOT_MISSING B4:EVIDENCE_INSUFFICIENT")]
    [InlineData("cobalt|retired", "EXPIRED signer quarantined signer:UNTRUSTED_SIGNER validity:SIGNER_EXPIRED")]
    public void One_sound_signature_is_enough_unless_some_evidence_is_false(string bundles, string expected) =>
        Assert.Equal(expected, Verdict("aurora", bundles.Split('|')));

    [Fact]
    public void Bundles_beyond_the_bound_are_not_read_and_quarantine()
    {
        string[] bundles = [.. Enumerable.Repeat("aurora", VerificationLimits.Bundles)];

        Assert.Equal("VALID author=aurora signer", Verdict("aurora", bundles));
        Assert.Equal(
            "INVALID quarantined envelope:ENVELOPE_MALFORMED", Verdict("aurora", [.. bundles, "aurora", "aurora"]));
    }

    [Theory]
    [InlineData(-1, "EXPIRED")]
    [InlineData(0, "VALID")]
    [InlineData(9, "VALID")]
    [InlineData(10, "EXPIRED")]
    public void A_key_counts_from_its_first_instant_until_before_its_last(int seconds, string expected)
    {
        DateTimeOffset from = Trusted.At;
        var policy = Trusted.Policy((KeyRing.Northwind, "northwind", from, from.AddSeconds(10)));

        VerificationReport report = Trusted.Verify(
            policy,
            Trusted.NoRoots,
            "northwind",
            [KeyRing.Northwind.SignDocument(Trusted.Document).ToBytes()],
            at: from.AddSeconds(seconds));

        Assert.Equal(expected, report.Authenticity.ToString().ToUpperInvariant());
    }

    [Fact]
    public void One_key_may_speak_for_two_organizations()
    {
        var policy = Trusted.Policy(
            (KeyRing.Northwind, "northwind", null, null), (KeyRing.Northwind, "consortium", null, null));
        byte[] bundle = KeyRing.Northwind.SignDocument(Trusted.Document).ToBytes();

        Assert.Equal("VALID author=consortium signer", Trusted.Verdict(policy, "consortium", [bundle]));
        Assert.Equal("VALID author=northwind signer", Trusted.Verdict(policy, "northwind", [bundle]));
    }

    private static string Verdict(string? publisher, params string[] bundles) => Trusted.Verdict(
        Trusted.Standard,
        publisher,
        [.. bundles.Where(name => name.Length > 0).Select(name => Bundles[name](Trusted.Document))]);

    private static byte[] Break(Envelope envelope)
    {
        byte[] signature = Convert.FromBase64String(envelope.Signature);
        signature[^1] ^= 1;
        return (envelope with { Signature = Convert.ToBase64String(signature) }).ToBytes();
    }
}
