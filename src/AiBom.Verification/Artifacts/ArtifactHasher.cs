using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using AiBom.Domain;

namespace AiBom.Verification.Artifacts;

/// <summary>
/// Hashes an artifact's bytes by several functions in one pass, as they come in. The bytes are never interpreted.
/// </summary>
public sealed class ArtifactHasher : IDisposable
{
    private const int BufferBytes = 128 * 1024;

    private readonly Dictionary<HashFunction, IncrementalHash> hashes;
    private long length;

    /// <summary>
    /// Starts with these functions and SHA-256. A function that the platform lacks is left out: what it declares is
    /// then no evidence.
    /// </summary>
    public ArtifactHasher(IEnumerable<HashFunction> functions) => hashes = functions
        .Append(HashFunction.Sha256)
        .Distinct()
        .Where(IsSupported)
        .ToDictionary(function => function, function => IncrementalHash.CreateHash(NameOf(function)!.Value));

    /// <summary>
    /// Whether this platform computes a function; it has no BLAKE and no Streebog, and SHA-3 not everywhere.
    /// </summary>
    public static bool IsSupported(HashFunction function) => function switch
    {
        HashFunction.Sha3256 => SHA3_256.IsSupported,
        HashFunction.Sha3384 => SHA3_384.IsSupported,
        HashFunction.Sha3512 => SHA3_512.IsSupported,
        _ => NameOf(function) is not null,
    };

    /// <summary>Hashes a stream to its end.</summary>
    /// <param name="content">The bytes; left open.</param>
    /// <param name="functions">The functions that documents declare for it.</param>
    /// <param name="most">The most bytes to take, such as <see cref="VerificationLimits.ArtifactBytes"/>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The hashes, or null where the stream has more than <paramref name="most"/> bytes.</returns>
    public static async Task<ArtifactHashes?> HashAsync(
        Stream content, IEnumerable<HashFunction> functions, long most, CancellationToken cancellationToken)
    {
        using var hasher = new ArtifactHasher(functions);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            int read;
            while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
            {
                if (read > most - hasher.length)
                {
                    return null;
                }

                hasher.Append(buffer.AsSpan(0, read));
            }

            return hasher.Finish();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Takes the next bytes; for callers that also write them elsewhere.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        foreach (IncrementalHash hash in hashes.Values)
        {
            hash.AppendData(bytes);
        }

        length += bytes.Length;
    }

    /// <summary>Gives the hashes of all that was taken. The hasher is then at its start again.</summary>
    public ArtifactHashes Finish()
    {
        var digests = hashes.ToImmutableDictionary(
            pair => pair.Key,
            pair => new DeclaredDigest(pair.Key, Convert.ToHexStringLower(pair.Value.GetHashAndReset())));
        long taken = length;
        length = 0;
        return new ArtifactHashes(
            taken, Digest.FromHash(Convert.FromHexString(digests[HashFunction.Sha256].Hex)), digests);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IncrementalHash hash in hashes.Values)
        {
            hash.Dispose();
        }
    }

    private static HashAlgorithmName? NameOf(HashFunction function) => function switch
    {
        HashFunction.Md5 => HashAlgorithmName.MD5,
        HashFunction.Sha1 => HashAlgorithmName.SHA1,
        HashFunction.Sha256 => HashAlgorithmName.SHA256,
        HashFunction.Sha384 => HashAlgorithmName.SHA384,
        HashFunction.Sha512 => HashAlgorithmName.SHA512,
        HashFunction.Sha3256 => HashAlgorithmName.SHA3_256,
        HashFunction.Sha3384 => HashAlgorithmName.SHA3_384,
        HashFunction.Sha3512 => HashAlgorithmName.SHA3_512,
        _ => null,
    };
}
