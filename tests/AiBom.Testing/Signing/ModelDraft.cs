using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace AiBom.Testing.Signing;

/// <summary>
/// The Statement of a model's signature as its parts stand in JSON, sound until a test breaks one of them.
/// </summary>
public sealed record ModelDraft
{
    /// <summary>The entries, in the order in which they are listed.</summary>
    public required ImmutableArray<ModelEntry> Resources { get; init; }

    /// <summary>The serialization object in JSON.</summary>
    public string Serialization { get; init; } = Files();

    /// <summary>The subject's SHA-256; null for the one that fits the entries.</summary>
    public string? Root { get; init; }

    /// <summary>The predicate type.</summary>
    public string PredicateType { get; init; } = "https://model_signing/signature/v1.0";

    /// <summary>The Statement's type.</summary>
    public string Type { get; init; } = "https://in-toto.io/Statement/v1";

    /// <summary>How files are hashed as a whole.</summary>
    public static string Files(string hashType = "sha256", params string[] ignorePaths)
    {
        string paths = new JsonArray([.. ignorePaths.Select(path => JsonValue.Create(path))]).ToJsonString();
        return $$"""{"method":"files","hash_type":"{{hashType}}","allow_symlinks":false,"ignore_paths":{{paths}}}""";
    }

    /// <summary>How files are hashed in shards.</summary>
    public static string Shards(string size) =>
        $$"""{"method":"shards","hash_type":"sha256","allow_symlinks":false,"shard_size":{{size}}}""";

    /// <summary>A draft of whole files.</summary>
    public static ModelDraft Of(params (string Name, string Content)[] files) => new()
    {
        Resources = [.. files.Select(file => ModelEntry.Of(file.Name, Encoding.UTF8.GetBytes(file.Content)))],
    };

    /// <summary>A draft of files in shards.</summary>
    public static ModelDraft InShards(int size, params (string Name, string Content)[] files) => new()
    {
        Serialization = Shards($"{size}"),
        Resources =
        [
            .. from file in files
               let bytes = Encoding.UTF8.GetBytes(file.Content)
               from shard in bytes.Chunk(size).Index()
               let start = shard.Index * size
               select ModelEntry.Of($"{file.Name}:{start}:{start + shard.Item.Length}", shard.Item),
        ],
    };

    /// <summary>The same with other entries.</summary>
    public ModelDraft With(Func<ModelEntry, ModelEntry> change) =>
        this with { Resources = [.. Resources.Select(change)] };

    /// <summary>The Statement as bytes.</summary>
    public byte[] ToBytes()
    {
        var resources = new JsonArray([.. Resources.Select(entry => entry.ToJson())]);
        string json = $$$"""
            {"_type":"{{{Type}}}","subject":[{"name":"model","digest":{"sha256":"{{{Root ?? RootOf()}}}"}}],
             "predicateType":"{{{PredicateType}}}",
             "predicate":{"resources":{{{resources.ToJsonString()}}},"serialization":{{{Serialization}}}}}
            """;
        return Encoding.UTF8.GetBytes(json);
    }

    /// <summary>The Statement, signed, in an envelope.</summary>
    public Envelope SignedBy(Signer signer) => signer.Sign("application/vnd.in-toto+json", ToBytes());

    private string RootOf() => Convert.ToHexStringLower(SHA256.HashData(
        [.. Resources.SelectMany(entry => entry.Digest.All(char.IsAsciiHexDigit) && entry.Digest.Length % 2 == 0
            ? Convert.FromHexString(entry.Digest)
            : [])]));
}

/// <summary>An entry of a manifest.</summary>
/// <param name="Name">The file's name, with the shard's range where there is one.</param>
/// <param name="Digest">The digest in hexadecimal.</param>
/// <param name="Algorithm">The hash function's name.</param>
public sealed record ModelEntry(string Name, string Digest, string Algorithm = "sha256")
{
    /// <summary>An entry for bytes.</summary>
    public static ModelEntry Of(string name, byte[] bytes) =>
        new(name, Convert.ToHexStringLower(SHA256.HashData(bytes)));

    /// <summary>The entry as JSON.</summary>
    public JsonObject ToJson() => new() { ["name"] = Name, ["digest"] = Digest, ["algorithm"] = Algorithm };
}

/// <summary>The container of a model's signature as its fields stand in JSON.</summary>
/// <param name="Envelope">The signed Statement, in JSON.</param>
/// <param name="Material">The verificationMaterial, in JSON.</param>
/// <param name="MediaType">The media type.</param>
public sealed record ModelBundleText(
    string Envelope,
    string Material,
    string MediaType = "application/vnd.dev.sigstore.bundle.v0.3+json")
{
    /// <summary>A bundle that names a key.</summary>
    public static ModelBundleText Of(Envelope envelope, string hint) =>
        new(envelope.ToJson(), $$$"""{"publicKey":{"hint":"{{{hint}}}"},"tlogEntries":[]}""");

    /// <summary>A bundle with a certificate chain, the signer's first.</summary>
    public static ModelBundleText Of(Envelope envelope, params byte[][] chain)
    {
        string certificates = string.Join(
            ',', chain.Select(der => $$"""{"rawBytes":"{{Convert.ToBase64String(der)}}"}"""));
        return new(
            envelope.ToJson(),
            $$$"""{"x509CertificateChain":{"certificates":[{{{certificates}}}]},"tlogEntries":[]}""");
    }

    /// <summary>The bundle with a time stamp (RFC 3161) in its material.</summary>
    public ModelBundleText With(byte[] stamp)
    {
        string stamps = $$"""{"rfc3161Timestamps":[{"signedTimestamp":"{{Convert.ToBase64String(stamp)}}"}]}""";
        return this with { Material = $"{{\"timestampVerificationData\":{stamps},{Material[1..]}" };
    }

    /// <summary>The bundle as bytes.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(
        $$"""{"mediaType":"{{MediaType}}","verificationMaterial":{{Material}},"dsseEnvelope":{{Envelope}}}""");
}
