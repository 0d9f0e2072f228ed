using AiBom.Documents.Drafts.Rules;
using AiBom.Domain;

namespace AiBom.Documents.Drafts;

/// <summary>
/// How a thing came from an ancestor, where the document says so beside the edge. Our own properties go first; of a
/// model then, in this order, the properties of federated training, the hub's tag, the pedigree's notes, a relation in
/// a property, the registered tuning method, a tool's label, that there are several ancestors, and at last that its
/// weights are quantized. An edge's own words, such as a run's, go before all of these and are the rule's matter.
/// </summary>
internal sealed class StatedMethods
{
    private readonly Entry descendant;
    private readonly StatementDraft draft;
    private readonly DerivationMethod? own;
    private readonly DerivationMethod? said;
    private readonly DerivationMethod? labelled;
    private readonly DerivationMethod? last;
    private readonly Func<string, DerivationMethod?>? tagged;

    public StatedMethods(Entry descendant, StatementDraft draft)
    {
        this.descendant = descendant;
        this.draft = draft;
        own = OwnProperties.Method(descendant, draft);
        if (descendant.Kind is EntityKind.Model)
        {
            tagged = HubTags.Methods(descendant);
            said = PedigreeNotes.Of(descendant) ?? RelationProperties.OfDerived(descendant);
            labelled = TuneMethods.Of(descendant) ?? ModelVariants.Of(descendant);
            last = QuantizedWeights.Of(descendant);
        }
    }

    /// <summary>How it came from an ancestor; null where nothing says it.</summary>
    /// <param name="ancestor">The ancestor, where the document declares it.</param>
    /// <param name="name">The ancestor's name, with its group.</param>
    /// <param name="ofSeveral">What follows from there being several ancestors.</param>
    public DerivationMethod? Of(Entry? ancestor, string name, DerivationMethod? ofSeveral = null)
    {
        SourceWords? words = ancestor is null ? null : draft.WordsOf(ancestor);
        if (words?.SaysNoMethod is true)
        {
            return null;
        }

        return words?.Method ?? own ?? (tagged is null ? ofSeveral : OfModel(ancestor, words, name, ofSeveral));
    }

    private DerivationMethod? OfModel(
        Entry? ancestor, SourceWords? words, string name, DerivationMethod? ofSeveral) =>
        FederatedUpdates.Of(descendant, ancestor)
        ?? tagged!(name)
        ?? said
        ?? words?.Relation
        ?? labelled
        ?? ofSeveral
        ?? last;
}
