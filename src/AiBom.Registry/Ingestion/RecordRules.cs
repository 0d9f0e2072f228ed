using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Lineage;
using AiBom.Storage;
using AiBom.Storage.Reads;

namespace AiBom.Registry.Ingestion;

/// <summary>Compares what a document says with what is recorded: other bytes of one name, times, cycles.</summary>
internal sealed class RecordRules(AibomStore store)
{
    private const string Check = "record";

    /// <summary>
    /// The most that are looked up by name: what a document describes itself, not what it only names.
    /// </summary>
    private const int NameLookups = 1_000;

    /// <summary>Runs every rule.</summary>
    /// <param name="statements">What the document says.</param>
    /// <param name="scope">In whose name its names are good.</param>
    /// <param name="voices">Whose words it holds, and how far they will be proved.</param>
    /// <param name="lineage">The graph as of now.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<RecordReport> CheckAsync(
        StatementSet statements,
        string scope,
        Voices voices,
        LineageGraph lineage,
        CancellationToken cancellationToken)
    {
        DeclaredKeys keys = await DeclaredKeys.ResolveAsync(store.Reads, statements, scope, lineage, cancellationToken);
        var findings = new List<Finding>();
        findings.AddRange(IdentityRule.PackageUrls(keys, await RecordsOfAsync(keys, lineage, cancellationToken)));
        findings.AddRange(ShortCommitRule.Check(keys, lineage));
        findings.AddRange(await NamesAsync(keys, cancellationToken));
        findings.AddRange(TemporalRule.Check(keys));
        (IEnumerable<Finding> cycles, bool isRefused) = CycleRule.Check(keys, voices, lineage);
        findings.AddRange(cycles);
        return new RecordReport([.. findings], isRefused);
    }

    /// <summary>By declared package URL, the records of every key that names what it names.</summary>
    private async Task<ILookup<string, EntityRecord>> RecordsOfAsync(
        DeclaredKeys keys, LineageGraph lineage, CancellationToken cancellationToken)
    {
        (string Key, int Member)[] members =
        [
            .. from record in keys.Recorded.Values
               where record.Scheme is IdentityScheme.PackageUrl
               from member in lineage.Members(record.Id)
               select (record.Key, member),
        ];
        IReadOnlyDictionary<int, EntityRecord> records = await store.Reads.Entities.ByIdAsync(
            members.Select(own => own.Member).Distinct(), cancellationToken);
        return members.ToLookup(own => own.Key, own => records[own.Member], StringComparer.Ordinal);
    }

    private async Task<IEnumerable<Finding>> NamesAsync(DeclaredKeys keys, CancellationToken cancellationToken)
    {
        // What has no digest contradicts none, so it is not looked up.
        IEnumerable<int> named = Enumerable.Range(0, keys.Entities.Length).Where(i =>
            keys.Entities[i] is { IsDescribed: true, Name.Length: > 0, Version.Length: > 0 }
            && keys.DigestsOf(i).Any());
        var findings = new List<Finding>();
        foreach (int i in named.Take(NameLookups))
        {
            ImmutableArray<EntityRecord> sameName = await store.Reads.Entities.ByNameAsync(
                keys.Entities[i].QualifiedName(), keys.Entities[i].Version, cancellationToken);
            findings.AddRange(IdentityRule.Names(i, keys, sameName));
        }

        return findings;
    }

    /// <summary>Makes a finding of one of these rules.</summary>
    internal static Finding Warn(
        string code, string pointer, string message, string? expected = null, string? found = null) =>
        new(Check, Outcome.Failed, code, Severity.Warning, pointer, message, expected, FindingLimits.Cut(found));
}

/// <summary>What the comparison with the record found.</summary>
/// <param name="Findings">In the order of the rules.</param>
/// <param name="IsRefused">Whether the document contradicts what is better proved, and must not be recorded.</param>
internal sealed record RecordReport(ImmutableArray<Finding> Findings, bool IsRefused);
