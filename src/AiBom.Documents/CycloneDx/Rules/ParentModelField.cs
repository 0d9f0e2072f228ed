using AiBom.Documents.Drafts;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary>
/// <c>modelCard.modelParameters.parentModel</c> with <c>name</c>, <c>version</c> and <c>source</c>: a field that
/// Manifest's early documents have and the standard does not.
/// </summary>
internal static class ParentModelField
{
    private const string Rule = "manifest:parentModel";

    public static IEnumerable<NamedSource> Of(Entry model)
    {
        if (model is ComponentEntry entry
            && entry.Part.Object("modelCard")?.Object("modelParameters")?.Object("parentModel") is { } parent
            && parent.Text("name") is { } name)
        {
            yield return new NamedSource(name, parent.At, Rule)
            {
                Version = parent.Text("version"),
                Link = parent.Text("source"),
            };
        }
    }
}
