using AiBom.Domain;

namespace AiBom.Documents.Drafts.Rules;

/// <summary>
/// <c>cdx:ai:variant</c>, the labels that cdxgen finds in a model's names and tags. Several that differ do not say how
/// it came from its base.
/// </summary>
internal static class ModelVariants
{
    private const string Name = "cdx:ai:variant";

    public static DerivationMethod? Of(Entry model)
    {
        DerivationMethod[] stated =
        [
            .. model.Properties[Name]
                .Select(property => Terms.ToolMethod(property.Value))
                .OfType<DerivationMethod>()
                .Distinct()
                .Take(2),
        ];
        return stated is [DerivationMethod method] ? method : null;
    }
}
