using System.Globalization;
using System.Text.Json.Nodes;

namespace AiBom.Testing.Sigstore;

/// <summary>One thing that is made different in JSON: before a log is shown it, or on its way.</summary>
/// <param name="json">What is changed.</param>
/// <param name="signed">What was signed.</param>
public delegate void Change(JsonNode json, Signed signed);

/// <summary>Makes changes. A path is the names and indices down to a value, with slashes between them.</summary>
public static class Changes
{
    /// <summary>Nothing is different.</summary>
    public static Change None { get; } = (_, _) => { };

    /// <summary>Sets a value, or adds it.</summary>
    public static Change Set(string path, JsonNode? value) => Set(path, _ => value?.DeepClone());

    /// <summary>Sets a value, or adds it.</summary>
    public static Change Set(string path, Func<Signed, JsonNode?> value) => (json, signed) =>
    {
        (JsonNode parent, string last) = Find(json, path);
        if (parent is JsonArray array && Index(last) == array.Count)
        {
            array.Add(value(signed));
        }
        else if (parent is JsonArray elements)
        {
            elements[Index(last)] = value(signed);
        }
        else
        {
            parent[last] = value(signed);
        }
    };

    /// <summary>Rewrites a string.</summary>
    public static Change Rewrite(string path, Func<string, string> rewrite) => (json, _) =>
    {
        (JsonNode parent, string last) = Find(json, path);
        JsonNode value = Child(parent, last);
        value.ReplaceWith(rewrite(value.GetValue<string>()));
    };

    /// <summary>Changes the bytes that a string holds in base64.</summary>
    public static Change Flip(string path, int index) => Rewrite(path, text =>
    {
        byte[] bytes = Convert.FromBase64String(text);
        bytes[index] ^= 1;
        return Convert.ToBase64String(bytes);
    });

    /// <summary>Takes a member or an element away.</summary>
    public static Change Remove(string path) => (json, _) =>
    {
        (JsonNode parent, string last) = Find(json, path);
        if (parent is JsonArray array)
        {
            array.RemoveAt(Index(last));
        }
        else
        {
            parent.AsObject().Remove(last);
        }
    };

    private static (JsonNode Parent, string Last) Find(JsonNode json, string path)
    {
        string[] steps = path.Split('/');
        return (steps[..^1].Aggregate(json, Child), steps[^1]);
    }

    private static JsonNode Child(JsonNode node, string step) =>
        (node is JsonArray array ? array[Index(step)] : node[step])
            ?? throw new ArgumentException($"There is no '{step}'.", nameof(step));

    private static int Index(string step) => int.Parse(step, CultureInfo.InvariantCulture);
}
