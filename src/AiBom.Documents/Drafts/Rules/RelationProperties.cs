using AiBom.Domain;

namespace AiBom.Documents.Drafts.Rules;

/// <summary>
/// A relation as a property: <c>ai.model.relation</c> on the base model or in its card (rust generator), which speaks
/// of what depends on it, or <c>base_model_relation</c> on the derived one (the hub's own field, as tools copy it).
/// </summary>
internal static class RelationProperties
{
    private static readonly string[] OnBase = ["ai.model.relation"];
    private static readonly string[] OnDerived = ["base_model_relation", "baseModelRelation"];

    public static DerivationMethod? OfBase(Entry baseModel) => MethodIn(baseModel, OnBase);

    public static DerivationMethod? OfDerived(Entry model) => MethodIn(model, OnDerived);

    private static DerivationMethod? MethodIn(Entry model, string[] names) => model.Named(names)
        .Select(property => Terms.ToolMethod(property.Value))
        .FirstOrDefault(method => method is not null);
}
