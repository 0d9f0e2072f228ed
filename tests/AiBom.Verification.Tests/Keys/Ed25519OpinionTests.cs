using System.Collections.Immutable;
using AiBom.Testing.Signing;
using AiBom.Testing.Sigstore;
using AiBom.Verification.Jsf;
using AiBom.Verification.Keys;
using AiBom.Verification.Sigstore;
using AiBom.Verification.Sigstore.Bundles;
using AiBom.Verification.Sigstore.Logs;
using AiBom.Verification.Tests.Sigstore;

namespace AiBom.Verification.Tests.Keys;

/// <summary>
/// Node's crypto is asked for every Ed25519 signature that other tests judge: in checkpoints, envelopes and documents,
/// as they are and damaged.
/// </summary>
public sealed class Ed25519OpinionTests(ITestOutputHelper output)
{
    private static readonly Lazy<PublicKey[]> Published = new(() =>
    [
        .. Directory.GetFiles(SignatureVectors.At("openkeystore-jsf/keys"), "*publickey.pem")
            .Select(file => PublicKey.TryParse(File.ReadAllText(file), out PublicKey? key, out _) ? key : null)
            .OfType<PublicKey>()
            .Where(key => key.Algorithm is KeyAlgorithm.Ed25519),
    ]);

    [Fact]
    public void Checkpoints_of_minted_evidence() => Compare(
        "minted checkpoints",
        10,
        Case.All.Values.SelectMany(one => Checkpoints(one.Evidence.Bundle, one.Evidence.TrustedRoot)));

    [Fact]
    public void Checkpoints_of_published_bundles()
    {
        Assert.SkipUnless(CorpusRow.AreHere(out string reason), reason);
        Compare(
            "published checkpoints",
            10,
            CorpusRow.Read("sigstore-bundle").SelectMany(row => Checkpoints(row.Bundle, row.TrustedRoot)));
    }

    [Fact]
    public void Envelopes_of_minted_evidence() => Compare(
        "minted envelopes", 1, Case.All.Values.SelectMany(one => Envelopes(one.Evidence)));

    [Fact]
    public void Signatures_in_published_documents() => Compare(
        "documents",
        2,
        from vector in SignatureVectors.Rows("jsf")
        let document = File.ReadAllBytes(vector.Bundle)
        from member in (string[])["signature", "authorizationSignature"]
        let reading = JsfReader.Read(document, member) as JsfReading.Signatures
        where reading is not null
        from signature in reading.Values
        where signature.Algorithm is "Ed25519"
        from key in Keys(signature.Embedded)
        select new Question(key, signature.Content, signature.Value));

    /// <summary>Every line of every checkpoint under every Ed25519 key of the trusted root's logs.</summary>
    private static IEnumerable<Question> Checkpoints(byte[] bundle, byte[] root) =>
        from entry in BundleReader.Read(bundle, out _)?.LogEntries ?? []
        where entry.Proof?.Checkpoint is not null
        let checkpoint = Checkpoint.Read(entry.Proof!.Checkpoint!, out _)
        where checkpoint is not null
        from line in checkpoint.Signatures
        from log in new TrustedRoots([root]).Logs
        let key = log.Key.Key
        where key?.Algorithm is KeyAlgorithm.Ed25519
        select new Question(key, checkpoint.SignedText, line.Signature);

    private static IEnumerable<Question> Envelopes(Evidence minted)
    {
        using var evidence = new SigstoreEvidence(
            minted.Bundle, SigstoreArtifact.Unbound, SigstorePolicy.ForAnyIdentity(), new TrustedRoots([]));
        return evidence is { Key: { Algorithm: KeyAlgorithm.Ed25519 } key, Encoding: { } encoding }
            && evidence.Bundle.Signature is { } signature
            ? [new Question(key, encoding, signature)]
            : [];
    }

    /// <summary>The key that a document carries, or else those that the vectors' author publishes.</summary>
    private static PublicKey[] Keys(EmbeddedKey embedded) =>
        embedded is EmbeddedKey.Known known ? [known.Key] : Published.Value;

    private void Compare(string what, int least, IEnumerable<Question> questions)
    {
        Assert.SkipUnless(Libcrypto.IsLoaded, "libcrypto is not loaded on this platform.");
        ImmutableArray<Question> all = [.. questions.SelectMany(question => question.WithDamage())];
        bool[]? second = NodeVerifier.Ed25519(all.Select(one => one.InBytes()));
        Assert.SkipWhen(second is null, "Node is not installed.");

        Assert.Equal(all.Length, second.Length);
        Assert.All(all.Zip(second), one => Assert.Equal(one.Second, one.First.Holds()));
        int holding = second.Count(holds => holds);
        output.WriteLine($"ed25519 in {what}: {all.Length} asked of Node, {holding} hold, 0 disagree");
        Assert.InRange(holding, least, all.Length / 2);
    }

    private sealed record Question(PublicKey Key, SignedBytes Content, byte[] Signature)
    {
        /// <summary>It, the same with one bit of the signature changed, and the same over one byte more.</summary>
        public IEnumerable<Question> WithDamage() =>
        [
            this,
            this with { Signature = [.. Signature[..^1], (byte)(Signature[^1] ^ 1)] },
            this with { Content = new SignedBytes((byte[])[.. Content.Join()!.Value.Span, 0]) },
        ];

        public (byte[] Key, byte[] Message, byte[] Signature) InBytes() => (
            Key.ExportSubjectPublicKeyInfo()[^Ed25519Key.Length..], Content.Join()!.Value.ToArray(), Signature);

        public bool Holds() => Key.Verify(Content, Signature, SignatureForms.Sigstore) is SignatureVerdict.Holds;
    }
}
