using AiBom.Domain;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary>
/// What the words of a task's name say, where the standard has no type for it: its types are of software, and a
/// training, a labelling or a quantization are <c>build</c> or <c>other</c>.
/// </summary>
internal static class TaskWords
{
    private static readonly (string Beginning, DerivationMethod Method)[] OfModels =
    [
        ("finetun", DerivationMethod.FineTuning),
        ("quantiz", DerivationMethod.Quantization),
        ("quantis", DerivationMethod.Quantization),
        ("distil", DerivationMethod.Distillation),
        ("prun", DerivationMethod.Pruning),
        ("lora", DerivationMethod.Adapter),
        ("qlora", DerivationMethod.Adapter),
        ("merg", DerivationMethod.Merge),
        ("rlhf", DerivationMethod.Alignment),
        ("dpo", DerivationMethod.Alignment),
        ("alignment", DerivationMethod.Alignment),
        ("conver", DerivationMethod.FormatConversion),
        ("aggregat", DerivationMethod.FederatedAggregation),
    ];

    private static readonly (string Beginning, DerivationMethod Method)[] OfData =
    [
        ("dedup", DerivationMethod.Deduplication),
        ("pseudonym", DerivationMethod.Pseudonymization),
        ("anonym", DerivationMethod.Anonymization),
        ("clean", DerivationMethod.Cleaning),
        ("filter", DerivationMethod.Filtering),
        ("augment", DerivationMethod.Augmentation),
        ("translat", DerivationMethod.Translation),
        ("sampl", DerivationMethod.Sampling),
        ("split", DerivationMethod.Split),
        ("aggregat", DerivationMethod.Aggregation),
        ("join", DerivationMethod.Join),
        ("merg", DerivationMethod.Join),
    ];

    private static readonly HashSet<string> Labeling = new(
        [
            "label", "labels", "labeling", "labelling", "relabeling", "relabelling", "annotate", "annotation",
            "annotations", "annotating",
        ],
        StringComparer.Ordinal);

    /// <summary>How what a task of that name makes is derived; null where no word tells.</summary>
    /// <param name="name">The task's name.</param>
    /// <param name="made">What it makes.</param>
    public static DerivationMethod? MethodOf(string? name, EntityKind? made)
    {
        (string Beginning, DerivationMethod Method)[] known = made switch
        {
            EntityKind.Model => OfModels,
            EntityKind.Dataset => OfData,
            _ => [],
        };
        foreach (string word in WordsOf(name))
        {
            foreach ((string beginning, DerivationMethod method) in known)
            {
                if (word.StartsWith(beginning, StringComparison.Ordinal))
                {
                    return method;
                }
            }
        }

        return null;
    }

    /// <summary>Whether a task of that name makes labels.</summary>
    public static bool IsLabeling(string? name) => WordsOf(name).Any(Labeling.Contains);

    /// <summary>The words in lower case; <c>fine-tune</c> and <c>fine tune</c> are one word.</summary>
    private static IEnumerable<string> WordsOf(string? name)
    {
        string text = (name ?? "").ToLowerInvariant();
        int start = 0;
        bool isFine = false;
        for (int at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && char.IsLetter(text[at]))
            {
                continue;
            }

            if (at > start)
            {
                string word = text[start..at];
                if (isFine)
                {
                    yield return $"fine{word}";
                }

                isFine = word is "fine";
                yield return word;
            }

            start = at + 1;
        }
    }
}
