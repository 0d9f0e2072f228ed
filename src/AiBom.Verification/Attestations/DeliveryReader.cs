using System.Text.Json;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Verification.Dsse;

namespace AiBom.Verification.Attestations;

/// <summary>
/// Reads to whom something was given, from an in-toto SCAI attribute report: the attributes <c>DELIVERED_TO</c> and
/// <c>LICENSED_TO</c>, whose <c>conditions</c> name the <c>recipient</c>. Other reports are kept, and say nothing here.
/// </summary>
internal sealed class DeliveryReader
{
    private readonly SortedSet<string> recipients = new(StringComparer.Ordinal);
    private bool hasAttributes;
    private bool isDelivery;

    /// <summary>Reads a report.</summary>
    public static AttestationFacts? Read(AttestedStatement statement, out string? problem)
    {
        var reader = new DeliveryReader();
        problem = StrictJson.Read(statement.Predicate.Span, reader.ReadMember);
        problem ??= reader.hasAttributes ? null : "It has no attributes.";
        AttestationKind kind = reader.isDelivery ? AttestationKind.Delivery : AttestationKind.Other;
        return problem is null ? statement.Facts(kind) with { Recipients = [.. reader.recipients] } : null;
    }

    private void ReadMember(ref Utf8JsonReader reader, string name)
    {
        if (name is "attributes")
        {
            hasAttributes = true;
            StrictJson.ReadArray(ref reader, VerificationLimits.Attributes, ReadAttribute);
        }
        else
        {
            reader.Skip();
        }
    }

    private void ReadAttribute(ref Utf8JsonReader reader)
    {
        (string? attribute, string? recipient, bool hasTarget) = (null, null, false);
        StrictJson.ReadObject(ref reader, (ref member, property) =>
        {
            switch (property)
            {
                case "attribute":
                    attribute = StrictJson.Text(ref member);
                    break;
                case "conditions" when member.TokenType is JsonTokenType.StartObject:
                    recipient = ReadRecipient(ref member);
                    break;
                default:
                    hasTarget |= property is "target" && member.TokenType is not JsonTokenType.Null;
                    member.Skip();
                    break;
            }
        });

        // With a target the attribute is of something else than the subjects, so they were not what was given.
        if (attribute is not ("DELIVERED_TO" or "LICENSED_TO") || hasTarget)
        {
            return;
        }

        isDelivery = true;
        recipients.Add(recipient is { Length: > 0 }
            ? recipient
            : throw new JsonException($"The attribute {attribute} has no recipient in its conditions."));
    }

    /// <summary>Conditions are whatever the signer likes, so only the one that is asked for is read.</summary>
    private static string? ReadRecipient(ref Utf8JsonReader reader)
    {
        string? recipient = null;
        StrictJson.ReadObject(ref reader, (ref member, property) =>
        {
            if (property is "recipient")
            {
                recipient = StrictJson.Text(ref member);
            }
            else
            {
                member.Skip();
            }
        });
        return recipient;
    }
}
