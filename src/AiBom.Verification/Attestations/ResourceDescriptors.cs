using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Verification.Dsse;

namespace AiBom.Verification.Attestations;

/// <summary>Reads artifacts as in-toto names them (ResourceDescriptor, DigestSet).</summary>
internal static class ResourceDescriptors
{
    /// <summary>Reads the array on which the reader stands.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="most">The most elements.</param>
    /// <param name="pointer">Where the array stands.</param>
    /// <param name="findings">Takes what is wrong with digests, no more than a report's bound.</param>
    public static ImmutableArray<AttestedArtifact> Read(
        ref Utf8JsonReader reader, int most, string pointer, List<Finding> findings)
    {
        var read = ImmutableArray.CreateBuilder<AttestedArtifact>();
        StrictJson.ReadArray(ref reader, most, (ref element) => read.Add(ReadOne(
            ref element, string.Create(CultureInfo.InvariantCulture, $"{pointer}/{read.Count}"), findings)));
        return read.ToImmutable();
    }

    /// <summary>Reads the one on which the reader stands.</summary>
    public static AttestedArtifact ReadOne(ref Utf8JsonReader reader, string pointer, List<Finding> findings)
    {
        (string? name, string? uri) = (null, null);
        var digests = ImmutableArray.CreateBuilder<DeclaredDigest>();
        StrictJson.ReadObject(ref reader, (ref member, property) =>
        {
            switch (property)
            {
                case "name" when member.TokenType is not JsonTokenType.Null:
                    name = UrlCredentials.Mask(StrictJson.Text(ref member));
                    break;
                case "uri" when member.TokenType is not JsonTokenType.Null:
                    uri = UrlCredentials.Mask(StrictJson.Text(ref member));
                    break;
                case "digest" when member.TokenType is not JsonTokenType.Null:
                    StrictJson.ReadObject(ref member, (ref entry, function) => ReadDigest(
                        function, StrictJson.Text(ref entry), digests, pointer, findings));
                    break;
                default:
                    member.Skip();
                    break;
            }
        });
        return new AttestedArtifact(name, uri, digests.ToImmutable());
    }

    /// <summary>in-toto, DigestSet: hexadecimal in lowercase. What is not does not identify anything.</summary>
    private static void ReadDigest(
        string function,
        string hex,
        ImmutableArray<DeclaredDigest>.Builder digests,
        string pointer,
        List<Finding> findings)
    {
        if (!DeclaredDigest.TryDigestSetFunction(function, out HashFunction known))
        {
            return;
        }

        if (!hex.Any(char.IsAsciiLetterUpper) && DeclaredDigest.TryCreate(known, hex, out DeclaredDigest? digest))
        {
            digests.Add(digest);
        }
        else if (findings.Count < FindingLimits.PerDocument)
        {
            findings.Add(new Finding(
                "attestation",
                Outcome.Malformed,
                FindingCodes.ValueInvalid,
                Severity.Warning,
                $"{pointer}/digest/{function}",
                "The digest is not lowercase hexadecimal of its function's length, so it does not count.",
                Found: FindingLimits.Cut(hex)));
        }
    }
}
