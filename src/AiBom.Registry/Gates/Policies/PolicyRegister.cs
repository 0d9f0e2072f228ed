using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage;
using AiBom.Storage.Journal;
using AiBom.Storage.Reads;

namespace AiBom.Registry.Gates;

/// <summary>The policies of this process, kept level with the journal, and the way to register one.</summary>
public sealed class PolicyRegister(AibomStore store)
{
    private volatile PolicySet current = new(PolicySet.BuiltIn);

    /// <summary>Every policy, as of the last registration.</summary>
    public PolicySet Current => current;

    /// <summary>Loads every registered policy.</summary>
    /// <exception cref="InvalidDataException">One of them is none that this version understands.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken) => current = new PolicySet(
        PolicySet.BuiltIn.Concat((await store.Reads.Policies.AllAsync(cancellationToken)).Select(Read)));

    /// <summary>
    /// Takes in the policies that a commit brought. The journal calls it in order, before it is acknowledged.
    /// </summary>
    public void Follow(Committed committed)
    {
        PolicyVersion[] added =
        [
            .. committed.Entries
                .Where(entry => string.Equals(entry.Kind, PolicyRegistered.Name, StringComparison.Ordinal))
                .Select(entry => (Entry: entry, Event: (PolicyRegistered)entry.Event()))
                .Select(registered => Read(new PolicyRecord(
                    registered.Entry.Sequence,
                    registered.Event.Policy,
                    registered.Event.Version,
                    registered.Event.Document,
                    registered.Event.Digest,
                    registered.Entry.At,
                    registered.Entry.Actor))),
        ];
        if (added.Length > 0)
        {
            current = current.With(added);
        }
    }

    /// <summary>
    /// Registers a policy. The same content again is the same policy; a change needs a larger version, which decides
    /// from then on.
    /// </summary>
    public async Task<PolicyRegistration> RegisterAsync(
        ReadOnlyMemory<byte> document, string actor, CancellationToken cancellationToken)
    {
        PolicyReading reading = PolicyReader.Read(document);
        if (reading is not PolicyReading.Read(PolicyVersion policy))
        {
            return new PolicyRegistration.Refused(((PolicyReading.Refused)reading).Findings);
        }

        Appended<PolicyRegistration> appended = await store.Journal.DecideAsync<PolicyRegistration>(
            async (reads, token) => await DecideAsync(reads, policy, actor, token), cancellationToken);
        return appended.Answer is PolicyRegistration.Registered
            ? new PolicyRegistration.Registered(Current.Find(policy.Id, policy.Version)!)
            : appended.Answer;
    }

    private static async Task<Decision<PolicyRegistration>> DecideAsync(
        RegistryReads reads, PolicyVersion policy, string actor, CancellationToken cancellationToken)
    {
        (int Version, Digest Digest, string Document)[] known =
        [
            .. PolicySet.BuiltIn
                .Where(own => string.Equals(own.Id, policy.Id, StringComparison.Ordinal))
                .Select(own => (own.Version, own.Digest, own.Document)),
            .. (await reads.Policies.VersionsAsync(policy.Id, cancellationToken))
                .Select(record => (record.Version, record.Digest, record.Document)),
        ];
        if (known.Any(own => own.Version == policy.Version && own.Digest == policy.Digest))
        {
            return new PolicyRegistration.Registered(policy);
        }

        if (known.Length > 0)
        {
            (int newest, _, string document) = known.MaxBy(own => own.Version);
            if (policy.Version <= newest)
            {
                return known.Any(own => own.Version == policy.Version)
                    ? new PolicyRegistration.Conflict(policy.Id, policy.Version)
                    : new PolicyRegistration.NotNewer(policy.Id, newest);
            }

            if (PolicyReader.Read(Encoding.UTF8.GetBytes(document)) is PolicyReading.Read(PolicyVersion before)
                && LeftOut(policy, before) is { } member)
            {
                return new PolicyRegistration.Refused([member]);
            }
        }

        return await reads.Policies.CountAsync(cancellationToken) >= PolicyLimits.Policies
            ? new PolicyRegistration.TooMany(PolicyLimits.Policies)
            : new Decision<PolicyRegistration>(
                new PolicyRegistration.Registered(policy),
                [new JournalDraft(
                    actor, new PolicyRegistered(policy.Id, policy.Version, policy.Document, policy.Digest))]);
    }

    /// <summary>Who decides by a policy goes on with its next version, so what it is for stays.</summary>
    private static Finding? LeftOut(PolicyVersion policy, PolicyVersion newest) => 0 switch
    {
        _ when policy.Rules.IsEmpty && !newest.Rules.IsEmpty => LeftOut("rules", newest),
        _ when policy.Ingest.IsEmpty && !newest.Ingest.IsEmpty => LeftOut("ingest", newest),
        _ => null,
    };

    private static Finding LeftOut(string member, PolicyVersion newest) => new(
        "policy",
        Outcome.Failed,
        FindingCodes.FieldMissing,
        Severity.Error,
        $"/{member}",
        $"'{newest.Id}' version {newest.Version} has '{member}', so a newer version has it too.");

    private static PolicyVersion Read(PolicyRecord record) =>
        PolicyReader.Read(Encoding.UTF8.GetBytes(record.Document)) switch
        {
            PolicyReading.Read(PolicyVersion policy) when policy.Digest == record.Digest =>
                policy with { Origin = new PolicyOrigin(record.RegisteredBy, record.RegisteredAt, record.Sequence) },
            PolicyReading.Read => throw new InvalidDataException(
                $"The registered policy '{record.Policy}' version {record.Version} is not what its digest says."),
            PolicyReading.Refused(ImmutableArray<Finding> findings) => throw new InvalidDataException(
                $"The registered policy '{record.Policy}' version {record.Version} cannot be read: "
                + findings[0].Message),
            _ => throw new UnreachableException(),
        };
}

/// <summary>How the registration of a policy ended.</summary>
public abstract record PolicyRegistration
{
    private PolicyRegistration()
    {
    }

    /// <summary>The policy is there.</summary>
    public sealed record Registered(PolicyVersion Policy) : PolicyRegistration;

    /// <summary>The document is no policy.</summary>
    public sealed record Refused(ImmutableArray<Finding> Findings) : PolicyRegistration;

    /// <summary>This version stands for another content.</summary>
    public sealed record Conflict(string Policy, int Version) : PolicyRegistration;

    /// <summary>A newer version is there already.</summary>
    public sealed record NotNewer(string Policy, int Newest) : PolicyRegistration;

    /// <summary>There are as many policies as this process holds.</summary>
    public sealed record TooMany(int Most) : PolicyRegistration;
}
