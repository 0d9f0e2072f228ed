using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Documents.Comparison;

/// <summary>One thing as one document speaks of it, in however many places.</summary>
internal sealed class ComparedThing(ComparedDocument document, int index, int? number)
{
    private readonly List<int> positions = [];
    private readonly HashSet<IdentityKey> keys = [];
    private int? described;

    /// <summary>Its place among the things of the document.</summary>
    public int Index { get; } = index;

    /// <summary>Its number in the record.</summary>
    public int? Number { get; } = number;

    public ComparedDocument Document { get; } = document;

    public EntityKind Kind => Entity.Kind;

    /// <summary>The position of the entity that says most of it: the first that describes it, else the first.</summary>
    public int Position => described ?? positions[0];

    public DeclaredEntity Entity => At(Position);

    /// <summary>Everything that is said of it, what says most first.</summary>
    public IEnumerable<DeclaredEntity> Entities => positions.Count == 1
        ? [At(positions[0])]
        : positions.OrderByDescending(position => At(position).IsDescribed).Select(At);

    public string QualifiedName => First(entity => entity.QualifiedName()) ?? "";

    /// <summary>The version, else that of the package URL.</summary>
    public string? Version => First(entity => entity.Version) ?? Url?.Version;

    /// <summary>The package URL or the place on a hub, in one spelling.</summary>
    public PackageUrl? Url => Entities.Select(entity => entity.NormalizedUrl()).FirstOrDefault(url => url is not null);

    public string? First(Func<DeclaredEntity, string?> of) =>
        Entities.Select(of).FirstOrDefault(text => !string.IsNullOrEmpty(text));

    public DateTimeOffset? FirstInstant(Func<DeclaredEntity, DateTimeOffset?> of) =>
        Entities.Select(of).FirstOrDefault(instant => instant is not null)?.Truncate();

    public void Add(int position, ImmutableArray<IdentityKey> own)
    {
        positions.Add(position);
        described ??= At(position).IsDescribed ? position : null;
        keys.UnionWith(own);
    }

    /// <summary>Its keys of one scheme.</summary>
    public IEnumerable<string> Keys(IdentityScheme scheme) =>
        keys.Where(key => key.Scheme == scheme).Select(key => key.Text);

    /// <summary>What all releases of it have in common at a registry or hub: its package URL without release.</summary>
    public IEnumerable<string> Repository() => Url is null
        ? []
        : [$"{Kind}|{Url with { Version = null, Qualifiers = null }}"];

    /// <summary>What all versions of it have in common in the words of its publisher.</summary>
    public IEnumerable<string> Line() =>
        QualifiedName is { Length: > 0 } name ? [$"{Document.Scope}|{Kind}|{name}"] : [];

    /// <summary>Where it stands under which name, which tells things apart that nothing else does.</summary>
    public IEnumerable<string> Places() => Entities.Select(entity =>
        $"{Document.Scope}|{Kind}|{entity.QualifiedNameAndVersion()}|{entity.BomRef ?? entity.Pointer}");

    private DeclaredEntity At(int position) => Document.Statements.Entities[position];
}
