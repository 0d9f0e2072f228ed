using System.Collections.Immutable;
using System.Text.Json;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Verification.Dsse;

namespace AiBom.Verification.Attestations;

/// <summary>
/// An in-toto Statement (v0.1 and v1) with its subjects as they are named. Read only from bytes whose signature holds;
/// the predicate is kept as bytes for the reader of its type.
/// </summary>
internal sealed class AttestedStatement
{
    private readonly ReadOnlyMemory<byte> payload;
    private readonly List<Finding> findings = [];
    private ImmutableArray<AttestedArtifact> subjects = [];
    private Range predicate;
    private string? type;

    private AttestedStatement(ReadOnlyMemory<byte> payload) => this.payload = payload;

    /// <summary>What kind of statement it is, by its URI.</summary>
    public string PredicateType { get; private set; } = "";

    /// <summary>The predicate's bytes as they stand in the Statement; empty where there is none.</summary>
    public ReadOnlyMemory<byte> Predicate => payload[predicate];

    /// <summary>The same where it is an object that says something; null otherwise.</summary>
    public ReadOnlyMemory<byte>? Document { get; private set; }

    /// <summary>Digests that do not count.</summary>
    public IReadOnlyList<Finding> Findings => findings;

    /// <summary>Reads a Statement from signed bytes.</summary>
    /// <param name="payload">The bytes.</param>
    /// <param name="problem">What is wrong where the result is null.</param>
    public static AttestedStatement? Read(ReadOnlyMemory<byte> payload, out string? problem)
    {
        var statement = new AttestedStatement(payload);
        problem = StrictJson.Read(payload.Span, statement.ReadMember);
        problem ??= (statement.type, statement.PredicateType) switch
        {
            (not ("https://in-toto.io/Statement/v1" or "https://in-toto.io/Statement/v0.1"), _) =>
                "The payload's _type is not that of an in-toto Statement v0.1 or v1.",
            (_, "") => "The Statement has no predicateType.",
            _ => null,
        };
        return problem is null ? statement : null;
    }

    /// <summary>What is known before the predicate is read.</summary>
    public AttestationFacts Facts(AttestationKind kind) =>
        new() { Kind = kind, PredicateType = PredicateType, Subjects = subjects };

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
                subjects = ResourceDescriptors.Read(
                    ref reader, VerificationLimits.Subjects, "/subject", findings);
                break;
            case "predicate":
                int start = (int)reader.TokenStartIndex;
                bool isObject = reader.TokenType is JsonTokenType.StartObject;
                reader.Skip();
                predicate = start..(int)reader.BytesConsumed;
                Document = isObject && Predicate.Span[1..^1].IndexOfAnyExcept(" \t\r\n"u8) >= 0
                    ? Predicate
                    : default(ReadOnlyMemory<byte>?);
                break;
            default:
                reader.Skip();
                break;
        }
    }
}
