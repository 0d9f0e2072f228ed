using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Storage.Projections;
using Microsoft.EntityFrameworkCore;

namespace AiBom.Storage.Reads;

/// <summary>Reads registered policies, every version of each.</summary>
public sealed class PolicyReads
{
    private readonly ReadSource source;

    internal PolicyReads(ReadSource source) => this.source = source;

    /// <summary>Reads every version of every policy, in order of the journal.</summary>
    public async Task<ImmutableArray<PolicyRecord>> AllAsync(CancellationToken cancellationToken)
    {
        List<PolicyRow> rows = await source.ReadAsync(
            context => context.Policies.OrderBy(row => row.Sequence), cancellationToken);
        return [.. rows.Select(PolicyRecord.Of)];
    }

    /// <summary>Reads every version of one policy, oldest first.</summary>
    public async Task<ImmutableArray<PolicyRecord>> VersionsAsync(string policy, CancellationToken cancellationToken)
    {
        List<PolicyRow> rows = await source.ReadAsync(
            context => context.Policies.Where(row => row.Policy == policy).OrderBy(row => row.Version),
            cancellationToken);
        return [.. rows.Select(PolicyRecord.Of)];
    }

    /// <summary>The journal entry that registered the last policy; 0 where none was.</summary>
    public async Task<long> VersionAsync(CancellationToken cancellationToken)
    {
        await using Lease lease = await source.OpenAsync(cancellationToken);
        return await lease.Rows.MaxAsync<PolicyRow>(nameof(PolicyRow.Sequence), cancellationToken);
    }

    /// <summary>How many versions of policies there are.</summary>
    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        await using Lease lease = await source.OpenAsync(cancellationToken);
        return await lease.Context.Policies.CountAsync(cancellationToken);
    }
}

/// <summary>A registered version of a policy.</summary>
/// <param name="Sequence">The journal entry that registered it.</param>
/// <param name="Policy">The policy's id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Document">The policy as canonical JSON.</param>
/// <param name="Digest">The SHA-256 of the document.</param>
/// <param name="RegisteredAt">When it was registered.</param>
/// <param name="RegisteredBy">The actor who did.</param>
public sealed record PolicyRecord(
    long Sequence,
    string Policy,
    int Version,
    string Document,
    Digest Digest,
    DateTimeOffset RegisteredAt,
    string RegisteredBy)
{
    internal static PolicyRecord Of(PolicyRow row) => new(
        row.Sequence, row.Policy, row.Version, row.Document, row.Digest, row.RegisteredAt, row.RegisteredBy);
}
