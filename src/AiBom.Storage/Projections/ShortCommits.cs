using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage.Relational;

namespace AiBom.Storage.Projections;

/// <summary>
/// Binds commits that are written short to the recorded ones that begin so, whichever comes first. Each binding is a
/// SAME_AS statement, inferred, of who wrote the short form; where there are several, none prevails.
/// </summary>
internal sealed class ShortCommits(RowReader known, RowWriter rows, JournalEntry entry)
{
    public const string Rule = "short-commit";

    /// <summary>By what a commit is found in whatever length it is written; null for a key that names none.</summary>
    public static Digest? StemOf(IdentityKey key) =>
        key.Scheme is IdentityScheme.PackageUrl or IdentityScheme.ShortCommit
        && PackageUrl.TryParse(key.Text, out PackageUrl? url)
        && url.Revision is RevisionKind.Commit or RevisionKind.ShortCommit
            ? TextHash.Of((url with { Version = url.Version![..Revisions.ShortestCommit] }).ToString())
            : null;

    /// <summary>Binds what an entry mentions for the first time.</summary>
    /// <param name="added">The new keys.</param>
    /// <param name="claimant">Who mentions them.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<SameAsRow>> BindAsync(
        IReadOnlyList<EntityRow> added, string claimant, CancellationToken cancellationToken)
    {
        HashSet<Digest> stems = [.. added.Select(row => row.StemHash).OfType<Digest>()];
        if (stems.Count == 0)
        {
            return [];
        }

        HashSet<int> isNew = [.. added.Select(row => row.Id)];
        List<EntityRow> alike = await known.ReadAsync<EntityRow>(
            nameof(EntityRow.StemHash), stems.OrderBy(stem => stem.Hex, StringComparer.Ordinal), cancellationToken);
        List<(EntityRow Short, EntityRow Commit)> bound = [];
        foreach (var stem in alike.GroupBy(row => row.StemHash!))
        {
            bound.AddRange(Pairs(stem)
                .Where(pair => isNew.Contains(pair.Short.Id) || isNew.Contains(pair.Commit.Id)));
        }

        Dictionary<long, string> writers = await WritersAsync(
            bound.Select(pair => pair.Short.FirstSequence), claimant, cancellationToken);
        SameAsRow[] same =
        [
            .. bound.OrderBy(pair => pair.Short.Id).ThenBy(pair => pair.Commit.Id).Select((pair, ordinal) =>
                new SameAsRow
                {
                    Sequence = entry.Sequence,
                    Ordinal = ordinal,
                    SubjectId = pair.Short.Id,
                    ObjectId = pair.Commit.Id,
                    Rule = Rule,
                    Reading = Reading.Inferred,
                    Claimant = writers[pair.Short.FirstSequence],
                    At = entry.At,
                }),
        ];
        await rows.InsertAsync(same, cancellationToken);
        return same;
    }

    /// <summary>
    /// Each short form with every commit that begins so: one that was left out would not even be possibly affected, and
    /// anybody can make up others before it. A commit has few beginnings, so there are not many times as many pairs.
    /// </summary>
    private static IEnumerable<(EntityRow Short, EntityRow Commit)> Pairs(IEnumerable<EntityRow> alike)
    {
        ILookup<bool, KeyValuePair<string, EntityRow>> isCut = alike
            .Select(row => KeyValuePair.Create(VersionOf(row), row))
            .ToLookup(own => own.Value.Scheme is IdentityScheme.ShortCommit);
        var commits = new CommitList<EntityRow>(isCut[false]);
        return isCut[true].SelectMany(cut => commits.StartingWith(cut.Key)
            .Select(commit => (cut.Value, commit)));
    }

    private static string VersionOf(EntityRow row) => PackageUrl.TryParse(row.Key, out PackageUrl? url)
        ? url.Version!
        : throw new InvalidDataException($"The key of entity {row.Id} is no package URL.");

    private async Task<Dictionary<long, string>> WritersAsync(
        IEnumerable<long> sequences, string claimant, CancellationToken cancellationToken)
    {
        long[] distinct = [.. sequences.Distinct().Order()];
        List<SubmissionRow> submissions = await known.ReadAsync<SubmissionRow>(
            nameof(SubmissionRow.Sequence),
            distinct.Where(sequence => sequence < entry.Sequence).Cast<object>(),
            cancellationToken);
        Dictionary<long, string> writers =
            submissions.ToDictionary(row => row.Sequence, row => row.Author ?? row.Poster);

        // What is of no earlier submission is of this entry.
        foreach (long sequence in distinct)
        {
            writers.TryAdd(sequence, claimant);
        }

        return writers;
    }
}
