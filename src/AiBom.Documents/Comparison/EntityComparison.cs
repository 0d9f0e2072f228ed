using System.Collections.Immutable;
using System.Text.Json;
using AiBom.Domain;

namespace AiBom.Documents.Comparison;

/// <summary>
/// What two documents say of things, edges aside. Where and in how many places they say it is no difference.
/// </summary>
internal static class EntityComparison
{
    public static ImmutableArray<EntityChange> Compare(ThingMatching things, ThingParts from, ThingParts to)
    {
        var changes = ImmutableArray.CreateBuilder<EntityChange>();
        foreach ((ComparedThing? before, ComparedThing? after) in things.Pairs())
        {
            EntityPair pair = ThingMatching.PairOf(before, after);
            EntityPart part = to.Of(after) is var young and not EntityPart.Other ? young : from.Of(before);
            if (before is null || after is null)
            {
                ChangeKind change = before is null ? ChangeKind.Added : ChangeKind.Removed;
                changes.Add(new EntityChange(change, pair, part, [], []));
                continue;
            }

            ImmutableArray<AttributeChange> attributes = [.. Attributes(before, after)];
            ImmutableArray<FileChange> files = [.. Files(before, after)];
            if (attributes.Length + files.Length > 0)
            {
                changes.Add(new EntityChange(ChangeKind.Changed, pair, part, attributes, files));
            }
        }

        return changes.ToImmutable();
    }

    public static ImmutableArray<CompletenessChange> CompareCompleteness(ThingMatching things) =>
    [
        .. from pair in things.Pairs()
           where pair is { Before: not null, After: not null }
           from relation in Enum.GetValues<CompletenessRelation>()
           let before = Worst(pair.Before!, relation)
           let after = Worst(pair.After!, relation)
           where before != after
           select new CompletenessChange(ThingMatching.PairOf(pair.Before, pair.After), relation, before, after),
    ];

    private static Completeness Worst(ComparedThing thing, CompletenessRelation relation) => thing.Entities
        .SelectMany(entity => entity.Completeness)
        .Where(claim => claim.Relation == relation)
        .Select(claim => claim.Completeness)
        .DefaultIfEmpty(Completeness.NotSpecified)
        .Max();

    private static IEnumerable<AttributeChange> Attributes(ComparedThing before, ComparedThing after) =>
        DocumentComparison.Changes(
        [
            ("kind", Word(before.Kind), Word(after.Kind)),
            ("name", before.QualifiedName, after.QualifiedName),
            ("version", before.Version, after.Version),
            ("packageUrl", before.Url?.ToString(), after.Url?.ToString()),
            ("description", before.First(own => own.Description), after.First(own => own.Description)),
            ("createdAt", Instant(before, own => own.Created), Instant(after, own => own.Created)),
            ("labeledFrom", Instant(before, own => own.LabeledFrom), Instant(after, own => own.LabeledFrom)),
            ("labeledUntil", Instant(before, own => own.LabeledUntil), Instant(after, own => own.LabeledUntil)),
            .. Joined("digests", DigestsOf(before), DigestsOf(after)),
            .. Joined("organizations", OrganizationsOf(before), OrganizationsOf(after)),
        ]);

    private static IEnumerable<(string Group, string Value)> DigestsOf(ComparedThing thing) => thing.Entities
        .SelectMany(entity => entity.Digests)
        .Select(digest => (digest.Function.ToString().ToLowerInvariant(), digest.Hex));

    private static IEnumerable<(string Group, string Value)> OrganizationsOf(ComparedThing thing) => thing.Entities
        .SelectMany(entity => entity.Organizations)
        .Select(claim => (Word(claim.Role), claim.Name));

    /// <summary>The values of each group as one text, so that their order is no difference.</summary>
    private static IEnumerable<(string Name, string? Before, string? After)> Joined(
        string name, IEnumerable<(string Group, string Value)> before, IEnumerable<(string Group, string Value)> after)
    {
        ILookup<string, string> one = before.ToLookup(own => own.Group, own => own.Value, StringComparer.Ordinal);
        ILookup<string, string> other = after.ToLookup(own => own.Group, own => own.Value, StringComparer.Ordinal);
        return one.Concat(other)
            .Select(group => group.Key)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(group => ($"{name}.{group}", Join(one[group]), Join(other[group])));
    }

    private static string? Join(IEnumerable<string> values) =>
        string.Join(", ", values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) is { Length: > 0 } text
            ? text
            : null;

    private static IEnumerable<FileChange> Files(ComparedThing before, ComparedThing after)
    {
        SortedDictionary<string, ImmutableArray<DeclaredDigest>> one = FilesOf(before);
        SortedDictionary<string, ImmutableArray<DeclaredDigest>> other = FilesOf(after);
        IEnumerable<FileChange> kept = other
            .Where(file => one.ContainsKey(file.Key) && !one[file.Key].SequenceEqual(file.Value))
            .Select(file => new FileChange(ChangeKind.Changed, file.Key, one[file.Key], file.Value));
        IEnumerable<FileChange> removed = one
            .Where(file => !other.ContainsKey(file.Key))
            .Select(file => new FileChange(ChangeKind.Removed, file.Key, file.Value, []));
        IEnumerable<FileChange> added = other
            .Where(file => !one.ContainsKey(file.Key))
            .Select(file => new FileChange(ChangeKind.Added, file.Key, [], file.Value));
        return kept.Concat(removed).Concat(added);
    }

    private static SortedDictionary<string, ImmutableArray<DeclaredDigest>> FilesOf(ComparedThing thing) => new(
        thing.Entities.SelectMany(entity => entity.Files)
            .GroupBy(file => file.Name, StringComparer.Ordinal)
            .ToDictionary(
                named => named.Key,
                named => named.SelectMany(file => file.Digests).Distinct()
                    .OrderBy(digest => digest.ToString(), StringComparer.Ordinal).ToImmutableArray(),
                StringComparer.Ordinal),
        StringComparer.Ordinal);

    private static string? Instant(ComparedThing thing, Func<DeclaredEntity, DateTimeOffset?> of) =>
        DocumentComparison.Text(thing.FirstInstant(of));

    private static string Word(Enum value) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());
}
