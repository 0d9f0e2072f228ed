using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Drafts.Rules;

/// <summary>
/// The base model as a mere name, for a model without pedigree: a property <c>base_model</c> (OWASP generator),
/// <c>baseModel</c>, <c>huggingface:baseModel</c> (AIBoMGen) or <c>nvidia:architecture:base_model</c> on the component
/// or its card, or a hub tag <c>base_model:relation:org/name</c>. It becomes a model that is named and not described.
/// </summary>
internal static class BaseModelNames
{
    private const string Rule = "tools:base-model-name";
    private const int LongestName = 200;

    private static readonly string[] Names =
        ["base_model", "baseModel", "huggingface:baseModel", "nvidia:architecture:base_model"];

    public static void Read(StatementDraft draft)
    {
        var withSources = draft.Statements
            .Where(statement => statement.Predicate is EdgeKind.DerivedFrom)
            .Select(statement => statement.Subject)
            .ToHashSet();
        Dictionary<string, int>? models = null;
        foreach (Entry entry in draft.Entries.ToArray())
        {
            if (entry is not { Kind: EntityKind.Model, Entity: { } subject } || withSources.Contains(subject))
            {
                continue;
            }

            foreach ((string name, DerivationMethod? method, Pointer at) in NamesOf(entry))
            {
                models ??= ModelsOf(draft);
                if (!models.TryGetValue(name, out int source))
                {
                    source = Declare(draft, name, at);
                    models.Add(name, source);
                }

                if (source != subject)
                {
                    draft.Relate(subject, EdgeKind.DerivedFrom, source, at, Reading.Inferred, Rule, method);
                }
            }
        }
    }

    private static IEnumerable<(string Name, DerivationMethod? Method, Pointer At)> NamesOf(Entry entry)
    {
        IEnumerable<(string Name, DerivationMethod? Method, Pointer At)> named =
            from property in Names
            from value in entry.Properties[property].Concat(entry.CardProperties[property])
            from name in value.Value.Split([',', '[', ']', '"', '\'', ' '], StringSplitOptions.RemoveEmptyEntries)
            select (name, (DerivationMethod?)null, value.At);
        return HubTags.Read(entry)
            .Where(tag => tag.Method is not null)
            .Concat(named)
            .Where(name => name.Name.Length <= LongestName && name.Name is not ("None" or "null" or "unknown" or "N/A"))
            .DistinctBy(name => name.Name, StringComparer.Ordinal);
    }

    private static Dictionary<string, int> ModelsOf(StatementDraft draft)
    {
        var models = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int entity = 0; entity < draft.Entities.Count; entity++)
        {
            if (draft.Entities[entity].Kind is EntityKind.Model)
            {
                models.TryAdd(draft.Entities[entity].QualifiedName(), entity);
            }
        }

        return models;
    }

    private static int Declare(StatementDraft draft, string name, Pointer at)
    {
        int slash = name.LastIndexOf('/');
        return draft.Add(new DeclaredEntity
        {
            Kind = EntityKind.Model,
            Pointer = at.ToString(),
            Group = slash > 0 ? name[..slash] : null,
            Name = name[(slash + 1)..],
        });
    }
}
