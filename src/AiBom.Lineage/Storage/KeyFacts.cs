using AiBom.Domain;

namespace AiBom.Lineage;

/// <summary>What is known of one key, or of a class of keys; <c>Kind</c> 0 means the key does not exist.</summary>
internal readonly record struct KeyFacts(
    EntityKind Kind,
    IdentityScheme Scheme,
    Claimed<DateTimeOffset>? Created,
    Claimed<Completeness>? Ancestors,
    Claimed<Completeness>? TrainingData,
    bool IsDescribed)
{
    /// <summary>What its lineage leaves open by its maker's own word.</summary>
    public Doubts DeclaredDoubts =>
        (Ancestors?.Value switch
        {
            Completeness.Unknown => Doubts.DerivationUnknown,
            Completeness.Incomplete => Doubts.DerivationIncomplete,
            _ => Doubts.None,
        })
        | (TrainingData?.Value switch
        {
            Completeness.Unknown => Doubts.TrainingDataUnknown,
            Completeness.Incomplete => Doubts.TrainingDataIncomplete,
            _ => Doubts.None,
        });

    /// <summary>What nobody said anything of, though the kind of thing has it.</summary>
    public Doubts Silences =>
        (Kind is EntityKind.Model or EntityKind.Dataset && IsSilent(Ancestors) ? Doubts.DerivationUnknown : Doubts.None)
        | (Kind is EntityKind.Model && IsSilent(TrainingData) ? Doubts.TrainingDataUnknown : Doubts.None);

    public static KeyFacts Of(EntityFacts facts) =>
        new(facts.Kind, facts.Scheme, facts.Created, facts.Ancestors, facts.TrainingData, facts.IsDescribed);

    /// <summary>These facts and those of another key of the same thing; the kind and scheme stay this key's.</summary>
    public KeyFacts And(in KeyFacts other) => this with
    {
        Created = Claimed.Better(Created, other.Created),
        Ancestors = Claimed.Worse(Ancestors, other.Ancestors),
        TrainingData = Claimed.Worse(TrainingData, other.TrainingData),
        IsDescribed = IsDescribed || other.IsDescribed,
    };

    private static bool IsSilent(Claimed<Completeness>? claim) => claim is not { Value: not Completeness.NotSpecified };
}
