using AiBom.Domain;
using AiBom.Lineage;
using AiBom.Storage.Reads;

namespace AiBom.Registry.Ingestion;

/// <summary>
/// A commit that is written short, and several recorded ones that begin so: it is bound to none of them, and that is
/// said to whoever writes either.
/// </summary>
internal static class ShortCommitRule
{
    /// <summary>The most candidates that are looked at: with the second it is ambiguous.</summary>
    private const int MostNamed = 4;

    public static IEnumerable<Finding> Check(DeclaredKeys keys, LineageGraph lineage)
    {
        Dictionary<string, int> recorded = [];
        foreach (EntityRecord record in keys.Alike.Concat(keys.Recorded.Values))
        {
            recorded[record.Key] = record.Id;
        }

        return Commits(keys)
            .ToLookup(commit => commit.Stem, StringComparer.Ordinal)
            .Where(stem => stem.Any(commit => commit.IsShort))
            .SelectMany(stem => CheckStem(keys, stem, ThingOf));

        // What a commit names as the record reads it; a new one names a thing of its own.
        string ThingOf(Commit commit) => recorded.TryGetValue(commit.Text, out int id)
            ? $"{lineage.Resolve(id)}"
            : commit.Text;
    }

    /// <summary>The keys that would be bound to one another if the document were recorded.</summary>
    public static IEnumerable<(string Short, string Whole)> Bindings(DeclaredKeys keys) => Commits(keys)
        .ToLookup(commit => commit.Stem, StringComparer.Ordinal)
        .Where(stem => stem.Any(commit => commit.IsShort))
        .SelectMany(stem =>
        {
            var whole = new CommitList<Commit>(stem.Where(commit => !commit.IsShort)
                .Select(commit => KeyValuePair.Create(commit.Digits, commit)));
            return stem.Where(commit => commit.IsShort).SelectMany(cut => whole.StartingWith(cut.Digits)
                .Take(MostNamed)
                .Select(commit => (cut.Text, commit.Text)));
        });

    private static IEnumerable<Finding> CheckStem(
        DeclaredKeys keys, IEnumerable<Commit> alike, Func<Commit, string> thingOf)
    {
        ILookup<bool, Commit> isShort = alike.ToLookup(commit => commit.IsShort);
        var whole = new CommitList<Commit>(
            isShort[false].Select(commit => KeyValuePair.Create(commit.Digits, commit)));
        foreach (Commit cut in isShort[true])
        {
            Commit[] candidates = [.. whole.StartingWith(cut.Digits).Take(MostNamed)];
            int? position = cut.Entity
                ?? candidates.Select(commit => commit.Entity).FirstOrDefault(place => place is not null);
            if (position is { } at && candidates.Select(thingOf).Distinct(StringComparer.Ordinal).Skip(1).Any())
            {
                yield return RecordRules.Warn(
                    FindingCodes.ShortCommitAmbiguous,
                    keys.Entities[at].Pointer,
                    $"Several recorded commits begin as '{FindingLimits.Cut(cut.Text)}'; it is bound to none of them.",
                    expected: "the whole commit",
                    found: string.Join(", ", candidates.Select(commit => commit.Digits)));
            }
        }
    }

    /// <summary>Every commit, whole or short, that the document declares or the record has beside it.</summary>
    private static IEnumerable<Commit> Commits(DeclaredKeys keys)
    {
        var declared = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < keys.Entities.Length; i++)
        {
            foreach (string key in keys.Of(i).Select(key => key.Text).Where(declared.Add))
            {
                if (Read(key, i) is { } commit)
                {
                    yield return commit;
                }
            }
        }

        foreach (EntityRecord record in keys.Alike.Where(record => !declared.Contains(record.Key)))
        {
            if (Read(record.Key, null) is { } commit)
            {
                yield return commit;
            }
        }
    }

    private static Commit? Read(string key, int? entity) =>
        PackageUrl.TryParse(key, out PackageUrl? url)
        && url.Revision is RevisionKind.Commit or RevisionKind.ShortCommit
            ? new Commit(
                key,
                (url with { Version = url.Version![..Revisions.ShortestCommit] }).ToString(),
                url.Version,
                url.Revision is RevisionKind.ShortCommit,
                entity)
            : null;

    /// <param name="Text">The key.</param>
    /// <param name="Stem">What every way to write it begins with.</param>
    /// <param name="Digits">The digits that are there.</param>
    /// <param name="IsShort">Whether there are more.</param>
    /// <param name="Entity">Where the document declares it; null where only the record has it.</param>
    private sealed record Commit(string Text, string Stem, string Digits, bool IsShort, int? Entity);
}
