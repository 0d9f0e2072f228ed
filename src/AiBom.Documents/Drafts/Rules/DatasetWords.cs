using AiBom.Domain;

namespace AiBom.Documents.Drafts.Rules;

/// <summary>
/// What a dataset was used for, where only words beside it tell: a property <c>usage</c> (Manifest), or a description
/// or name that is such a word and no more, "Training dataset" (rust generator), "Validation split".
/// </summary>
internal static class DatasetWords
{
    private const string UsageProperty = "usage";
    private const int MostWords = 4;
    private const int LongestPhrase = 60;

    private static readonly HashSet<string> Nouns = new(
        ["data", "dataset", "datasets", "set", "split", "corpus"], StringComparer.OrdinalIgnoreCase);

    /// <summary>What it was used for: every use that the words name.</summary>
    public static DatasetRole[] RolesOf(Entry dataset, StatementDraft draft)
    {
        if (dataset.First(UsageProperty) is not null)
        {
            DatasetRole[] used =
            [
                .. dataset.Properties[UsageProperty].SelectMany(usage => Terms.ToolRoles(usage.Value)).Distinct(),
            ];
            if (used.Length > 0)
            {
                return used;
            }
        }

        if (dataset.Entity is not { } entity)
        {
            return [];
        }

        DatasetRole? said = RoleIn(draft.Entities[entity].Description) ?? RoleIn(draft.Entities[entity].Name);
        return said is { } role ? [role] : [];
    }

    private static DatasetRole? RoleIn(string? phrase)
    {
        if (phrase is null or { Length: > LongestPhrase })
        {
            return null;
        }

        string[] words = phrase.TrimEnd('.').Split(' ', MostWords + 1, StringSplitOptions.RemoveEmptyEntries);
        return words.Length is > 1 and <= MostWords && Nouns.Contains(words[^1])
            ? Terms.ToolRole(string.Join('-', words[..^1]))
            : null;
    }
}
