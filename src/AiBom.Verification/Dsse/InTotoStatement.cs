using System.Security.Cryptography;
using System.Text.Json;
using AiBom.Domain;
using AiBom.Verification.Keys;

namespace AiBom.Verification.Dsse;

/// <summary>
/// The parts of an in-toto Statement (v0.1 and v1) that say what it is about. The predicate is kept as bytes.
/// </summary>
internal sealed class InTotoStatement
{
    private readonly HashSet<(HashAlgorithmName Algorithm, string Hex)> digests = [];
    private readonly ReadOnlyMemory<byte> payload;
    private Range predicate;
    private string? type;

    private InTotoStatement(ReadOnlyMemory<byte> payload) => this.payload = payload;

    /// <summary>What kind of statement it is, by its URI.</summary>
    public string PredicateType { get; private set; } = "";

    /// <summary>Reads a Statement from signed bytes.</summary>
    /// <param name="payload">The bytes.</param>
    /// <param name="problem">What is wrong where the result is null.</param>
    public static InTotoStatement? Read(ReadOnlyMemory<byte> payload, out string? problem)
    {
        (InTotoStatement read, problem) = ReadWithProblem(payload);
        return problem is null ? read : null;
    }

    /// <summary>
    /// Reads as much as can be read, for checks of which each looks at one part. Where there is a problem the Statement
    /// is none, whatever it says.
    /// </summary>
    public static (InTotoStatement Read, string? Problem) ReadWithProblem(ReadOnlyMemory<byte> payload)
    {
        var statement = new InTotoStatement(payload);
        string? problem = StrictJson.Read(payload.Span, statement.ReadMember);
        problem ??= statement.type switch
        {
            "https://in-toto.io/Statement/v1" or "https://in-toto.io/Statement/v0.1" => null,
            _ => "The payload's _type is not that of an in-toto Statement v0.1 or v1.",
        };
        if (statement.PredicateType.Length == 0)
        {
            problem ??= "The Statement has no predicateType.";
        }

        return (statement, problem);
    }

    /// <summary>Whether a subject has exactly this SHA-256 digest, in lowercase as in-toto demands.</summary>
    public bool IsAbout(Digest document) => digests.Contains((HashAlgorithmName.SHA256, document.Hex));

    /// <summary>
    /// Whether a subject has exactly this artifact's digest by the function it names, in lowercase as in-toto demands.
    /// </summary>
    public bool IsAbout(SignedBytes artifact) => digests.Any(digest =>
        artifact.Hash(digest.Algorithm) is { } hash
        && string.Equals(digest.Hex, Convert.ToHexStringLower(hash), StringComparison.Ordinal));

    /// <summary>
    /// Whether the predicate is this document: the same JSON value, compared in canonical form (RFC 8785), because a
    /// predicate is embedded and so not kept byte for byte. The subject is then the artifact that the document is of.
    /// </summary>
    public bool Carries(ReadOnlySpan<byte> document)
    {
        try
        {
            byte[] carried = CanonicalJson.Canonicalize(payload.Span[predicate]);
            return CanonicalJson.Canonicalize(document).AsSpan().SequenceEqual(carried);
        }
        catch (JsonException)
        {
            // One of them has no canonical form: no predicate, a name twice, or a document that is not JSON.
            return false;
        }
    }

    private void ReadMember(ref Utf8JsonReader reader, string name)
    {
        switch (name)
        {
            case "_type":
                type = StrictJson.Text(ref reader);
                break;
            case "predicateType":
                PredicateType = StrictJson.Text(ref reader);
                break;
            case "subject":
                StrictJson.ReadArray(
                    ref reader,
                    VerificationLimits.Subjects,
                    (ref subject) => StrictJson.ReadObject(ref subject, ReadSubjectMember));
                break;
            case "predicate":
                int start = (int)reader.TokenStartIndex;
                reader.Skip();
                predicate = start..(int)reader.BytesConsumed;
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private void ReadSubjectMember(ref Utf8JsonReader reader, string name)
    {
        if (name is "digest")
        {
            StrictJson.ReadObject(ref reader, ReadDigest);
        }
        else
        {
            reader.Skip();
        }
    }

    private void ReadDigest(ref Utf8JsonReader reader, string algorithm)
    {
        string hex = StrictJson.Text(ref reader);
        HashAlgorithmName? known = algorithm switch
        {
            "sha256" => HashAlgorithmName.SHA256,
            "sha384" => HashAlgorithmName.SHA384,
            "sha512" => HashAlgorithmName.SHA512,
            _ => null,
        };
        if (known is not null)
        {
            digests.Add((known.Value, hex));
        }
    }
}
