using System.Security.Cryptography;
using AiBom.Domain;
using AiBom.Verification.Keys;

namespace AiBom.Verification.ModelSigning;

/// <summary>A hash that takes its input in blocks, and starts anew after each result.</summary>
internal abstract class BlockHash : IDisposable
{
    /// <summary>Whether a function of Model Signing can be computed here.</summary>
    public static bool IsSupported(HashFunction function) =>
        function is HashFunction.Sha256 || (function is HashFunction.Blake2b512 && Libcrypto.IsLoaded);

    /// <summary>Starts a hash of a supported function.</summary>
    public static BlockHash Create(HashFunction function) => function switch
    {
        HashFunction.Sha256 => new Sha256(),
        HashFunction.Blake2b512 => new Blake2b512(),
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, "It cannot be computed here."),
    };

    /// <summary>Takes the next bytes.</summary>
    public abstract void Append(ReadOnlySpan<byte> block);

    /// <summary>Writes the hash of all that was taken.</summary>
    public abstract void Finish(Span<byte> digest);

    public abstract void Dispose();

    private sealed class Sha256 : BlockHash
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public override void Append(ReadOnlySpan<byte> block) => hash.AppendData(block);

        public override void Finish(Span<byte> digest) => hash.GetHashAndReset(digest);

        public override void Dispose() => hash.Dispose();
    }

    private sealed class Blake2b512 : BlockHash
    {
        private readonly Libcrypto.DigestContext context = Libcrypto.StartBlake2b512();

        public override void Append(ReadOnlySpan<byte> block) => Libcrypto.Append(context, block);

        public override void Finish(Span<byte> digest) => Libcrypto.Finish(context, digest);

        public override void Dispose() => context.Dispose();
    }
}
