using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using AiBom.Domain;

namespace AiBom.Verification.Attestations;

/// <summary>What a text of evidence is, by the members of its object. Nothing in it is believed.</summary>
internal enum AttestationForm
{
    /// <summary>None of the others: an envelope, or nothing that can be read.</summary>
    Envelope,

    /// <summary>A Sigstore bundle of an envelope.</summary>
    SigstoreBundle,

    /// <summary>A Sigstore bundle of a signature over an artifact, without an envelope.</summary>
    ArtifactSignature,

    /// <summary>An in-toto Statement without an envelope.</summary>
    Statement,

    /// <summary>JSON lines, or the answer of a package registry: more than one envelope.</summary>
    Several,
}

/// <summary>Takes apart what holds several attestations: JSON lines, and what npm's registry answers.</summary>
public static class AttestationContainer
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = VerificationLimits.JsonDepth };

    /// <summary>
    /// The attestations in a post, each an object: one DSSE envelope, Sigstore bundle or Statement; one a line, blank
    /// lines aside; or <c>{"attestations":[{"bundle":…}]}</c>. Whether each can be read is not asked here.
    /// </summary>
    /// <param name="post">The bytes.</param>
    /// <param name="attestations">The bytes of each, in order; at least one.</param>
    /// <param name="refusal">What is wrong otherwise, and which of them it is.</param>
    public static bool TrySplit(
        ReadOnlyMemory<byte> post,
        out ImmutableArray<ReadOnlyMemory<byte>> attestations,
        [NotNullWhen(false)] out Finding? refusal)
    {
        attestations = [];
        if (post.Length > VerificationLimits.BundleBytes)
        {
            refusal = Refused($"The post has more than {VerificationLimits.BundleBytes} bytes.");
            return false;
        }

        string? problem = ReadObject(post.Span, out TopLevel read);
        refusal = (problem, read.Attestations) switch
        {
            (null, { } list) => SplitList(post, list, out attestations),
            (null, null) => null,
            _ => SplitLines(post, problem, out attestations),
        };
        if (refusal is null && attestations.IsEmpty)
        {
            attestations = [post];
        }

        return refusal is null;
    }

    /// <summary>What a text is, without believing any of it.</summary>
    internal static AttestationForm FormOf(ReadOnlyMemory<byte> text)
    {
        string? problem = ReadObject(text.Span, out TopLevel read);
        return 0 switch
        {
            _ when problem is null && read.HasMaterial => read.HasEnvelope
                ? AttestationForm.SigstoreBundle
                : AttestationForm.ArtifactSignature,
            _ when problem is null && read.Attestations is not null => AttestationForm.Several,
            _ when problem is null && read.HasType => AttestationForm.Statement,
            _ when problem is not null && TrySplit(text, out var lines, out _) && lines.Length > 1 =>
                AttestationForm.Several,
            _ => AttestationForm.Envelope,
        };
    }

    private static Finding? SplitList(
        ReadOnlyMemory<byte> post, Range list, out ImmutableArray<ReadOnlyMemory<byte>> attestations)
    {
        attestations = [];
        var found = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        ReadOnlyMemory<byte> array = post[list];
        var reader = new Utf8JsonReader(array.Span, Options);
        reader.Read();
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            if (found.Count == VerificationLimits.Attestations)
            {
                return TooMany();
            }

            int start = (int)reader.TokenStartIndex;
            reader.Skip();
            ReadOnlyMemory<byte> element = array[start..(int)reader.BytesConsumed];
            if (ReadObject(element.Span, out TopLevel read) is not null || read.Bundle is not { } bundle)
            {
                return Refused($"Attestation {found.Count + 1} of the list is no object with a bundle.");
            }

            found.Add(element[bundle]);
        }

        attestations = found.ToImmutable();
        return attestations.IsEmpty ? Refused("The list of attestations is empty.") : null;
    }

    private static Finding? SplitLines(
        ReadOnlyMemory<byte> post, string? whole, out ImmutableArray<ReadOnlyMemory<byte>> attestations)
    {
        attestations = [];
        var found = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        int number = 0;
        foreach (Range range in post.Span.Split((byte)'\n'))
        {
            number++;
            ReadOnlyMemory<byte> line = post[range];
            if (line.Span.IndexOfAnyExcept(" \t\r"u8) < 0)
            {
                continue;
            }

            if (found.Count == VerificationLimits.Attestations)
            {
                return TooMany();
            }

            if (ReadObject(line.Span, out _) is { } problem)
            {
                // Where not even the first line is whole, the text as a whole was meant.
                return found.Count == 0
                    ? Refused($"The post is neither one JSON object nor one a line. {FindingLimits.Cut(whole)}")
                    : Refused($"Line {number} is no JSON object. {FindingLimits.Cut(problem)}");
            }

            found.Add(line);
        }

        attestations = found.ToImmutable();
        return attestations.IsEmpty ? Refused("The post is empty.") : null;
    }

    /// <summary>Reads one object's members, the values unread but for where they stand.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    private static string? ReadObject(ReadOnlySpan<byte> json, out TopLevel read)
    {
        var members = default(TopLevel);
        string? problem = Dsse.StrictJson.Read(json, (ref reader, name) =>
        {
            int start = (int)reader.TokenStartIndex;
            JsonTokenType kind = reader.TokenType;
            reader.Skip();
            Range range = start..(int)reader.BytesConsumed;
            switch (name)
            {
                case "verificationMaterial":
                    members = members with { HasMaterial = true };
                    break;
                case "dsseEnvelope" when kind is JsonTokenType.StartObject:
                    members = members with { HasEnvelope = true };
                    break;
                case "_type":
                    members = members with { HasType = true };
                    break;
                case "attestations" when kind is JsonTokenType.StartArray:
                    members = members with { Attestations = range };
                    break;
                case "bundle" when kind is JsonTokenType.StartObject:
                    members = members with { Bundle = range };
                    break;
                default:
                    break;
            }
        });
        read = members;
        return problem;
    }

    private static Finding TooMany() =>
        Refused($"A post holds at most {VerificationLimits.Attestations} attestations.");

    private static Finding Refused(string message) => new(
        "attestation", Outcome.Malformed, FindingCodes.EnvelopeMalformed, Severity.Error, "", message);

    /// <summary>What stands at the top of an object.</summary>
    private readonly record struct TopLevel(
        bool HasMaterial, bool HasEnvelope, bool HasType, Range? Attestations, Range? Bundle);
}
