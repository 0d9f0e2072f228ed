using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Drafts;

/// <summary>A base model or dataset that a document names and does not describe.</summary>
/// <param name="Name">Its name as written, a hub's <c>org/name</c>, or a link to its place on a hub.</param>
/// <param name="At">Where it is named.</param>
/// <param name="Rule">The name of the rule that read it.</param>
internal sealed record NamedSource(string Name, Pointer At, string Rule)
{
    /// <summary>The longest name that is taken for one.</summary>
    private const int LongestName = 200;

    /// <summary>What tools and people write where they have no name.</summary>
    private static readonly HashSet<string> Placeholders = new(
        [
            "none", "null", "nil", "unknown", "n/a", "na", "noassertion", "not applicable", "not available",
            "more information needed", "needs more information", "tbd", "todo", "-", "true", "false",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Its version, where that is written beside the name.</summary>
    public string? Version { get; init; }

    /// <summary>A link to its place on a hub, where that is written beside the name.</summary>
    public string? Link { get; init; }

    /// <summary>How the model came from it, where the name says so itself.</summary>
    public DerivationMethod? Method { get; init; }

    /// <summary>What a dataset was used for.</summary>
    public DatasetRole Role { get; init; } = DatasetRole.Training;

    /// <summary>Whether a registered taxonomy has the form.</summary>
    public Reading Reading { get; init; } = Reading.Inferred;

    /// <summary>
    /// Whether it is a name that could mean something elsewhere: no placeholder, and no path on its maker's machine.
    /// </summary>
    public bool IsName => Name.Length is > 0 and <= LongestName
        && !Placeholders.Contains(Name)
        && Name[0] is not ('.' or '/' or '~' or '\\')
        && !(Name.Length > 2 && Name[1] is ':' && Name[2] is '\\' or '/');

    /// <summary>The names in a list: with commas, or as Python or JSON writes one.</summary>
    public static IEnumerable<string> NamesIn(string list) => list
        .Trim()
        .Trim('[', ']')
        .Split(',', StringSplitOptions.TrimEntries)
        .Select(name => name.Trim('"', '\'', ' '))
        .Where(name => name.Length > 0);
}
