using System.Collections.Immutable;
using System.Text.Json;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Verification.Dsse;

namespace AiBom.Verification.Attestations;

/// <summary>
/// Reads to whom something was given, from an in-toto SCAI attribute report: the attributes <c>DELIVERED_TO</c> and
/// <c>LICENSED_TO</c>, whose <c>conditions</c> name the <c>recipient</c> and may say, as <c>for</c>, what it was given
/// for. Other reports are kept, and say nothing here.
/// </summary>
internal sealed class DeliveryReader
{
    private readonly SortedDictionary<string, SortedSet<string>> recipients = new(StringComparer.Ordinal);
    private readonly List<Finding> findings;
    private readonly ImmutableArray<AttestedArtifact>.Builder targets =
        ImmutableArray.CreateBuilder<AttestedArtifact>();

    private bool hasAttributes;
    private bool isDelivery;

    private DeliveryReader(List<Finding> findings) => this.findings = findings;

    /// <summary>Reads a report.</summary>
    public static AttestationFacts? Read(AttestedStatement statement, List<Finding> findings, out string? problem)
    {
        var reader = new DeliveryReader(findings);
        problem = StrictJson.Read(statement.Predicate.Span, reader.ReadMember);
        problem ??= reader.hasAttributes ? null : "It has no attributes.";
        problem ??= reader.Problem(statement.Facts(AttestationKind.Delivery).Subjects);
        AttestationKind kind = reader.isDelivery ? AttestationKind.Delivery : AttestationKind.Other;
        return problem is null
            ? statement.Facts(kind) with
            {
                Recipients = [.. reader.recipients.Keys],
                Targets = reader.targets.ToImmutable(),
            }
            : null;
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
        // The name may stand behind the conditions, which only a delivery's are read of: those of others are whatever
        // their signers like.
        (string? attribute, bool hasTarget) = (null, false);
        Utf8JsonReader ahead = reader;
        StrictJson.ReadObject(ref ahead, (ref member, property) =>
        {
            if (property is "attribute")
            {
                attribute = StrictJson.Text(ref member);
            }
            else
            {
                hasTarget |= property is "target" && member.TokenType is not JsonTokenType.Null;
                member.Skip();
            }
        });

        // With a target the attribute is of something else than the subjects, so they were not what was given.
        if (attribute is not ("DELIVERED_TO" or "LICENSED_TO") || hasTarget)
        {
            reader = ahead;
            return;
        }

        isDelivery = true;
        int known = targets.Count;
        string? recipient = null;
        StrictJson.ReadObject(ref reader, (ref member, property) =>
        {
            if (property is "conditions" && member.TokenType is JsonTokenType.StartObject)
            {
                recipient = ReadRecipient(ref member);
            }
            else
            {
                member.Skip();
            }
        });
        if (recipient is not { Length: > 0 })
        {
            throw new JsonException($"The attribute {attribute} has no recipient in its conditions.");
        }

        if (!recipients.TryGetValue(recipient, out SortedSet<string>? its))
        {
            its = new SortedSet<string>(StringComparer.Ordinal);
            recipients.Add(recipient, its);
        }

        its.UnionWith(targets.Skip(known).Select(target => $"{target.Uri} {string.Join(' ', target.Digests)}"));
    }

    /// <summary>
    /// What is read of it says one thing to all its recipients: who was given it for one thing must not seem to have
    /// been given it for another's. And everything that was given counts for each of them, which has to be bounded.
    /// </summary>
    private string? Problem(ImmutableArray<AttestedArtifact> subjects)
    {
        SortedSet<string>[] uses = [.. recipients.Values.Where(its => its.Count > 0)];
        long records = recipients.Count * subjects.Concat(targets).Sum(artifact => artifact.Digests.Length + 1L);
        return 0 switch
        {
            _ when uses.Length > 1 && uses.Any(its => !its.SetEquals(uses[0])) =>
                "Its recipients were given it for different things; each needs a statement of its own.",
            _ when records > VerificationLimits.DeliveryRecords =>
                $"It comes to more than {VerificationLimits.DeliveryRecords} records of a key and a recipient.",
            _ => null,
        };
    }

    /// <summary>Conditions are whatever the signer likes, so only those that are asked for are read.</summary>
    private string? ReadRecipient(ref Utf8JsonReader reader)
    {
        string? recipient = null;
        StrictJson.ReadObject(ref reader, (ref member, property) =>
        {
            switch (property)
            {
                case "recipient":
                    recipient = StrictJson.Text(ref member);
                    break;
                case "for":
                    targets.AddRange(ResourceDescriptors.Read(
                        ref member,
                        VerificationLimits.Subjects,
                        "/predicate/attributes/conditions/for",
                        findings));
                    if (targets.Count > VerificationLimits.Inputs)
                    {
                        throw new JsonException($"It names more than {VerificationLimits.Inputs} things it was for.");
                    }

                    break;
                default:
                    member.Skip();
                    break;
            }
        });
        return recipient;
    }
}
