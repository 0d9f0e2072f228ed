namespace AiBom.Lineage;

/// <summary>Why an entity is possibly affected.</summary>
[Flags]
public enum Doubts
{
    /// <summary>It is not.</summary>
    None = 0,

    /// <summary>What it was derived from is declared unknown.</summary>
    DerivationUnknown = 1,

    /// <summary>Not all it was derived from is listed.</summary>
    DerivationIncomplete = 1 << 1,

    /// <summary>What it was trained on is declared unknown.</summary>
    TrainingDataUnknown = 1 << 2,

    /// <summary>Not all it was trained on is listed.</summary>
    TrainingDataIncomplete = 1 << 3,

    /// <summary>Something upstream is possibly affected.</summary>
    Inherited = 1 << 4,

    /// <summary>A statement that did not prevail says that it and something affected are one thing.</summary>
    IdentityAmbiguous = 1 << 5,

    /// <summary>The search was cut before it could tell.</summary>
    SearchCut = 1 << 6,
}
