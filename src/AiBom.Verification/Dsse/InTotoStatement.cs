using System.Text.Json;
using AiBom.Domain;

namespace AiBom.Verification.Dsse;

/// <summary>
/// The parts of an in-toto Statement (v0.1 and v1) that say what it is about. The predicate itself is not read.
/// </summary>
internal sealed class InTotoStatement
{
    private readonly HashSet<string> sha256 = new(StringComparer.Ordinal);
    private string? type;

    private InTotoStatement()
    {
    }

    /// <summary>What kind of statement it is, by its URI.</summary>
    public string PredicateType { get; private set; } = "";

    /// <summary>Reads a Statement from signed bytes.</summary>
    /// <param name="payload">The bytes.</param>
    /// <param name="problem">What is wrong where the result is null.</param>
    public static InTotoStatement? Read(ReadOnlySpan<byte> payload, out string? problem)
    {
        var statement = new InTotoStatement();
        problem = StrictJson.Read(payload, statement.ReadMember);
        problem ??= statement.type switch
        {
            "https://in-toto.io/Statement/v1" or "https://in-toto.io/Statement/v0.1" => null,
            _ => "The payload's _type is not that of an in-toto Statement v0.1 or v1.",
        };
        if (statement.PredicateType.Length == 0)
        {
            problem ??= "The Statement has no predicateType.";
        }

        return problem is null ? statement : null;
    }

    /// <summary>Whether a subject has exactly this SHA-256 digest, in lowercase as in-toto demands.</summary>
    public bool IsAbout(Digest document) => sha256.Contains(document.Hex);

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
        if (algorithm is "sha256")
        {
            sha256.Add(hex);
        }
    }
}
