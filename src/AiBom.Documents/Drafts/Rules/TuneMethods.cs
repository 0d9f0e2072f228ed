using AiBom.Domain;

namespace AiBom.Documents.Drafts.Rules;

/// <summary>
/// <c>cdx:ai-ml:model:parameter:tune_method</c> of CycloneDX's property taxonomy, whose examples write
/// <c>tuning_method</c>: one word or several with commas. An adapter goes first, for it says what the model is;
/// tuning goes before the alignment that follows it. Words outside the taxonomy say nothing.
/// </summary>
internal static class TuneMethods
{
    private static readonly string[] Names =
        ["cdx:ai-ml:model:parameter:tune_method", "cdx:ai-ml:model:parameter:tuning_method"];

    private static readonly DerivationMethod[] ByPrecedence =
        [DerivationMethod.Adapter, DerivationMethod.FineTuning, DerivationMethod.Alignment];

    public static DerivationMethod? Of(Entry model)
    {
        HashSet<DerivationMethod> stated =
        [
            .. model.Named(Names)
                .SelectMany(property => property.Value.Split(',', StringSplitOptions.TrimEntries))
                .Select(MethodOf)
                .OfType<DerivationMethod>(),
        ];
        return ByPrecedence.Select(method => (DerivationMethod?)method).FirstOrDefault(
            method => stated.Contains(method!.Value));
    }

    private static DerivationMethod? MethodOf(string keyword) => keyword.ToLowerInvariant() switch
    {
        "full" or "sft" => DerivationMethod.FineTuning,
        "rlhf" => DerivationMethod.Alignment,

        // A tuned prompt, too, is trained parameters beside the weights of the base.
        "adapter" or "prompt" or "lora" or "alora" or "qlora" => DerivationMethod.Adapter,
        _ => null,
    };
}
