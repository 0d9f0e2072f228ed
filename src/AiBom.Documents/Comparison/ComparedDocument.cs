using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Documents.Comparison;

/// <summary>One side of a comparison: what a document says, and which of its entities are one thing.</summary>
public sealed class ComparedDocument
{
    private readonly int[] thingOf;

    /// <param name="statements">What the document says.</param>
    /// <param name="scope">
    /// Within which its names are good. Names match only where both documents have the same scope.
    /// </param>
    /// <param name="numbers">
    /// For each entity the number of the thing that it is in a record which has both documents; empty where there is
    /// none.
    /// </param>
    public ComparedDocument(StatementSet statements, string scope, ImmutableArray<int> numbers = default)
    {
        Statements = statements;
        Scope = scope;
        ImmutableArray<IdentityKey>[] keys =
            [.. statements.Entities.Select(entity => entity.Keys(scope, statements.Document))];
        bool isRecorded = !numbers.IsDefaultOrEmpty;
        string[] groups = isRecorded
            ? [.. numbers.Select(number => $"{number}")]
            : ThingKeys.Group(keys);
        var byGroup = new Dictionary<string, ComparedThing>(StringComparer.Ordinal);
        thingOf = new int[groups.Length];
        for (int position = 0; position < groups.Length; position++)
        {
            if (!byGroup.TryGetValue(groups[position], out ComparedThing? thing))
            {
                thing = new ComparedThing(this, byGroup.Count, isRecorded ? numbers[position] : null);
                byGroup.Add(groups[position], thing);
            }

            thing.Add(position, keys[position]);
            thingOf[position] = thing.Index;
        }

        Things = [.. byGroup.Values.OrderBy(thing => thing.Index)];
    }

    /// <summary>What the document says.</summary>
    public StatementSet Statements { get; }

    /// <summary>Within which its names are good.</summary>
    internal string Scope { get; }

    /// <summary>What it speaks of, in order of first mention.</summary>
    internal ImmutableArray<ComparedThing> Things { get; }

    /// <summary>What it is about, if it says so.</summary>
    internal ComparedThing? Subject => Statements.Header.Subject is { } subject ? ThingAt(subject) : null;

    /// <summary>The thing that the entity at a position is.</summary>
    internal ComparedThing ThingAt(int position) => Things[thingOf[position]];
}

/// <summary>Which entities of one document are one thing, by their keys alone.</summary>
internal static class ThingKeys
{
    /// <summary>
    /// A name for the thing of each entity: its strongest key. A package URL that stands alone in one place and beside
    /// one digest in another names what has that digest; beside several it stays by itself.
    /// </summary>
    public static string[] Group(ImmutableArray<IdentityKey>[] keys)
    {
        var digestOf = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (ImmutableArray<IdentityKey> own in keys.Where(own => own[0].Scheme is IdentityScheme.Digest))
        {
            foreach (string url in own
                .Where(key => key.Scheme is IdentityScheme.PackageUrl)
                .Select(key => key.Text))
            {
                digestOf[url] = !digestOf.TryGetValue(url, out string? known)
                    || string.Equals(known, own[0].Text, StringComparison.Ordinal)
                        ? own[0].Text
                        : null;
            }
        }

        return [.. keys.Select(own => digestOf.GetValueOrDefault(own[0].Text) ?? own[0].Text)];
    }
}
