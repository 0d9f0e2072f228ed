using AiBom.Domain;

namespace AiBom.Lineage;

/// <summary>A set of edge kinds.</summary>
public readonly record struct EdgeKinds
{
    private readonly int _bits;

    private EdgeKinds(int bits) => _bits = bits;

    /// <summary>The kinds along which a compromise always travels.</summary>
    public static EdgeKinds Taint { get; } =
        Of(EdgeKind.DerivedFrom, EdgeKind.TrainedOn, EdgeKind.LabeledWith, EdgeKind.GeneratedWith);

    /// <summary>The set of <paramref name="kinds"/>.</summary>
    public static EdgeKinds Of(params ReadOnlySpan<EdgeKind> kinds)
    {
        int bits = 0;
        foreach (EdgeKind kind in kinds)
        {
            bits |= 1 << (int)kind;
        }

        return new EdgeKinds(bits);
    }

    /// <summary>This set and <paramref name="kind"/>.</summary>
    public EdgeKinds With(EdgeKind kind) => new(_bits | (1 << (int)kind));

    /// <summary>Whether <paramref name="kind"/> is in the set.</summary>
    public bool Contains(EdgeKind kind) => (_bits & (1 << (int)kind)) != 0;
}
