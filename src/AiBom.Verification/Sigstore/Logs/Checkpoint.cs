using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AiBom.Verification.Dsse;
using AiBom.Verification.Keys;
using AiBom.Verification.Sigstore.Roots;

namespace AiBom.Verification.Sigstore.Logs;

/// <summary>
/// A log's signed word for the root of its tree (C2SP tlog-checkpoint in a signed-note, as Rekor writes it).
/// </summary>
/// <param name="Origin">The name of the log.</param>
/// <param name="TreeSize">The number of leaves.</param>
/// <param name="RootHash">The root, of 32 bytes.</param>
/// <param name="SignedText">What is signed: up to and including the newline before the blank line.</param>
/// <param name="Signatures">Those of the log and of its witnesses, in any order.</param>
internal sealed record Checkpoint(
    string Origin,
    long TreeSize,
    byte[] RootHash,
    SignedBytes SignedText,
    ImmutableArray<CheckpointSignature> Signatures)
{
    private const string SignatureStart = "\u2014 ";

    /// <summary>Reads a checkpoint.</summary>
    /// <param name="note">The text.</param>
    /// <param name="problem">What is wrong where the result is null.</param>
    public static Checkpoint? Read(string note, out string? problem)
    {
        int blank = note.IndexOf("\n\n", StringComparison.Ordinal);
        if (blank < 0 || blank + 2 == note.Length || !note.EndsWith('\n'))
        {
            problem = "The checkpoint has no blank line, no signatures after it, or no newline after those.";
            return null;
        }

        string text = note[..(blank + 1)];
        string[] lines = text.Split('\n');
        ImmutableArray<CheckpointSignature>? signatures = ReadSignatures(note[(blank + 2)..^1]);
        problem = (lines, signatures) switch
        {
            ({ Length: < 4 }, _) => "The checkpoint has not three lines before its signatures.",
            (_, null) => "A signature line of the checkpoint is not '\u2014 name base64'.",
            _ => null,
        };
        if (problem is not null)
        {
            return null;
        }

        byte[]? root = ReadRoot(lines[2]);
        problem = (lines[0], ReadSize(lines[1]), root) switch
        {
            ("", _, _) => "The checkpoint has no origin.",
            (_, null, _) => "The checkpoint's second line is no decimal tree size.",
            (_, _, null) => "The checkpoint's third line is no root hash of 32 bytes in base64.",
            _ => null,
        };
        return problem is null
            ? new Checkpoint(
                lines[0],
                ReadSize(lines[1])!.Value,
                root!,
                new SignedBytes(Encoding.UTF8.GetBytes(text)),
                signatures!.Value)
            : null;
    }

    /// <summary>The signatures that hold under a log's key, whatever name and hint they bear.</summary>
    public IEnumerable<CheckpointSignature> SignedBy(PublicKey key) => Signatures
        .Where(line => key.Verify(SignedText, line.Signature, SignatureForms.Sigstore) is SignatureVerdict.Holds);

    private static long? ReadSize(string line) =>
        long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out long size)
            && (line[0] != '0' || line.Length == 1)
            ? size
            : null;

    private static byte[]? ReadRoot(string line) =>
        StrictBase64.TryDecode(Encoding.UTF8.GetBytes(line), out byte[]? root) && root.Length == MerkleTree.HashLength
            ? root
            : null;

    private static ImmutableArray<CheckpointSignature>? ReadSignatures(string text)
    {
        string[] lines = text.Split('\n');
        if (lines.Length > VerificationLimits.CheckpointSignatures)
        {
            return null;
        }

        var signatures = ImmutableArray.CreateBuilder<CheckpointSignature>(lines.Length);
        foreach (string line in lines)
        {
            string[] words = line.Split(' ');
            if (!line.StartsWith(SignatureStart, StringComparison.Ordinal)
                || words is not [_, { Length: > 0 } name, var encoded]
                || !StrictBase64.TryDecode(Encoding.UTF8.GetBytes(encoded), out byte[]? bytes)
                || bytes.Length <= CheckpointSignature.HintLength)
            {
                return null;
            }

            signatures.Add(new CheckpointSignature(
                name, bytes[..CheckpointSignature.HintLength], bytes[CheckpointSignature.HintLength..]));
        }

        return signatures.ToImmutable();
    }
}

/// <summary>A signature line of a checkpoint.</summary>
/// <param name="Name">The name that the signer goes by.</param>
/// <param name="Hint">The first four bytes of its key's hash.</param>
/// <param name="Signature">The signature.</param>
internal sealed record CheckpointSignature(string Name, byte[] Hint, byte[] Signature)
{
    public const int HintLength = 4;

    private const byte Ed25519Type = 1;

    /// <summary>
    /// Whether the hint is that of a key: of ECDSA and RSA, SHA-256 of the SubjectPublicKeyInfo, as Rekor has it; of
    /// Ed25519, SHA-256 of name, newline, 1 and key, as signed-note has it.
    /// </summary>
    public bool HintsAt(LogKey key)
    {
        byte[] info = key.SubjectPublicKeyInfo;
        byte[] hashed = key.Key?.Algorithm is KeyAlgorithm.Ed25519
            ? [.. Encoding.UTF8.GetBytes(Name), (byte)'\n', Ed25519Type, .. info[^Ed25519Key.Length..]]
            : info;
        return SHA256.HashData(hashed).AsSpan(0, HintLength).SequenceEqual(Hint);
    }
}
