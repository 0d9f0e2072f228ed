using System.Collections.Immutable;
using System.Text.Json;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Verification.Dsse;

namespace AiBom.Verification.Attestations;

/// <summary>
/// Reads who made something and from what (SLSA provenance 0.2 and 1). Without a builder or a build type it is none.
/// </summary>
internal sealed class ProvenanceReader(List<Finding> findings)
{
    private ImmutableArray<AttestedArtifact> inputs = [];
    private string? builder;
    private string? buildType;
    private DateTimeOffset? finishedAt;

    /// <summary>Reads SLSA provenance 0.2: <c>materials</c>, <c>builder</c>, <c>metadata</c>.</summary>
    public static AttestationFacts? ReadV02(AttestedStatement statement, List<Finding> findings, out string? problem)
    {
        var reader = new ProvenanceReader(findings);
        return reader.Read(statement, reader.ReadV02Member, out problem);
    }

    /// <summary>Reads SLSA provenance 1: <c>buildDefinition</c> and <c>runDetails</c>.</summary>
    public static AttestationFacts? ReadV1(AttestedStatement statement, List<Finding> findings, out string? problem)
    {
        var reader = new ProvenanceReader(findings);
        return reader.Read(statement, reader.ReadV1Member, out problem);
    }

    private AttestationFacts? Read(AttestedStatement statement, StrictJson.ReadMember member, out string? problem)
    {
        problem = StrictJson.Read(statement.Predicate.Span, member);
        problem ??= (builder, buildType) switch
        {
            (null or "", _) => "It names no builder.",
            (_, null or "") => "It names no build type.",
            _ => null,
        };
        return problem is null
            ? statement.Facts(AttestationKind.Provenance) with
            {
                Builder = builder,
                BuildType = buildType,
                Inputs = inputs,
                At = finishedAt,
            }
            : null;
    }

    private void ReadV02Member(ref Utf8JsonReader reader, string name)
    {
        switch (name)
        {
            case "builder":
                StrictJson.ReadObject(ref reader, ReadBuilderMember);
                break;
            case "buildType":
                buildType = UrlCredentials.Mask(StrictJson.Text(ref reader));
                break;
            case "materials" when reader.TokenType is not JsonTokenType.Null:
                inputs = ReadInputs(ref reader, "/predicate/materials");
                break;
            case "metadata" when reader.TokenType is not JsonTokenType.Null:
                StrictJson.ReadObject(ref reader, ReadMetadataMember);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private void ReadV1Member(ref Utf8JsonReader reader, string name)
    {
        switch (name)
        {
            case "buildDefinition":
                StrictJson.ReadObject(ref reader, ReadDefinitionMember);
                break;
            case "runDetails":
                StrictJson.ReadObject(ref reader, ReadDetailsMember);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private void ReadDefinitionMember(ref Utf8JsonReader reader, string name)
    {
        switch (name)
        {
            case "buildType":
                buildType = UrlCredentials.Mask(StrictJson.Text(ref reader));
                break;
            case "resolvedDependencies" when reader.TokenType is not JsonTokenType.Null:
                inputs = ReadInputs(ref reader, "/predicate/buildDefinition/resolvedDependencies");
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private void ReadDetailsMember(ref Utf8JsonReader reader, string name)
    {
        switch (name)
        {
            case "builder":
                StrictJson.ReadObject(ref reader, ReadBuilderMember);
                break;
            case "metadata" when reader.TokenType is not JsonTokenType.Null:
                StrictJson.ReadObject(ref reader, ReadMetadataMember);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private void ReadBuilderMember(ref Utf8JsonReader reader, string name)
    {
        if (name is "id")
        {
            builder = UrlCredentials.Mask(StrictJson.Text(ref reader));
        }
        else
        {
            reader.Skip();
        }
    }

    private void ReadMetadataMember(ref Utf8JsonReader reader, string name)
    {
        if (name is "buildFinishedOn" or "finishedOn")
        {
            finishedAt = PredicateReaders.Time(ref reader);
        }
        else
        {
            reader.Skip();
        }
    }

    private ImmutableArray<AttestedArtifact> ReadInputs(ref Utf8JsonReader reader, string pointer) =>
        ResourceDescriptors.Read(ref reader, VerificationLimits.Inputs, pointer, findings);
}
