using System.Collections.Immutable;
using System.Text.Json;
using AiBom.Domain;

namespace AiBom.Documents.Comparison;

/// <summary>
/// A difference in the words of a person: a sentence for each change that is not told with another. An edge to
/// something that came or went is told with that.
/// </summary>
public sealed class DiffSentences
{
    /// <summary>How many uses of a thing, or details of a change, one sentence tells.</summary>
    private const int MostDetails = 3;

    private const int DigestDigits = 12;
    private const int MostCharacters = 200;

    private readonly DocumentDiff diff;
    private readonly ILookup<EntityPair, EdgeChange> edgesOf;

    /// <summary>Prepares to tell of a difference.</summary>
    public DiffSentences(DocumentDiff diff)
    {
        this.diff = diff;
        edgesOf = diff.Edges.ToLookup(edge => edge.Object);
    }

    /// <summary>All sentences; none where the documents say the same.</summary>
    public IEnumerable<DiffSentence> All() => diff.Entities
        .Select(own => new DiffSentence(ChangeSubject.Entity, own.Change, Of(own)))
        .Concat(diff.Edges.Where(edge => !IsToldWithItsObject(edge))
            .Select(own => new DiffSentence(ChangeSubject.Edge, own.Change, Of(own))))
        .Concat(diff.Completeness
            .Select(own => new DiffSentence(ChangeSubject.Completeness, ChangeKind.Changed, Of(own))))
        .Concat(diff.Runs.Select(own => new DiffSentence(ChangeSubject.Run, own.Change, Of(own))));

    /// <summary>What became of a thing.</summary>
    public string Of(EntityChange change) => change.Change switch
    {
        ChangeKind.Added => $"{NounOf(change)} added: {NameOf(change.Entity)}{UsesOf(change)}",
        ChangeKind.Removed => $"{NounOf(change)} removed: {NameBefore(change.Entity)}{UsesOf(change)}",
        _ => Changed(change),
    };

    /// <summary>What became of an edge.</summary>
    public string Of(EdgeChange change)
    {
        EdgeLabel label = change.After ?? change.Before!.Value;
        bool isOld = change.Change is ChangeKind.Removed;
        (string subject, string source) = (NameOf(change.Subject, isOld), NameOf(change.Object, isOld));
        if (change is { Before: { } before, After: { } after })
        {
            return label.Kind is EdgeKind.TrainedOn or EdgeKind.TestedOn
                ? $"dataset role changed: {source} of {subject}: {DetailOf(before)} -> {DetailOf(after)}"
                : $"derivation method changed: {subject} from {source}: {DetailOf(before)} -> {DetailOf(after)}";
        }

        string detail = label.Method is null && label.Role is null ? "" : $" ({DetailOf(label)})";
        return $"edge {(isOld ? "removed" : "added")}: {subject} {Word(label.Kind)} {source}{detail}";
    }

    /// <summary>What else is said of a relation.</summary>
    public string Of(CompletenessChange change)
    {
        string relation = Word(change.Relation).Replace('_', ' ').ToLowerInvariant();
        return $"completeness changed: {relation} of {NameOf(change.Entity)}: "
            + $"{Word(change.Before)} -> {Word(change.After)}";
    }

    /// <summary>What became of a run.</summary>
    public string Of(RunChange change)
    {
        string name = NameOf(change.After is { } after ? diff.To.Runs[after] : diff.From.Runs[change.Before!.Value]);
        if (change.Change is not ChangeKind.Changed)
        {
            return $"run {(change.Change is ChangeKind.Added ? "added" : "removed")}: {name}";
        }

        IEnumerable<string> uses = change.Inputs.Select(use => Use("reads", use))
            .Concat(change.Outputs.Select(use => Use("makes", use)));
        return $"run changed: {name} ({Few(uses.Concat(change.Attributes.Select(Told)))})";
    }

    private string Changed(EntityChange change)
    {
        ComparedName before = NameIn(diff.From, change.Entity.Before);
        ComparedName after = NameIn(diff.To, change.Entity.After);
        string noun = NounOf(change);
        if (!before.IsSameVersion(after))
        {
            string what = change.Part is EntityPart.Subject ? "has a new version" : "replaced";
            return $"{noun} {what}: {before} -> {(before.IsSameName(after) ? after.Version ?? "no version" : after)}";
        }

        string[] bytes = [.. OtherBytes(change)];
        return bytes.Length > 0
            ? $"{noun} has other bytes under the same version: {after} ({Few(bytes)})"
            : $"{noun} changed: {after} ({Few(change.Attributes.Select(Told).Concat(change.Files.Select(Told)))})";
    }

    /// <summary>Digests of one function, of the whole or of a file, none of which agree.</summary>
    private static IEnumerable<string> OtherBytes(EntityChange change)
    {
        const string Digests = "digests.";
        foreach (AttributeChange digest in change.Attributes.Where(own =>
            own is { Before: not null, After: not null } && own.Name.StartsWith(Digests, StringComparison.Ordinal)))
        {
            string[] before = digest.Before!.Split(", ");
            if (!before.Intersect(digest.After!.Split(", "), StringComparer.Ordinal).Any())
            {
                string function = digest.Name[Digests.Length..];
                yield return $"{function}:{Short(digest.Before)} -> {function}:{Short(digest.After)}";
            }
        }

        foreach (FileChange file in change.Files.Where(file => file.Change is ChangeKind.Changed))
        {
            HashSet<HashFunction> both = [.. file.Before.Select(digest => digest.Function)];
            both.IntersectWith(file.After.Select(digest => digest.Function));
            if (both.Any(function => !file.Before.Where(digest => digest.Function == function)
                .Intersect(file.After).Any()))
            {
                yield return Told(file);
            }
        }
    }

    private string NounOf(EntityChange change) => (change.Part, EntityOf(change.Entity).Kind) switch
    {
        (EntityPart.Adapter, _) => "adapter",
        (EntityPart.BaseModel, _) => "base model",
        (_, EntityKind.Model) => "model",
        (_, EntityKind.Dataset) => "dataset",
        (_, EntityKind.LabelSet) => "label set",
        (_, EntityKind.AiSystem) => "system",
        _ => "component",
    };

    /// <summary>For what something that came or went is or was used.</summary>
    private string UsesOf(EntityChange change)
    {
        bool isOld = change.Change is ChangeKind.Removed;
        IEnumerable<string> uses = edgesOf[change.Entity]
            .Where(edge => edge.Change == change.Change)
            .Select(edge => UseOf(edge.After ?? edge.Before!.Value, NameOf(edge.Subject, isOld)));
        return Few(uses) is { Length: > 0 } told ? $" ({told})" : "";
    }

    private static string UseOf(EdgeLabel label, string subject) => label.Kind switch
    {
        EdgeKind.Contains => $"part of {subject}",
        EdgeKind.DependsOn => $"needed by {subject}",
        EdgeKind.TrainedOn or EdgeKind.TestedOn => $"{DetailOf(label)} data of {subject}",
        EdgeKind.DerivedFrom => label.Method is null
            ? $"source of {subject}"
            : $"source of {subject}, {DetailOf(label)}",
        EdgeKind.LabeledWith => $"labels of {subject}",
        EdgeKind.GeneratedWith => $"made rows or labels of {subject}",
        _ => $"replaced by {subject}",
    };

    private static bool IsToldWithItsObject(EdgeChange edge) =>
        (edge.Change is ChangeKind.Added && edge.Object.Before is null)
        || (edge.Change is ChangeKind.Removed && edge.Object.After is null);

    private string Use(string verb, RunUse use) =>
        $"{(use.Change is ChangeKind.Added ? "now" : "no longer")} {verb} {NameOf(use.Entity)}";

    private static string Told(AttributeChange change)
    {
        bool isDigest = change.Name.StartsWith("digests.", StringComparison.Ordinal);
        return $"{change.Name}: {Value(change.Before, isDigest)} -> {Value(change.After, isDigest)}";
    }

    private static string Told(FileChange change) => change.Change switch
    {
        ChangeKind.Added => $"file {Cut(change.Name)} added",
        ChangeKind.Removed => $"file {Cut(change.Name)} removed",
        _ => $"file {Cut(change.Name)}: {First(change.Before)} -> {First(change.After)}",
    };

    private static string First(ImmutableArray<DeclaredDigest> digests) => digests is [var digest, ..]
        ? $"{digest.Function.ToString().ToLowerInvariant()}:{Short(digest.Hex)}"
        : "no digest";

    private static string Value(string? value, bool isDigest) => (value, isDigest) switch
    {
        (null, _) => "nothing",
        (_, true) => Short(value),
        _ => Cut(value),
    };

    private static string Short(string hex) => hex[..Math.Min(hex.Length, DigestDigits)];

    private static string Cut(string text) =>
        text.Length <= MostCharacters ? text : string.Concat(text.AsSpan(0, MostCharacters), "…");

    private static string Few(IEnumerable<string> details)
    {
        string[] all = [.. details];
        string told = string.Join("; ", all.Take(MostDetails));
        return all.Length > MostDetails ? $"{told}; and {all.Length - MostDetails} more" : told;
    }

    private static string DetailOf(EdgeLabel label) => label switch
    {
        { Method: { } method } => Word(method),
        { Role: { } role } => Word(role),
        _ => "unspecified",
    };

    private string NameOf(EntityPair pair, bool isOld = false) =>
        isOld && pair.Before is not null ? NameBefore(pair) : NameIn(pair).ToString();

    private string NameBefore(EntityPair pair) => NameIn(diff.From, pair.Before).ToString();

    private ComparedName NameIn(EntityPair pair) =>
        pair.After is null ? NameIn(diff.From, pair.Before) : NameIn(diff.To, pair.After);

    private static ComparedName NameIn(StatementSet set, int? position) =>
        ComparedName.Of(set.Entities[position!.Value]);

    private static string NameOf(DeclaredRun run) => Cut(run.Name ?? run.Id ?? run.Pointer);

    private DeclaredEntity EntityOf(EntityPair pair) =>
        pair.After is { } after ? diff.To.Entities[after] : diff.From.Entities[pair.Before!.Value];

    private static string Word(Enum value) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());

    /// <summary>What a person calls a thing.</summary>
    private readonly record struct ComparedName(string Name, string? Version)
    {
        public static ComparedName Of(DeclaredEntity entity)
        {
            PackageUrl? url = entity.NormalizedUrl();
            string? version = string.IsNullOrEmpty(entity.Version) ? url?.Version : entity.Version;
            string? repository = url is null ? null : (url with { Version = null }).ToString();
            string name = entity.QualifiedName() is { Length: > 0 } own
                ? own
                : repository ?? entity.BomRef ?? entity.Pointer;
            return new ComparedName(Cut(name), version is null ? null : Cut(version));
        }

        public bool IsSameName(ComparedName other) => string.Equals(Name, other.Name, StringComparison.Ordinal);

        public bool IsSameVersion(ComparedName other) =>
            IsSameName(other) && string.Equals(Version, other.Version, StringComparison.Ordinal);

        public override string ToString() => Version is null ? Name : $"{Name}@{Version}";
    }
}

/// <summary>What a change is of.</summary>
public enum ChangeSubject
{
    /// <summary>A thing.</summary>
    Entity = 1,

    /// <summary>An edge between things.</summary>
    Edge,

    /// <summary>How complete a relation is said to be.</summary>
    Completeness,

    /// <summary>A run.</summary>
    Run,
}

/// <summary>A change in the words of a person.</summary>
/// <param name="Subject">What it is of.</param>
/// <param name="Change">What became of that.</param>
/// <param name="Text">The sentence.</param>
public readonly record struct DiffSentence(ChangeSubject Subject, ChangeKind Change, string Text);
