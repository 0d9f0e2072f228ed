using System.Collections.Immutable;
using System.Globalization;
using AiBom.Domain;

namespace AiBom.Testing.Graphs;

/// <summary>
/// A lineage graph as text, for tests. Words are separated by white space; a name is a number from its first mention
/// on:
/// <list type="bullet">
/// <item><c>tuned&lt;base</c>: tuned derives from base, asserted; <c>tuned&lt;data:T,SIGNED</c>: trained on data,
/// signed. D derived, T trained, E evaluated (tested), L labelled, G generated, S supersedes, C contains, N
/// needs.</item>
/// <item><c>left=right:SIGNED</c>: two keys of one thing.</item>
/// <item><c>base[dataset,purl,created=2026-01-01/VERIFIED,training=UNKNOWN]</c>: facts. Without any it is a described
/// model under a digest whose lineage is complete, of unknown age; <c>ancestors=NONE</c> is silence.</item>
/// </list>
/// </summary>
public sealed class GraphText
{
    private static readonly Dictionary<string, EntityKind> Kinds = new(StringComparer.Ordinal)
    {
        ["dataset"] = EntityKind.Dataset,
        ["labels"] = EntityKind.LabelSet,
        ["system"] = EntityKind.AiSystem,
        ["software"] = EntityKind.SoftwareComponent,
    };

    private static readonly Dictionary<string, IdentityScheme> Schemes = new(StringComparer.Ordinal)
    {
        ["purl"] = IdentityScheme.PackageUrl,
        ["short"] = IdentityScheme.ShortCommit,
        ["name"] = IdentityScheme.Name,
    };

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<string> _names = [string.Empty];
    private readonly Dictionary<int, string> _facts = [];
    private readonly List<StatementFacts> _statements = [];

    private GraphText(string text)
    {
        foreach (string word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            Read(word);
        }
    }

    public IEnumerable<EntityFacts> Entities => Enumerable.Range(1, _names.Count - 1).Select(ReadFacts);

    public ImmutableArray<StatementFacts> Statements => [.. _statements];

    public static GraphText Parse(string text) => new(text);

    public static EdgeKind KindOf(char letter) => letter switch
    {
        'D' => EdgeKind.DerivedFrom,
        'T' => EdgeKind.TrainedOn,
        'E' => EdgeKind.TestedOn,
        'L' => EdgeKind.LabeledWith,
        'G' => EdgeKind.GeneratedWith,
        'S' => EdgeKind.Supersedes,
        'C' => EdgeKind.Contains,
        'N' => EdgeKind.DependsOn,
        _ => throw new FormatException($"No edge kind '{letter}'."),
    };

    public static char LetterOf(EdgeKind kind) => "DTELGSCN".First(letter => KindOf(letter) == kind);

    /// <summary>The number of a name that the text mentions.</summary>
    public int Id(string name) => _ids[name];

    public int[] Ids(string names) => [.. names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Id)];

    public string Name(int id) => _names[id];

    public string Names(IEnumerable<int> ids) => string.Join(' ', ids.Select(Name));

    private void Read(string word)
    {
        int facts = word.IndexOf('[', StringComparison.Ordinal);
        if (facts >= 0)
        {
            _facts[Mention(word[..facts])] = word[(facts + 1)..^1];
            return;
        }

        string[] parts = word.Split(':');
        string[] traits = parts.Length > 1 ? parts[1].Split(',') : [];
        bool joins = parts[0].Contains('=', StringComparison.Ordinal);
        string[] ends = parts[0].Split(joins ? '=' : '<');
        string kind = traits.FirstOrDefault(trait => trait.Length is 1) ?? "D";
        string assurance = traits.FirstOrDefault(trait => trait.Length > 1) ?? nameof(Assurance.Asserted);
        _statements.Add(new StatementFacts(
            Mention(ends[0]),
            joins ? EdgeKind.SameAs : KindOf(kind[0]),
            Mention(ends[1]),
            Enum.Parse<Assurance>(assurance, ignoreCase: true),
            _statements.Count + 1));
    }

    private int Mention(string name)
    {
        if (!_ids.TryGetValue(name, out int id))
        {
            id = _names.Count;
            _names.Add(name);
            _ids.Add(name, id);
        }

        return id;
    }

    private EntityFacts ReadFacts(int id)
    {
        string[] words = _facts.GetValueOrDefault(id, string.Empty).Split(',');
        string? Valued(string name) =>
            words.FirstOrDefault(word => word.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];

        return new EntityFacts(
            id,
            First(words, EntityKind.Model, Kinds),
            First(words, IdentityScheme.Digest, Schemes),
            Claim<DateTimeOffset>(Valued("created"), id, text => DateTimeOffset.Parse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal)),
            Claim(Valued("ancestors") ?? "COMPLETE", id, ReadCompleteness),
            Claim(Valued("training") ?? "COMPLETE", id, ReadCompleteness),
            !words.Contains("undescribed"));
    }

    private static T First<T>(string[] words, T otherwise, Dictionary<string, T> meanings) =>
        words.Where(meanings.ContainsKey).Select(word => meanings[word]).FirstOrDefault(otherwise);

    private static Claimed<T>? Claim<T>(string? text, int sequence, Func<string, T> read)
    {
        if (text is null or "NONE")
        {
            return null;
        }

        string[] parts = text.Split('/');
        string assurance = parts.Length > 1 ? parts[1] : nameof(Assurance.Signed);
        return new Claimed<T>(read(parts[0]), Enum.Parse<Assurance>(assurance, ignoreCase: true), sequence);
    }

    private static Completeness ReadCompleteness(string text) =>
        Enum.Parse<Completeness>(text.Replace("_", string.Empty, StringComparison.Ordinal), ignoreCase: true);
}
