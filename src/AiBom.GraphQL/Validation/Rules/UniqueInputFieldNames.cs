using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Validation;

/// <summary>Section 5.6.3: a field of an input object is given once.</summary>
internal sealed class UniqueInputFieldNames(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(ObjectValueNode value)
    {
        var names = new Dictionary<string, NameNode>(StringComparer.Ordinal);
        foreach (NameNode name in value.Fields
            .Select(field => field.Name)
            .Where(name => !names.TryAdd(name.Value, name)))
        {
            Report($"Expected field {name} once in the input object, found it again.", names[name.Value], name);
        }
    }
}
