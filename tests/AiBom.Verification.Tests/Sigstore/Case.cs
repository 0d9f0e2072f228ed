using AiBom.Testing.Sigstore;

namespace AiBom.Verification.Tests.Sigstore;

/// <summary>Evidence, and what must come of it.</summary>
/// <param name="Name">The case's name.</param>
/// <param name="Fails">The check that must be the first to fail; empty for sound evidence.</param>
/// <param name="Recipe">How it is made.</param>
internal sealed record Case(string Name, string Fails, Recipe Recipe)
{
    private readonly Lazy<Evidence> evidence = new(() => VirtualSigstore.Mint(Recipe));

    /// <summary>The evidence, minted once.</summary>
    public Evidence Evidence => evidence.Value;

    /// <summary>Whether it must be accepted.</summary>
    public bool IsSound => Fails.Length is 0;

    /// <summary>Every case: each broken one breaks one rule, with every signer honest.</summary>
    public static IReadOnlyDictionary<string, Case> All { get; } =
        ((IEnumerable<Case>)[
            .. SoundCases.All,
            .. FormatCases.All,
            .. RootCases.All,
            .. LogCases.All,
            .. BodyCases.All,
            .. TimeCases.All,
            .. CertificateCases.All,
            .. ContentCases.All,
        ]).ToDictionary(one => one.Name);

    /// <summary>One entry of a first log, changed on its way.</summary>
    public static Recipe FirstWritten(Change change) =>
        Recipe.Message with { Entries = [new() { Written = change }] };

    /// <summary>One entry of a second log, changed on its way.</summary>
    public static Recipe SecondWritten(Change change) =>
        Recipe.Message2 with { Entries = [EntryRecipe.Second with { Written = change }] };

    /// <summary>One entry of a log, which took in something else than it should have.</summary>
    public static Recipe Logged(Recipe recipe, Change change) =>
        recipe with { Entries = [recipe.Entries[0] with { Logged = change }] };

    /// <summary>A trusted root that says something else.</summary>
    public static Recipe Rooted(Recipe recipe, Change change) =>
        recipe with { Root = recipe.Root with { Written = change } };

    /// <summary>A certificate that says something else.</summary>
    public static Recipe Certified(LeafRecipe leaf) => Recipe.Message with { Leaf = leaf };
}
