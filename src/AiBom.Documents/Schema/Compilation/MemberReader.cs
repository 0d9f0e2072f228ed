using System.Text;
using System.Text.Json;
using AiBom.Documents.Schema.Rules;

namespace AiBom.Documents.Schema.Compilation;

/// <summary>Reads what a schema says of an object's members.</summary>
internal static class MemberReader
{
    /// <summary>
    /// Reads <c>properties</c>, <c>required</c>, <c>patternProperties</c> and <c>additionalProperties</c>.
    /// </summary>
    public static MembersRule Members(SchemaCompiler compiler, SchemaPlace schema)
    {
        string[] required = schema.Json.TryGetProperty("required", out JsonElement list)
            ? [.. list.EnumerateArray().Select(name => name.GetString()!).Distinct(StringComparer.Ordinal)]
            : [];
        if (required.Length > MembersRule.MostRequired)
        {
            throw schema.Refuse($"more than {MembersRule.MostRequired} members are required");
        }

        var properties = new Dictionary<string, Property>(StringComparer.Ordinal);
        foreach ((string name, SchemaPlace place) in Inner(schema, "properties"))
        {
            properties[name] = new Property(compiler.Compile(place), 0, null);
        }

        Location location = schema.Location.To("required");
        foreach ((int bit, string name) in required.Index())
        {
            var missing = new Complaint(location, $"The member '{name}' is missing.", name);
            SchemaNode? own = properties.TryGetValue(name, out Property? property) ? property.Schema : null;
            properties[name] = new Property(own, 1UL << bit, missing);
        }

        SchemaNode? additional = schema.Json.TryGetProperty("additionalProperties", out _)
            ? compiler.Compile(schema.To("additionalProperties"))
            : null;
        return new MembersRule(
            [.. properties],
            [.. Inner(schema, "patternProperties").Select(inner =>
                (new EcmaPattern(inner.Name), compiler.Compile(inner.Place)))],
            additional);
    }

    /// <summary>
    /// Reads <c>dependentRequired</c>, <c>dependentSchemas</c>, or <c>dependencies</c>, which is both.
    /// </summary>
    public static IEnumerable<Rule> Dependencies(SchemaCompiler compiler, SchemaPlace dependencies)
    {
        foreach (JsonProperty member in dependencies.Json.EnumerateObject())
        {
            SchemaPlace place = dependencies.To(member.Name);
            byte[] name = Encoding.UTF8.GetBytes(member.Name);
            if (member.Value.ValueKind is not JsonValueKind.Array)
            {
                yield return new DependentSchemaRule(name, compiler.Compile(place));
                continue;
            }

            foreach (string needed in member.Value.EnumerateArray().Select(item => item.GetString()!))
            {
                string message = $"The member '{needed}' is missing beside '{member.Name}'.";
                var complaint = new Complaint(place.Location, message, needed);
                yield return new DependentRequiredRule(name, Encoding.UTF8.GetBytes(needed), complaint);
            }
        }
    }

    private static IEnumerable<(string Name, SchemaPlace Place)> Inner(SchemaPlace schema, string keyword) =>
        schema.Json.TryGetProperty(keyword, out JsonElement inner)
            ? inner.EnumerateObject().Select(member => (member.Name, schema.To(keyword).To(member.Name)))
            : [];
}
