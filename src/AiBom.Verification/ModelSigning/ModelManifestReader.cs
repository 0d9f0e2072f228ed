using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using AiBom.Domain;
using AiBom.Verification.Dsse;

namespace AiBom.Verification.ModelSigning;

/// <summary>
/// Reads the manifest from a Statement of the current form (OpenSSF Model Signing 1.0, sections 5.2, 6.5 and 8.3).
/// What the manifest's schema does not name is refused there where the schema refuses it: a parameter that is not
/// understood may change what was signed.
/// </summary>
internal sealed class ModelManifestReader
{
    private readonly List<Resource> resources = [];
    private readonly List<string> ignorePaths = [];
    private readonly ArrayBufferWriter<byte> digests = new();
    private string? method;
    private string? hashType;
    private double? shardSize;
    private bool? allowSymlinks;
    private bool hasSerialization;

    /// <summary>Reads the manifest, or says why there is none.</summary>
    public static ManifestReading Read(ModelStatement statement)
    {
        // Section 6.5: the one subject is the model as a whole.
        if (statement.Subjects is not [{ Name: { Length: > 0 } name, Sha256: { } root }])
        {
            return new ManifestReading.Invalid("The Statement has not exactly one subject with name and sha256.");
        }

        var reader = new ModelManifestReader();
        string? problem = StrictJson.Read(statement.Predicate.Span, reader.ReadPredicateMember);
        return problem is null ? reader.Conclude(name, root) : new ManifestReading.Invalid(problem);
    }

    private ManifestReading Conclude(string name, Digest root)
    {
        if (!hasSerialization || allowSymlinks is null)
        {
            return new ManifestReading.Invalid("serialization or its allow_symlinks is missing.");
        }

        HashFunction? function = hashType switch
        {
            "sha256" => HashFunction.Sha256,
            "blake2b" when BlockHash.IsSupported(HashFunction.Blake2b512) => HashFunction.Blake2b512,
            _ => null,
        };
        if (function is null)
        {
            return hashType is "blake2b" or "blake3"
                ? new ManifestReading.Unsupported(hashType)
                : new ManifestReading.Invalid("hash_type is none of sha256, blake2b, blake3.");
        }

        if (!TryShardBytes(out long? shardBytes))
        {
            return new ManifestReading.Invalid(
                "method is neither 'files' without shard_size nor 'shards' with a positive whole one.");
        }

        // Section 6.1: a model has at least one file, so a manifest of nothing is no manifest.
        if (resources.Count == 0)
        {
            return new ManifestReading.Invalid("resources is missing or empty.");
        }

        if (ignorePaths.Find(path => !ResourceName.IsCanonical(path)) is { } outside)
        {
            return new ManifestReading.Invalid($"ignore_paths has '{outside}', which is no path below the root.");
        }

        var serialization = new ModelSerialization(
            function.Value, shardBytes, allowSymlinks.Value, [.. ignorePaths]);
        return Assemble(name, root, serialization);
    }

    private bool TryShardBytes(out long? bytes)
    {
        // Signers in Python write 1000000000.0; whole numbers up to 2^53 are exact as a double.
        bool isWhole = shardSize is >= 1 and <= (1L << 53) && double.IsInteger(shardSize.Value);
        bytes = isWhole ? (long)shardSize!.Value : null;
        return method switch
        {
            "files" => shardSize is null,
            "shards" => isWhole,
            _ => false,
        };
    }

    private ManifestReading Assemble(string name, Digest root, ModelSerialization serialization)
    {
        if (CheckResources(serialization) is { } problem)
        {
            return new ManifestReading.Invalid(problem);
        }

        // Section 6.5.1: over the raw digests as they are listed. Signers do not agree on an order, so none is asked
        // for, and none is made.
        Digest computed = Digest.FromHash(SHA256.HashData(digests.WrittenSpan));
        if (computed != root)
        {
            return new ManifestReading.Invalid(
                $"The root digest of the resources is {computed}, not the subject's {root}.");
        }

        problem = serialization.ShardBytes is { } shardBytes
            ? SignedFiles.OfShards(resources, digests.WrittenMemory, serialization, shardBytes, out var files)
            : SignedFiles.OfWholes(resources, digests.WrittenMemory, serialization, out files);
        return problem is null
            ? new ManifestReading.Manifest(new ModelManifest(name, computed, serialization, files))
            : new ManifestReading.Invalid(problem);
    }

    /// <summary>Each digest is of the one function, in lowercase, and of its length.</summary>
    private string? CheckResources(ModelSerialization serialization)
    {
        string sharded = string.Create(
            CultureInfo.InvariantCulture, $"{hashType}-sharded-{serialization.ShardBytes}");
        int digest = serialization.DigestBytes;
        foreach (Resource resource in resources)
        {
            bool isNamed = string.Equals(resource.Algorithm, hashType, StringComparison.Ordinal)
                || (serialization.ShardBytes is not null
                    && string.Equals(resource.Algorithm, sharded, StringComparison.Ordinal));
            if (!isNamed || resource.DigestBytes != digest)
            {
                return $"The resource '{resource.Name}' has another algorithm, or a digest of another length, than "
                    + "the serialization says.";
            }
        }

        return null;
    }

    private void ReadPredicateMember(ref Utf8JsonReader reader, string name)
    {
        switch (name)
        {
            case "resources":
                StrictJson.ReadArray(ref reader, VerificationLimits.ModelResources, ReadResource);
                break;
            case "serialization":
                hasSerialization = true;
                StrictJson.ReadObject(ref reader, ReadSerializationMember);
                break;
            default:
                throw new JsonException($"The predicate has a member '{name}', which is not known.");
        }
    }

    private void ReadSerializationMember(ref Utf8JsonReader reader, string name)
    {
        switch (name)
        {
            case "method":
                method = StrictJson.Text(ref reader);
                break;
            case "hash_type":
                hashType = StrictJson.Text(ref reader);
                break;
            case "shard_size" when reader.TokenType is JsonTokenType.Number:
                shardSize = reader.GetDouble();
                break;
            case "shard_size" when reader.TokenType is JsonTokenType.Null:
                break;
            case "allow_symlinks" when reader.TokenType is JsonTokenType.True or JsonTokenType.False:
                allowSymlinks = reader.GetBoolean();
                break;
            case "ignore_paths":
                StrictJson.ReadArray(
                    ref reader,
                    VerificationLimits.ModelIgnorePaths,
                    (ref path) => ignorePaths.Add(StrictJson.Text(ref path)));
                break;
            default:
                throw new JsonException(
                    $"The serialization has a member '{name}' that is not known or of another type.");
        }
    }

    private void ReadResource(ref Utf8JsonReader reader)
    {
        (string? name, string? algorithm, string? hex) = (null, null, null);
        StrictJson.ReadObject(ref reader, (ref member, property) =>
        {
            switch (property)
            {
                case "name":
                    name = StrictJson.Text(ref member);
                    break;
                case "algorithm":
                    algorithm = StrictJson.Text(ref member);
                    break;
                case "digest":
                    hex = StrictJson.Text(ref member);
                    break;
                default:
                    member.Skip();
                    break;
            }
        });
        if (name is null || algorithm is null || hex is null || !TryAppend(hex))
        {
            throw new JsonException("A resource lacks its name, algorithm, or digest in lowercase hexadecimal.");
        }

        resources.Add(new Resource(name, algorithm, hex.Length / 2));
    }

    private bool TryAppend(string hex)
    {
        if (hex.Length is 0 or > 128 || hex.Any(char.IsAsciiLetterUpper))
        {
            return false;
        }

        Span<byte> free = digests.GetSpan(hex.Length / 2);
        if (Convert.FromHexString(hex, free, out _, out int written) is not OperationStatus.Done)
        {
            return false;
        }

        digests.Advance(written);
        return true;
    }

    /// <summary>An entry as it is listed; its digest stands in the buffer of all.</summary>
    internal readonly record struct Resource(string Name, string Algorithm, int DigestBytes);
}

/// <summary>What came of reading a manifest.</summary>
internal abstract record ManifestReading
{
    private ManifestReading()
    {
    }

    /// <summary>It is sound.</summary>
    public sealed record Manifest(ModelManifest Value) : ManifestReading;

    /// <summary>Its files are hashed by a function that is not computed here.</summary>
    public sealed record Unsupported(string Found) : ManifestReading;

    /// <summary>It breaks the rules, or contradicts itself.</summary>
    public sealed record Invalid(string Problem) : ManifestReading;
}
