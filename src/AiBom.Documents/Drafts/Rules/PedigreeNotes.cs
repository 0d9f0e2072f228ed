using AiBom.Domain;

namespace AiBom.Documents.Drafts.Rules;

/// <summary>
/// The notes of a pedigree, where they name the relation as tools do: <c>Hugging Face relation: adapter</c> (cdxgen),
/// <c>merge of a/b, c/d</c> (AIBoMGen), or in a sentence, "fine-tuned from b".
/// </summary>
internal static class PedigreeNotes
{
    public static DerivationMethod? Of(Entry model) => Terms.DescribedMethod(model.PedigreeNotes);
}
