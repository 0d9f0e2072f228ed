using AiBom.Domain;

namespace AiBom.Lineage;

/// <summary>The keys of one thing. Its representative is the strongest key, of equally strong ones the first.</summary>
/// <param name="Representative">The key that stands for the class.</param>
/// <param name="Members">All its keys, in order.</param>
internal sealed record KeyClass(int Representative, int[] Members)
{
    /// <summary>The classes of the component that <paramref name="resolver"/> has just resolved.</summary>
    public static IEnumerable<KeyClass> Of(View view, ClassResolver resolver) =>
        Enumerable.Range(0, resolver.Keys.Length)
            .GroupBy(resolver.ClassOf, index => resolver.Keys[index])
            .Select(keys => Of(view, keys))
            .ToList();

    private static KeyClass Of(View view, IEnumerable<int> keys)
    {
        int[] members = [.. keys.Order()];
        return new KeyClass(members.MinBy(id => ((int)view.Scheme(id), id)), members);
    }
}

/// <summary>The classes of one key, one for each level of assurance.</summary>
internal sealed class KeyClasses
{
    private readonly KeyClass?[] _byLevel = new KeyClass?[(int)Assurance.Verified + 1];

    public KeyClass this[Assurance level]
    {
        get => _byLevel[(int)level]!;
        set => _byLevel[(int)level] = value;
    }
}
