using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Verification.ModelSigning;

/// <summary>
/// The files that a model's signer listed, as the signed Statement has them (OpenSSF Model Signing 1.0, section 5.2).
/// Made only from bytes whose signature holds.
/// </summary>
public sealed class ModelManifest
{
    private readonly Dictionary<string, int> byName;

    internal ModelManifest(
        string modelName,
        Digest? root,
        ModelSerialization serialization,
        ImmutableArray<SignedFile> files)
    {
        ModelName = modelName;
        Root = root;
        Serialization = serialization;
        Files = files;
        byName = new Dictionary<string, int>(files.Length, StringComparer.Ordinal);
        for (int i = 0; i < files.Length; i++)
        {
            byName.Add(files[i].Name, i);
        }
    }

    /// <summary>What the signer calls the model. Informational: it proves nothing (section 6.5).</summary>
    public string ModelName { get; }

    /// <summary>
    /// The model's one digest, recomputed (section 6.5.1); null in the deprecated form, which has none.
    /// </summary>
    public Digest? Root { get; }

    /// <summary>How the files were hashed.</summary>
    public ModelSerialization Serialization { get; }

    /// <summary>The files, each once.</summary>
    public ImmutableArray<SignedFile> Files { get; }

    /// <summary>
    /// The name of a file in the model. A model of one file may be listed as <c>.</c>, and is then called as a whole.
    /// </summary>
    internal string NameOf(SignedFile file) => file.Name is ResourceName.SingleFile ? ModelName : file.Name;

    /// <summary>The index in <see cref="Files"/> of a name, compared exactly; null where it is not listed.</summary>
    internal int? IndexOf(string name) => byName.TryGetValue(name, out int index) ? index : null;
}

/// <summary>How a model's files were hashed (section 5.2.2).</summary>
/// <param name="Function">SHA-256, or BLAKE2b-512.</param>
/// <param name="ShardBytes">The bytes of a shard; null where each file is hashed as a whole.</param>
/// <param name="AllowSymlinks">
/// Whether the signer followed symbolic links. Recorded only: whether this verifier does is its caller's choice.
/// </param>
/// <param name="IgnorePaths">The paths that the signer left out, exactly, with what lies below them.</param>
public sealed record ModelSerialization(
    HashFunction Function, long? ShardBytes, bool AllowSymlinks, ImmutableArray<string> IgnorePaths)
{
    /// <summary>The bytes of one digest.</summary>
    internal int DigestBytes => DeclaredDigest.HexLengthOf(Function) / 2;
}

/// <summary>A file of a manifest.</summary>
/// <param name="Name">Its path from the model's root, with <c>/</c>.</param>
/// <param name="Length">Its bytes, where shards tell them; null where it was hashed as a whole.</param>
/// <param name="Resource">The index of its first entry in <c>predicate.resources</c>.</param>
/// <param name="Digests">Its digest, or those of its shards in order, one after another.</param>
public sealed record SignedFile(string Name, long? Length, int Resource, ReadOnlyMemory<byte> Digests)
{
    /// <summary>
    /// The digest of the whole file, in hexadecimal, as one shard has it too; null where several shards were hashed.
    /// </summary>
    internal string? WholeHex(ModelSerialization serialization) =>
        Digests.Length == serialization.DigestBytes ? Convert.ToHexStringLower(Digests.Span) : null;
}
