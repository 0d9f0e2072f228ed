using System.Text.Json;
using AiBom.Domain;
using AiBom.Verification.Dsse;

namespace AiBom.Verification.ModelSigning;

/// <summary>The in-toto Statement of a model's signature, before its predicate is read.</summary>
internal sealed class ModelStatement
{
    /// <summary>OpenSSF Model Signing 1.0, section 5.1: exactly this URI.</summary>
    public const string CurrentPredicate = "https://model_signing/signature/v1.0";

    /// <summary>The form of version 0.2.0, deprecated: the files are the subjects.</summary>
    public const string LegacyPredicate = "https://model_signing/Digests/v0.1";

    private readonly ReadOnlyMemory<byte> payload;
    private readonly List<Subject> subjects = [];
    private Range predicate;
    private string? type;

    private ModelStatement(ReadOnlyMemory<byte> payload) => this.payload = payload;

    /// <summary>The Statement's predicate type.</summary>
    public string PredicateType { get; private set; } = "";

    /// <summary>The subjects, in order.</summary>
    public IReadOnlyList<Subject> Subjects => subjects;

    /// <summary>The predicate's bytes; empty where there is none.</summary>
    public ReadOnlyMemory<byte> Predicate => payload[predicate];

    /// <summary>Reads a Statement v1 from signed bytes (section 8.3).</summary>
    /// <param name="payload">The bytes.</param>
    /// <param name="problem">What is wrong where the result is null.</param>
    public static ModelStatement? Read(ReadOnlyMemory<byte> payload, out string? problem)
    {
        var statement = new ModelStatement(payload);
        problem = StrictJson.Read(payload.Span, statement.ReadMember);
        if (statement.type is not "https://in-toto.io/Statement/v1")
        {
            problem ??= "The payload's _type is not that of an in-toto Statement v1.";
        }

        return problem is null ? statement : null;
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
                StrictJson.ReadArray(ref reader, VerificationLimits.ModelResources, ReadSubject);
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

    private void ReadSubject(ref Utf8JsonReader reader)
    {
        (string? name, Digest? sha256) = (null, null);
        StrictJson.ReadObject(ref reader, (ref member, property) =>
        {
            switch (property)
            {
                case "name":
                    name = StrictJson.Text(ref member);
                    break;
                case "digest":
                    sha256 = ReadSha256(ref member);
                    break;
                default:
                    member.Skip();
                    break;
            }
        });
        subjects.Add(new Subject(name, sha256));
    }

    private static Digest? ReadSha256(ref Utf8JsonReader reader)
    {
        Digest? sha256 = null;
        StrictJson.ReadObject(ref reader, (ref entry, algorithm) =>
        {
            string hex = StrictJson.Text(ref entry);
            if (algorithm is "sha256" && !Digest.TryParseHex(hex, out sha256))
            {
                throw new JsonException("A subject's sha256 is not 64 lowercase hexadecimal digits.");
            }
        });
        return sha256;
    }

    /// <summary>A subject: what it is called, and its SHA-256 where it has one.</summary>
    internal sealed record Subject(string? Name, Digest? Sha256);
}
