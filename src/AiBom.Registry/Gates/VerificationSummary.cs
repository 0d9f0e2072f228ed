using System.Collections.Immutable;
using System.Text;
using AiBom.Domain;
using AiBom.Registry.Catalog;
using AiBom.Verification.Dsse;

namespace AiBom.Registry.Gates;

/// <summary>
/// What a gate found, signed by the service: a SLSA Verification Summary Attestation (SLSA 1.1, predicate v1) in a DSSE
/// envelope. It says that this service evaluated this policy over what it had recorded, and what came of it; nothing of
/// how the model was built, so it claims no SLSA level.
/// </summary>
/// <param name="Gate">The gate.</param>
/// <param name="Envelope">The DSSE envelope as JSON.</param>
/// <param name="KeyId">The key that signed.</param>
public sealed record VerificationSummary(Gate Gate, string Envelope, Digest KeyId)
{
    /// <summary>What kind of statement it is.</summary>
    public const string PredicateType = "https://slsa.dev/verification_summary/v1";

    private const string StatementType = "https://in-toto.io/Statement/v1";

    /// <summary>Signs the summary of a gate.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="model">What it is the gate of.</param>
    /// <param name="identity">Who signs.</param>
    /// <returns>Null where no strong digest identifies the model: a Statement is about digests.</returns>
    public static VerificationSummary? Sign(Gate gate, Entity model, RegistryIdentity identity)
    {
        string name = FindingLimits.Cut(model.QualifiedName)!;

        // A digest each: the digests of one set would have to be of the same bytes, and a root digest is of no bytes.
        object[] subjects =
        [
            .. model.Digests
                .Select(key => DeclaredDigest.TryParse(key, out DeclaredDigest? digest) ? digest : null)
                .OfType<DeclaredDigest>()
                .Select(DigestSetOf)
                .Where(digests => digests.Count > 0)
                .Select(digest => new { name, digest }),
        ];
        if (subjects.Length == 0)
        {
            return null;
        }

        byte[] statement = CanonicalJson.Serialize(new
        {
            _type = StatementType,
            subject = subjects,
            predicateType = PredicateType,
            predicate = PredicateOf(gate, model, identity),
        });
        return new VerificationSummary(
            gate,
            Encoding.UTF8.GetString(DsseSigner.SignStatement(statement, identity.Key)),
            identity.Key.PublicKey.Id);
    }

    private static object PredicateOf(Gate gate, Entity model, RegistryIdentity identity) => new
    {
        verifier = new
        {
            id = identity.Address,
            version = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["aibom-server"] = RegistryIdentity.Version,
            },
        },
        timeVerified = gate.EvaluatedAt,
        resourceUri = model.PackageUrl ?? model.Digests.First(),
        policy = new { uri = identity.UriOf(gate.Policy), digest = new { sha256 = gate.Policy.Digest.Hex } },
        inputAttestations = InputsOf(gate, identity),
        verificationResult = gate.Result,

        // SLSA 1.1 demands the field; no level of any track was verified here.
        verifiedLevels = gate.Result is GateResult.Passed ? (string[])[] : ["FAILED"],
        slsaVersion = "1.1",
    };

    /// <summary>
    /// All that the gate rested on, or none of it may be listed: documents, and what came as evidence.
    /// </summary>
    private static ImmutableArray<object> InputsOf(Gate gate, RegistryIdentity identity) =>
    [
        .. gate.Inputs.SelectMany(input => input.Bundles
            .Select(bundle => (object)new { digest = new { sha256 = bundle.Hex } })
            .Prepend(new
            {
                uri = identity.UriOf(input.Document),
                digest = new { sha256 = input.Document.Hex },
                mediaType = input.MediaType,
            })),
    ];

    /// <summary>Under the names of in-toto's DigestSet; a function that it has no name for is left out.</summary>
    private static Dictionary<string, string> DigestSetOf(DeclaredDigest digest)
    {
        string? algorithm = digest.Function switch
        {
            HashFunction.Sha256 => "sha256",
            HashFunction.Sha384 => "sha384",
            HashFunction.Sha512 => "sha512",
            HashFunction.Sha3256 => "sha3_256",
            HashFunction.Sha3384 => "sha3_384",
            HashFunction.Sha3512 => "sha3_512",
            HashFunction.Blake2b512 => "blake2b",
            _ => null,
        };
        return algorithm is null
            ? []
            : new Dictionary<string, string>(StringComparer.Ordinal) { [algorithm] = digest.Hex };
    }
}
