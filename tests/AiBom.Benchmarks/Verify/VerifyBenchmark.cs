using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AiBom.Domain;
using AiBom.Testing.Signing;
using AiBom.Testing.Sigstore;
using AiBom.Verification;
using AiBom.Verification.Sigstore;
using AiBom.Verification.Trust;
using PublicKey = AiBom.Verification.Keys.PublicKey;

namespace AiBom.Benchmarks;

/// <summary>
/// Signatures under a known key, on one core: a submission's envelope as ingestion has it verified, and a Sigstore
/// bundle, each against bare ECDSA over the same signed bytes with the key imported.
/// </summary>
internal static class VerifyBenchmark
{
    private const int DocumentBytes = 10_000;

    public static void Run(ReadOnlySpan<string> arguments)
    {
        int count = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 4_000;
        int rounds = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 11;
        Print($"{count} verifications a round, median of {rounds} interleaved rounds; one core, a second");
        Print($"                         bare     ours   ours : bare   bytes, bare      ours");
        Compare("envelope", Envelope(), count, rounds);
        Compare("Sigstore bundle", Bundle(), count, rounds);
    }

    /// <summary>One DSSE envelope over a document, through the verifier that ingestion calls.</summary>
    private static Pair Envelope()
    {
        Signer signer = Signer.Ecdsa();
        byte[] document = Encoding.UTF8.GetBytes(
            $$"""{"bomFormat":"CycloneDX","specVersion":"1.7","version":1,"components":[{{Components()}}]}""");
        Envelope envelope = signer.SignDocument(document);
        ReadOnlyMemory<byte>[] bundles = [envelope.ToBytes()];
        var digest = Digest.Of(document);
        var trust = new TrustPolicy([TrustedSigner.Of("publisher", KeyOf(signer.Pem))]);
        var verifier = new DocumentVerifier(trust, new TrustedRoots([]));
        return new Pair(
            signer.Pem,
            Encode(envelope.PayloadType, document),
            Convert.FromBase64String(envelope.Signature),
            () => verifier.Verify(document, digest, bundles, "publisher", DateTimeOffset.UnixEpoch)
                .Authenticity is Authenticity.Valid);
    }

    /// <summary>A bundle under a key, with no log and no time demanded.</summary>
    private static Pair Bundle()
    {
        Recipe recipe = Recipe.Managed with
        {
            IsEnvelope = true,
            Entries = [],
            Payload = Recipe.StatementAbout(Recipe.Managed.Artifact)
                .Replace("\"bomFormat\"", $"\"components\":[{Components()}],\"bomFormat\"", StringComparison.Ordinal),
        };
        Evidence evidence = VirtualSigstore.Mint(recipe);
        using var json = System.Text.Json.JsonDocument.Parse(evidence.Bundle);
        byte[] signature = json.RootElement.GetProperty("dsseEnvelope").GetProperty("signatures")[0]
            .GetProperty("sig").GetBytesFromBase64();
        var verifier = new SigstoreVerifier(new TrustedRoots([]));
        SigstorePolicy policy = SigstorePolicy.ForKey(KeyOf(evidence.KeyPem!)) with { LogEntries = 0, Times = 0 };
        var artifact = SigstoreArtifact.Of(evidence.Artifact);
        return new Pair(
            evidence.KeyPem!,
            recipe.ToBeSigned(),
            signature,
            () => verifier.Verify(evidence.Bundle, artifact, policy).Verdict is SigstoreVerdict.Valid);
    }

    private static void Compare(string name, Pair pair, int count, int rounds)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(pair.Pem);
        bool Bare() => key.VerifyData(
            pair.Signed, pair.Signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

        List<double> bare = [];
        List<double> ours = [];
        (long bareBytes, long ourBytes) = (0, 0);

        // The first round warms up and is not counted.
        for (int round = 0; round <= rounds; round++)
        {
            (double bareRate, bareBytes) = Measure(Bare, count);
            (double ourRate, ourBytes) = Measure(pair.Ours, count);
            if (round > 0)
            {
                bare.Add(bareRate);
                ours.Add(ourRate);
            }
        }

        (double b, double o) = (Rounds.Median(bare), Rounds.Median(ours));
        Print($"{name,-20}{b,9:F0}{o,9:F0}{o / b,13:F2}x{bareBytes,14}{ourBytes,10}");
    }

    /// <summary>How many a second of this process' time, and the bytes that each allocates.</summary>
    private static (double Rate, long Bytes) Measure(Func<bool> verify, int count)
    {
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        for (int number = 0; number < count; number++)
        {
            if (!verify())
            {
                throw new InvalidOperationException("A sound signature was refused.");
            }
        }

        TimeSpan spent = Environment.CpuUsage.TotalTime - processor;
        return (count / spent.TotalSeconds, (GC.GetAllocatedBytesForCurrentThread() - bytes) / count);
    }

    /// <summary>Components of the size of a document.</summary>
    private static string Components()
    {
        const string First = """{"type":"file","name":"model-00000.safetensors","version":"1.0"}""";
        return string.Join(',', Enumerable.Range(0, DocumentBytes / First.Length).Select(number => First.Replace(
            "00000", number.ToString("D5", CultureInfo.InvariantCulture), StringComparison.Ordinal)));
    }

    /// <summary>The pre-authentication encoding, which is what is signed.</summary>
    private static byte[] Encode(string payloadType, byte[] payload) =>
        [.. Encoding.UTF8.GetBytes($"DSSEv1 {payloadType.Length} {payloadType} {payload.Length} "), .. payload];

    private static PublicKey KeyOf(string pem) => PublicKey.TryParse(pem, out PublicKey? key, out _)
        ? key
        : throw new InvalidOperationException("The benchmark's own key was refused.");

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>What both verify.</summary>
    private sealed record Pair(string Pem, byte[] Signed, byte[] Signature, Func<bool> Ours);
}
