namespace AiBom.Documents.Drafts.Rules;

/// <summary>
/// The hub's tags <c>base_model:org/name</c> and <c>base_model:relation:org/name</c> of a model without pedigree. The
/// hub writes both for one base; the one with the relation says more.
/// </summary>
internal static class BaseModelTags
{
    private const string Rule = "hub:base-model-tag";

    public static IEnumerable<NamedSource> Of(Entry model) => HubTags.Read(model)
        .OrderBy(tag => tag.Method is null)
        .Select(tag => new NamedSource(tag.Name, tag.At, Rule) { Method = tag.Method });
}
