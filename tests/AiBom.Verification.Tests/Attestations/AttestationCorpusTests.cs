using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiBom.Domain;
using AiBom.Testing;
using AiBom.Testing.Signing;
using AiBom.Verification.Attestations;

namespace AiBom.Verification.Tests.Attestations;

/// <summary>
/// Published statements, each signed anew by a trusted key, so that what is tested is what they are read to say.
/// </summary>
public sealed class AttestationCorpusTests
{
    private static readonly string[] Folders =
    [
        "conformance/signatures/in-toto-attestation",
        "conformance/signatures/slsa-verifier",
        "conformance/signatures/sigstore-js",
        "conformance/signatures/sigstore-go",
        "conformance/signatures/sigstore-python",
        "conformance/signatures/sigstore-conformance",
        "conformance/signatures/model-transparency",
        "conformance/bom/guac",
        "conformance/bom/intoto",
    ];

    [Fact]
    public void Published_statements_are_read_by_their_type()
    {
        IReadOnlyList<(string File, byte[] Statement)> statements = Read();
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var malformed = new List<string>();
        foreach ((string file, byte[] statement) in statements)
        {
            AttestationVerification verification = Verify(statement);
            string kind = verification.Report.Facts?.Kind.ToString() ?? verification.Authenticity.ToString();
            string type = verification.Report.Facts?.PredicateType ?? "";
            string key = $"{kind} {type}";
            counts[key] = counts.GetValueOrDefault(key) + 1;
            malformed.AddRange(verification.Report.Findings
                .Where(finding => finding.Code is FindingCodes.AttestationMalformed or FindingCodes.EnvelopeMalformed)
                .Select(finding => $"{Path.GetFileName(file)}: {finding.Message}"));
        }

        foreach ((string key, int count) in counts)
        {
            Write(string.Create(CultureInfo.InvariantCulture, $"{count,4} {key}"));
        }

        malformed.ForEach(line => Write($"malformed: {line}"));
        foreach (AttestationKind kind in (AttestationKind[])
            [
                AttestationKind.Provenance,
                AttestationKind.TestResult,
                AttestationKind.VerificationSummary,
                AttestationKind.ModelSignature,
                AttestationKind.Publication,
            ])
        {
            Assert.Contains(counts.Keys, key => key.StartsWith($"{kind} ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Damaged_statements_are_data()
    {
        byte[][] seeds = [.. Read().Select(one => one.Statement).Where(one => one.Length < 16 * 1024)];
        seeds = [.. seeds.DistinctBy(seed => Digest.Of(seed))];
        var damage = new Damage(11);
        for (int round = 0; round < 3_000; round++)
        {
            AttestationVerification verification = Verify(damage.Of(seeds[round % seeds.Length]));

            Assert.True(
                verification.Authenticity is Authenticity.Valid or Authenticity.Invalid or Authenticity.NotChecked,
                verification.Authenticity.ToString());
        }
    }

    [Fact]
    public void Damaged_posts_are_data()
    {
        byte[][] seeds = [.. Posts().Select(post => post.Bytes).Where(post => post.Length < 64 * 1024)];
        var damage = new Damage(12);
        var verifier = new AttestationVerifier(Trusted.Standard, Trusted.NoRoots);
        for (int round = 0; round < 2_000; round++)
        {
            byte[] post = damage.Of(seeds[round % seeds.Length]);
            if (AttestationContainer.TrySplit(post, out ImmutableArray<ReadOnlyMemory<byte>> parts, out _))
            {
                Assert.All(parts, part => Assert.NotEqual(
                    Authenticity.Valid, verifier.Verify(part, Trusted.At).Authenticity));
            }
        }
    }

    private static AttestationVerification Verify(byte[] statement) =>
        new AttestationVerifier(Trusted.Standard, Trusted.NoRoots).Verify(
            KeyRing.Northwind.Sign("application/vnd.in-toto+json", statement).ToBytes(), Trusted.At);

    private static void Write(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);

    private static IEnumerable<(string File, byte[] Bytes)> Posts()
    {
        Assert.SkipUnless(Repository.HasShared("conformance/signatures/INDEX.tsv", out string reason), reason);
        return Folders
            .Select(Repository.Shared)
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal)
            .Where(file => new FileInfo(file).Length is > 0 and < 4 * 1024 * 1024)
            .Select(file => (file, File.ReadAllBytes(file)));
    }

    private static List<(string File, byte[] Statement)> Read()
    {
        var statements = new List<(string, byte[])>();
        foreach ((string file, byte[] bytes) in Posts())
        {
            if (AttestationContainer.TrySplit(bytes, out ImmutableArray<ReadOnlyMemory<byte>> parts, out _))
            {
                statements.AddRange(parts
                    .Select(StatementIn)
                    .OfType<byte[]>()
                    .Select(statement => (file, statement)));
            }
        }

        return statements;
    }

    /// <summary>The Statement in an envelope, a bundle or by itself; null where there is none.</summary>
    private static byte[]? StatementIn(ReadOnlyMemory<byte> part)
    {
        try
        {
            JsonNode? read = JsonNode.Parse(part.Span);
            JsonNode? envelope = read?["dsseEnvelope"] ?? read;
            byte[]? statement = envelope?["payload"] is JsonValue payload
                ? Convert.FromBase64String(payload.GetValue<string>())
                : part.ToArray();
            return statement is not null && JsonNode.Parse(statement)?["_type"] is not null ? statement : null;
        }
        catch (Exception other) when (other is JsonException or FormatException or InvalidOperationException
            or ArgumentException)
        {
            return null;
        }
    }
}
