using AiBom.Domain;

namespace AiBom.Registry.Tests.Identity;

/// <summary>
/// Which keys are one thing, reckoned naively from everything that stands, as sets of texts: no numbers, no increments.
/// </summary>
internal sealed class IdentityOracle
{
    private readonly Dictionary<string, IdentityScheme> schemes = new(StringComparer.Ordinal);
    private readonly List<Link> declared = [];
    private readonly HashSet<(string Actor, string One, string Other)> asserted = [];

    /// <summary>Takes the entities of an accepted document.</summary>
    public void Take(IEnumerable<IReadOnlyList<IdentityKey>> entities, Assurance assurance)
    {
        foreach (IReadOnlyList<IdentityKey> keys in entities)
        {
            foreach (IdentityKey key in keys)
            {
                schemes[key.Text] = key.Scheme;
            }

            declared.AddRange(keys.Skip(1).Select(other => new Link(keys[0].Text, other.Text, assurance)));
        }
    }

    public void Assert(string actor, string one, string other) => asserted.Add((actor, one, other));

    public void Retract(string actor, string one, string other) => asserted.Remove((actor, one, other));

    public bool Stands(string actor, string one, string other) => asserted.Contains((actor, one, other));

    public IReadOnlyList<string> Keys() => [.. schemes.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The classes of more than one key, at a level.</summary>
    public string Classes(Assurance level)
    {
        Link[] links = [.. Links().Where(link => link.Assurance >= level)];
        List<HashSet<string>> classes =
            [.. schemes.Keys.Select(key => new HashSet<string>([key], StringComparer.Ordinal))];
        Merge(classes, links.Where(link => IsFirm(link.One) && IsFirm(link.Other))
            .Select(link => (link.One, link.Other)));
        ResolveTier(classes, links, IdentityScheme.PackageUrl);
        ResolveTier(classes, links, IdentityScheme.ShortCommit);
        return string.Join('\n', classes.Where(own => own.Count > 1)
            .Select(own => string.Join(" = ", own.Order(StringComparer.Ordinal)))
            .Order(StringComparer.Ordinal));
    }

    private void ResolveTier(List<HashSet<string>> classes, Link[] links, IdentityScheme tier)
    {
        List<HashSet<string>> before = [.. classes.Select(own => new HashSet<string>(own, StringComparer.Ordinal))];
        HashSet<string> ClassOf(string key) => before.Single(own => own.Contains(key));
        bool IsStrong(HashSet<string> own) => own.Any(key => schemes[key] < tier);
        bool TakesPart(string key) => IsFirm(key) || schemes[key] <= tier;

        var choices = new Dictionary<string, HashSet<string>?>(StringComparer.Ordinal);
        foreach (string key in schemes.Keys.Where(key => schemes[key] == tier))
        {
            var offers = Around(links, key)
                .Where(offer => TakesPart(offer.Other) && IsStrong(ClassOf(offer.Other)))
                .Select(offer => (Class: ClassOf(offer.Other), offer.Assurance))
                .ToArray();
            if (offers.Length > 0)
            {
                choices[key] = OnlyBest(offers);
            }
        }

        bool IsWeak(string key) => TakesPart(key) && !IsStrong(ClassOf(key)) && !choices.ContainsKey(key);
        List<(string, string)> joins =
            [.. links.Where(link => IsWeak(link.One) && IsWeak(link.Other)).Select(link => (link.One, link.Other))];
        Merge(classes, joins);
        List<(string, string)> follow = [.. choices.Where(choice => choice.Value is not null)
            .Select(choice => (choice.Key, choice.Value!.First()))];
        foreach (HashSet<string> weak in classes.Where(own => own.All(IsWeak)))
        {
            var offers = weak.SelectMany(key => Around(links, key))
                .Where(offer => choices.ContainsKey(offer.Other))
                .Select(offer => (Class: choices[offer.Other] ?? ClassOf(offer.Other), offer.Assurance))
                .ToArray();
            if (offers.Length > 0 && OnlyBest(offers) is { } target)
            {
                follow.Add((weak.First(), target.First()));
            }
        }

        Merge(classes, follow);
    }

    private static HashSet<string>? OnlyBest((HashSet<string> Class, Assurance Assurance)[] offers)
    {
        Assurance best = offers.Max(offer => offer.Assurance);
        HashSet<string>[] classes =
            [.. offers.Where(offer => offer.Assurance == best).Select(offer => offer.Class).Distinct()];
        return classes.Length == 1 ? classes[0] : null;
    }

    private static void Merge(List<HashSet<string>> classes, IEnumerable<(string One, string Other)> pairs)
    {
        foreach ((string one, string other) in pairs.ToArray())
        {
            HashSet<string> left = classes.Single(own => own.Contains(one));
            HashSet<string> right = classes.Single(own => own.Contains(other));
            if (!ReferenceEquals(left, right))
            {
                left.UnionWith(right);
                classes.Remove(right);
            }
        }
    }

    private static IEnumerable<(string Other, Assurance Assurance)> Around(Link[] links, string key) => links
        .Where(link => link.One == key || link.Other == key)
        .Select(link => (link.One == key ? link.Other : link.One, link.Assurance));

    private IEnumerable<Link> Links() => declared
        .Concat(asserted.Select(said => new Link(said.One, said.Other, Assurance.Asserted)))
        .Concat(
            from cut in schemes
            where cut.Value is IdentityScheme.ShortCommit
            from whole in schemes
            where whole.Value is IdentityScheme.PackageUrl && whole.Key.StartsWith(cut.Key, StringComparison.Ordinal)
            select new Link(cut.Key, whole.Key, Assurance.Asserted));

    private bool IsFirm(string key) => schemes[key] is IdentityScheme.Digest or IdentityScheme.Name;

    private sealed record Link(string One, string Other, Assurance Assurance);
}
