using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace AiBom.Testing.Sigstore;

/// <summary>
/// How evidence is made. The recipes that stand here are sound; a broken case is one of them <c>with</c> one thing
/// changed before anyone signs, so that every signer is honest about what it was shown.
/// </summary>
public sealed record Recipe
{
    /// <summary>A message, a certificate, an entry in a log of the first version; media type 0.3.</summary>
    public static Recipe Message { get; } = new();

    /// <summary>The same over a log of the second version, with a timestamp.</summary>
    public static Recipe Message2 { get; } = new() { Entries = [EntryRecipe.Second], Timestamps = [new()] };

    /// <summary>An envelope, a certificate, an entry of the kind <c>dsse</c> in a log of the first version.</summary>
    public static Recipe Statement { get; } =
        new() { IsEnvelope = true, Entries = [new() { Kind = EntryKind.Dsse1 }] };

    /// <summary>The same over a log of the second version, which keeps the hash of what was signed.</summary>
    public static Recipe Statement2 { get; } = Message2 with { IsEnvelope = true };

    /// <summary>A message that a key signed which is known by other means.</summary>
    public static Recipe Managed { get; } = new() { Leaf = null };

    /// <summary>The bundle's media type.</summary>
    public string MediaType { get; init; } = MediaTypes.V3;

    /// <summary>Whether the certificate stands alone in a chain, as it did before media type 0.3.</summary>
    public bool HasChain { get; init; }

    /// <summary>What further certificates the chain has.</summary>
    public IReadOnlyList<byte[]> FurtherCertificates { get; init; } = [];

    /// <summary>What the bundle is about, and what the verifier is shown.</summary>
    public byte[] Artifact { get; init; } = "a model's weights\n"u8.ToArray();

    /// <summary>Makes the signer's key.</summary>
    public Func<Key> Key { get; init; } = Sigstore.Key.P256;

    /// <summary>The hash that the signer uses; null for the one that belongs to the key.</summary>
    public HashAlgorithmName? Hash { get; init; }

    /// <summary>The form of ECDSA's signatures.</summary>
    public DSASignatureFormat Form { get; init; } = DSASignatureFormat.Rfc3279DerSequence;

    /// <summary>What the signer signs, from what it should: the artifact, or an envelope's encoding.</summary>
    public Func<byte[], Recipe, byte[]> Signs { get; init; } = (sound, _) => sound;

    /// <summary>Whether a DSSE envelope is signed, or the artifact itself.</summary>
    public bool IsEnvelope { get; init; }

    /// <summary>The envelope's payload type.</summary>
    public string PayloadType { get; init; } = "application/vnd.in-toto+json";

    /// <summary>The envelope's payload; null for a Statement about the artifact.</summary>
    public string? Payload { get; init; }

    /// <summary>The certificate; null where a managed key signs.</summary>
    public LeafRecipe? Leaf { get; init; } = new();

    /// <summary>The entries in logs.</summary>
    public ImmutableArray<EntryRecipe> Entries { get; init; } = [new()];

    /// <summary>The timestamps of authorities.</summary>
    public ImmutableArray<TimestampRecipe> Timestamps { get; init; } = [];

    /// <summary>What becomes of the bundle on its way.</summary>
    public Change Written { get; init; } = Changes.None;

    /// <summary>The same for the bundle's text, where no JSON tree could hold it.</summary>
    public Func<string, string> Text { get; init; } = text => text;

    /// <summary>Whom the verifier trusts.</summary>
    public RootRecipe Root { get; init; } = new();

    /// <summary>What the verifier asks for.</summary>
    public Demand Demand { get; init; } = new();

    /// <summary>A Statement about an artifact.</summary>
    public static string StatementAbout(
        byte[] artifact,
        string type = "https://in-toto.io/Statement/v1",
        string algorithm = "sha256",
        string? digest = null) =>
        $$$"""
        {"_type":"{{{type}}}",
        "subject":[{"name":"weights","digest":{"{{{algorithm}}}":"{{{digest ?? Hex(artifact)}}}"}}],
        "predicateType":"https://cyclonedx.org/bom","predicate":{"bomFormat":"CycloneDX","specVersion":"1.7"}}
        """;

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The envelope's payload as bytes.</summary>
    public byte[] PayloadBytes() => Encoding.UTF8.GetBytes(Payload ?? StatementAbout(Artifact));

    /// <summary>The artifact, or DSSE's pre-authentication encoding of the payload.</summary>
    public byte[] ToBeSigned()
    {
        if (!IsEnvelope)
        {
            return Artifact;
        }

        byte[] payload = PayloadBytes();
        int typeLength = Encoding.UTF8.GetByteCount(PayloadType);
        return [.. Encoding.UTF8.GetBytes($"DSSEv1 {typeLength} {PayloadType} {payload.Length} "), .. payload];
    }
}

/// <summary>The media types of bundles.</summary>
public static class MediaTypes
{
    /// <summary>Version 0.1.</summary>
    public const string V1 = "application/vnd.dev.sigstore.bundle+json;version=0.1";

    /// <summary>Version 0.2.</summary>
    public const string V2 = "application/vnd.dev.sigstore.bundle+json;version=0.2";

    /// <summary>Version 0.3 in the manner of the versions before it.</summary>
    public const string V3AsBefore = "application/vnd.dev.sigstore.bundle+json;version=0.3";

    /// <summary>Version 0.3.</summary>
    public const string V3 = "application/vnd.dev.sigstore.bundle.v0.3+json";
}
