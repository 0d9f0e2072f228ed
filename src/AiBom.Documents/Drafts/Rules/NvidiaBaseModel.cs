using AiBom.Domain;

namespace AiBom.Documents.Drafts.Rules;

/// <summary>
/// <c>nvidia:architecture:base_model</c> of the registered taxonomy of NVIDIA: the name of the base model, mostly in
/// the sentence that the taxonomy prescribes, "This model was developed based on …".
/// </summary>
internal static class NvidiaBaseModel
{
    private const string Rule = "nvidia:architecture:base_model";
    private const string Sentence = "developed based on ";

    public static IEnumerable<NamedSource> Of(Entry model) => model.Named(Rule)
        .Select(property => new NamedSource(NameIn(property.Value), property.At, Rule) { Reading = Reading.Declared });

    private static string NameIn(string text)
    {
        int sentence = text.IndexOf(Sentence, StringComparison.OrdinalIgnoreCase);
        return (sentence < 0 ? text : text[(sentence + Sentence.Length)..]).Trim().TrimEnd('.');
    }
}
