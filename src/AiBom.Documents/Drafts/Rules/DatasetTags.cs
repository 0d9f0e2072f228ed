namespace AiBom.Documents.Drafts.Rules;

/// <summary>
/// The hub's tag <c>dataset:org/name</c> of a model: the hub derives it from the data it was trained on.
/// </summary>
internal static class DatasetTags
{
    private const string Rule = "hub:dataset-tag";
    private const string Prefix = "dataset:";

    public static IEnumerable<NamedSource> Of(Entry model) => model.Tags
        .Where(tag => tag.Text.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(tag => new NamedSource(tag.Text[Prefix.Length..], tag.At, Rule));
}
