using System.Text.Json;

namespace AiBom.EndToEnd.Tests.Hosting;

/// <summary>Short ways through an answer.</summary>
internal static class JsonReading
{
    /// <summary>The value at a dotted path.</summary>
    public static JsonElement At(this JsonElement element, string path) =>
        path.Split('.').Aggregate(element, (value, name) => value.GetProperty(name));

    /// <summary>The text under a name; empty for null.</summary>
    public static string String(this JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

    /// <summary>The nodes of a connection, which must be whole.</summary>
    public static IEnumerable<JsonElement> Nodes(this JsonElement element, string connection) =>
        element.GetProperty(connection).Nodes();

    /// <summary>The nodes of a connection, which must be whole.</summary>
    public static IEnumerable<JsonElement> Nodes(this JsonElement connection)
    {
        Assert.False(connection.At("pageInfo.hasNextPage").GetBoolean(), $"There is more than {connection}.");
        return connection.GetProperty("nodes").EnumerateArray();
    }
}
