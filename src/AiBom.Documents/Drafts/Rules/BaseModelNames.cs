namespace AiBom.Documents.Drafts.Rules;

/// <summary>
/// The base model as a property of a model without pedigree, on the component or its card: <c>base_model</c> (OWASP
/// generator, and the hub's own field), <c>huggingface:baseModel</c> (AIBoMGen), <c>baseModel</c> with
/// <c>baseModelSource</c> beside it (Manifest), SPDX's hyperparameter <c>baseModel</c>, and their like.
/// </summary>
internal static class BaseModelNames
{
    private const string Rule = "tools:base-model-name";
    private const string Source = "baseModelSource";

    private static readonly string[] Names =
    [
        "base_model", "base_models", "baseModel", "baseModels", "huggingface:baseModel", "parentModel", "parent_model",
        "finetuned_from", "base_model_name_or_path",
    ];

    public static IEnumerable<NamedSource> Of(Entry model)
    {
        IEnumerable<NamedSource> named = model.Named(Names).SelectMany(
            property => NamedSource.NamesIn(property.Value),
            (property, name) => new NamedSource(name, property.At, Rule));
        return model.Named(Source).Select(property => property.Value).FirstOrDefault() is { } link
            && named.Take(2).Count() == 1
                ? named.Select(only => only with { Link = link })
                : named;
    }
}
