using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using AiBom.Domain;
using AiBom.Verification.Keys;

namespace AiBom.Verification.ModelSigning;

/// <summary>
/// The deprecated form of version 0.2.0 (OpenSSF Model Signing 1.0, section 5.1, historical note). It is read only
/// where the caller allows it by name.
/// </summary>
internal static class LegacyModelSigning
{
    /// <summary>
    /// What its signers signed instead of the pre-authentication encoding: the other header, and the payload as
    /// Python writes a bytes object for people.
    /// </summary>
    public static SignedBytes? Encode(string payloadType, ReadOnlyMemory<byte> payload)
    {
        if (payload.Length > VerificationLimits.LegacyModelBytes)
        {
            return null;
        }

        var text = new StringBuilder(payload.Length + 128);
        text.Append(
            CultureInfo.InvariantCulture,
            $"DSSEV1 {Encoding.UTF8.GetByteCount(payloadType)} {payloadType} {payload.Length} b");

        // repr() prefers ', unless only ' occurs and " does not.
        ReadOnlySpan<byte> bytes = payload.Span;
        char quote = bytes.Contains((byte)'\'') && !bytes.Contains((byte)'"') ? '"' : '\'';
        text.Append(quote);
        foreach (byte b in bytes)
        {
            AppendEscaped(text, b, quote);
        }

        text.Append(quote);
        return new SignedBytes(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>The files are the subjects; there is no root digest, and nothing says what was left out.</summary>
    public static ManifestReading ReadManifest(ModelStatement statement)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var files = ImmutableArray.CreateBuilder<SignedFile>(statement.Subjects.Count);
        foreach ((string? name, Digest? sha256) in statement.Subjects)
        {
            bool isFile = name is not null
                && (name is ResourceName.SingleFile || ResourceName.IsCanonical(name))
                && names.Add(name);
            if (!isFile || sha256 is null)
            {
                return new ManifestReading.Invalid("A subject is no file with a sha256, or is listed twice.");
            }

            files.Add(new SignedFile(name!, Length: null, files.Count, sha256.ToBytes()));
        }

        return files.Count == 0
            ? new ManifestReading.Invalid("The Statement has no subject.")
            : new ManifestReading.Manifest(new ModelManifest(
                modelName: "",
                root: null,
                new ModelSerialization(HashFunction.Sha256, ShardBytes: null, AllowSymlinks: false, []),
                files.MoveToImmutable()));
    }

    private static void AppendEscaped(StringBuilder text, byte b, char quote)
    {
        switch ((char)b)
        {
            case '\t':
                text.Append(@"\t");
                break;
            case '\n':
                text.Append(@"\n");
                break;
            case '\r':
                text.Append(@"\r");
                break;
            case '\\':
                text.Append(@"\\");
                break;
            case char c when c == quote:
                text.Append('\\').Append(quote);
                break;
            case >= ' ' and < '\x7f':
                text.Append((char)b);
                break;
            default:
                text.Append(CultureInfo.InvariantCulture, $"\\x{b:x2}");
                break;
        }
    }
}
