using System.Security.Cryptography;
using AiBom.Domain;
using AiBom.Verification.Keys;

namespace AiBom.Verification.ModelSigning;

/// <summary>A hash that takes its input in blocks, and starts anew after each result. For one thread.</summary>
internal sealed class BlockHash : IDisposable
{
    private readonly IncrementalHash? platform;
    private readonly Libcrypto.DigestContext? blake;

    /// <summary>Starts a hash of a supported function.</summary>
    public BlockHash(HashFunction function)
    {
        switch (function)
        {
            case HashFunction.Sha256:
                platform = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                break;
            case HashFunction.Blake2b512:
                blake = Libcrypto.StartBlake2b512();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(function), function, "It cannot be computed here.");
        }
    }

    /// <summary>Whether a function of Model Signing can be computed here.</summary>
    public static bool IsSupported(HashFunction function) =>
        function is HashFunction.Sha256 || (function is HashFunction.Blake2b512 && Libcrypto.IsLoaded);

    /// <summary>Takes the next bytes.</summary>
    public void Append(ReadOnlySpan<byte> block)
    {
        if (blake is null)
        {
            platform!.AppendData(block);
        }
        else
        {
            Libcrypto.Append(blake, block);
        }
    }

    /// <summary>Writes the hash of all that was taken.</summary>
    public void Finish(Span<byte> digest)
    {
        if (blake is null)
        {
            platform!.GetHashAndReset(digest);
        }
        else
        {
            Libcrypto.Finish(blake, digest);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        platform?.Dispose();
        blake?.Dispose();
    }
}
