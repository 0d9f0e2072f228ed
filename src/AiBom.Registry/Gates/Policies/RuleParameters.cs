using System.Collections.Frozen;
using System.Text.Json;
using AiBom.Domain;

namespace AiBom.Registry.Gates;

/// <summary>A parameter that a rule takes.</summary>
/// <param name="Name">Its name in a policy.</param>
/// <param name="Expected">What its value must be, for people.</param>
/// <param name="IsValid">Whether a value is one.</param>
public sealed record RuleParameter(string Name, string Expected, Func<JsonElement, bool> IsValid)
{
    /// <summary>A parameter that is true or false; false where it is not given.</summary>
    public static RuleParameter Flag(string name) => new(
        name, "true or false", value => value.ValueKind is JsonValueKind.True or JsonValueKind.False);
}

/// <summary>The parameters that a policy gives a rule, every one of them checked.</summary>
public sealed class RuleParameters
{
    private readonly FrozenDictionary<string, JsonElement> values;

    internal RuleParameters(IEnumerable<KeyValuePair<string, JsonElement>> values) =>
        this.values = values.ToFrozenDictionary(
            pair => pair.Key, pair => pair.Value.Clone(), StringComparer.Ordinal);

    /// <summary>No parameters.</summary>
    public static RuleParameters None { get; } = new([]);

    /// <summary>Whether a flag is given and true.</summary>
    public bool IsSet(string flag) =>
        values.TryGetValue(flag, out JsonElement value) && value.ValueKind is JsonValueKind.True;

    /// <summary>The parameters as a JSON object, in order of their names.</summary>
    public override string ToString() => System.Text.Encoding.UTF8.GetString(CanonicalJson.Serialize(values));
}
