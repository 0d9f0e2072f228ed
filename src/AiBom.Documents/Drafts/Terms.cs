using System.Text.Json;
using AiBom.Domain;

namespace AiBom.Documents.Drafts;

/// <summary>The words by which documents name methods, roles and completeness: ours, and tools' habits.</summary>
internal static class Terms
{
    private static readonly char[] Separators = [',', ';', '|', '/', ' '];
    private static readonly char[] Blanks = [' ', '\t', '\r', '\n'];
    private static readonly char[] Punctuation = [',', '.', ';', ':', '(', ')', '"', '\''];

    private static readonly Dictionary<string, DerivationMethod> ToolMethods = new(StringComparer.OrdinalIgnoreCase)
    {
        ["finetune"] = DerivationMethod.FineTuning,
        ["finetuned"] = DerivationMethod.FineTuning,
        ["finetuning"] = DerivationMethod.FineTuning,
        ["fine-tune"] = DerivationMethod.FineTuning,
        ["fine-tuned"] = DerivationMethod.FineTuning,
        ["fine-tuning"] = DerivationMethod.FineTuning,
        ["fine_tune"] = DerivationMethod.FineTuning,
        ["fine_tuned"] = DerivationMethod.FineTuning,
        ["adapter"] = DerivationMethod.Adapter,
        ["lora"] = DerivationMethod.Adapter,
        ["quantized"] = DerivationMethod.Quantization,
        ["quantize"] = DerivationMethod.Quantization,
        ["quantization"] = DerivationMethod.Quantization,
        ["merge"] = DerivationMethod.Merge,
        ["merged"] = DerivationMethod.Merge,
        ["distilled"] = DerivationMethod.Distillation,
        ["distillation"] = DerivationMethod.Distillation,
        ["converted"] = DerivationMethod.FormatConversion,
        ["pruned"] = DerivationMethod.Pruning,
    };

    /// <summary>What follows the word in "a quantized version of b", "fine-tuned from b", "adapter for b".</summary>
    private static readonly HashSet<string> RelationWords = new(
        ["from", "of", "for", "version", "variant", "on", "with"], StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, DatasetRole> ToolRoleWords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["train"] = DatasetRole.Training,
        ["training"] = DatasetRole.Training,
        ["pretrain"] = DatasetRole.Training,
        ["pretraining"] = DatasetRole.Training,
        ["pre-training"] = DatasetRole.Training,

        // Calibration data shape the numbers of a quantized model.
        ["calibrate"] = DatasetRole.Training,
        ["calibration"] = DatasetRole.Training,
        ["finetune"] = DatasetRole.FineTuning,
        ["finetuned"] = DatasetRole.FineTuning,
        ["fine-tune"] = DatasetRole.FineTuning,
        ["fine-tuning"] = DatasetRole.FineTuning,
        ["finetuning"] = DatasetRole.FineTuning,
        ["alignment"] = DatasetRole.Alignment,
        ["validate"] = DatasetRole.Validation,
        ["validation"] = DatasetRole.Validation,
        ["test"] = DatasetRole.Testing,
        ["testing"] = DatasetRole.Testing,
        ["eval"] = DatasetRole.Testing,
        ["evaluation"] = DatasetRole.Testing,
        ["benchmark"] = DatasetRole.Testing,
        ["benchmarking"] = DatasetRole.Testing,
    };

    private static readonly Dictionary<string, DatasetRole>.AlternateLookup<ReadOnlySpan<char>> ToolRoleTexts =
        ToolRoleWords.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The taxonomy's spelling: <c>FINE_TUNING</c>.</summary>
    public static T? Own<T>(string? text)
        where T : struct, Enum =>
        text is not null
        && text.All(sign => char.IsAsciiLetter(sign) || sign == '_')
        && Enum.TryParse(text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out T value)
        && Enum.IsDefined(value)
            ? value
            : null;

    /// <summary>A value in the taxonomy's spelling.</summary>
    public static string Own<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());

    /// <summary>A tool's word for a relation between models.</summary>
    public static DerivationMethod? ToolMethod(string? text) =>
        text is not null && ToolMethods.TryGetValue(text.Trim(), out DerivationMethod method) ? method : null;

    /// <summary>
    /// How free text says that something was derived: "a was fine-tuned from b", "merge of b, c", "Hugging Face
    /// relation: adapter". A word of that kind that relates nothing is left alone.
    /// </summary>
    public static DerivationMethod? DescribedMethod(string? text)
    {
        string[] words = (text ?? "").Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        for (int at = 0; at < words.Length; at++)
        {
            if (ToolMethod(words[at].Trim(Punctuation)) is { } method
                && ((at + 1 < words.Length && RelationWords.Contains(words[at + 1].Trim(Punctuation)))
                    || (at > 0 && words[at - 1].Equals("relation:", StringComparison.OrdinalIgnoreCase))))
            {
                return method;
            }
        }

        return null;
    }

    /// <summary>A tool's words for what a dataset was used for, such as <c>evaluation|benchmarking</c>.</summary>
    public static List<DatasetRole> ToolRoles(ReadOnlySpan<char> text)
    {
        var roles = new List<DatasetRole>();
        foreach (Range word in text.SplitAny(Separators))
        {
            if (ToolRoleTexts.TryGetValue(text[word].Trim(), out DatasetRole role))
            {
                roles.Add(role);
            }
        }

        return roles;
    }

    /// <summary>A tool's word for what a dataset was used for.</summary>
    public static DatasetRole? ToolRole(string word) =>
        ToolRoleWords.TryGetValue(word, out DatasetRole role) ? role : null;

    /// <summary>The edge that a role makes: validation and testing do not taint.</summary>
    public static EdgeKind EdgeOf(DatasetRole role) =>
        role is DatasetRole.Validation or DatasetRole.Testing ? EdgeKind.TestedOn : EdgeKind.TrainedOn;

    /// <summary>A composition's <c>aggregate</c> (CycloneDX 1.5 and later; 1.4 has the first of each kind).</summary>
    public static Completeness? Aggregate(string? text) => text switch
    {
        "complete" => Completeness.Complete,
        "not_specified" => Completeness.NotSpecified,
        "unknown" => Completeness.Unknown,
        "incomplete"
            or "incomplete_first_party_only"
            or "incomplete_first_party_proprietary_only"
            or "incomplete_first_party_opensource_only"
            or "incomplete_third_party_only"
            or "incomplete_third_party_proprietary_only"
            or "incomplete_third_party_opensource_only" => Completeness.Incomplete,
        _ => null,
    };

    /// <summary>
    /// What a package URL names: by its spelling; where that fits models and datasets alike, a dataset if it stands
    /// where one does, and else a model.
    /// </summary>
    public static EntityKind? KindOf(PackageUrl url, EntityKind guess) => HubIdentity.KindOf(url)
        ?? (url.Type, guess) switch
        {
            ("huggingface", EntityKind.Dataset or EntityKind.LabelSet) => guess,
            ("huggingface" or "mlflow", _) => EntityKind.Model,
            _ => null,
        };
}
