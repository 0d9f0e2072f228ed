using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Validation;

/// <summary>Section 5.6.3: a field of an input object is given once.</summary>
internal sealed class UniqueInputFieldNames(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(ObjectValueNode value)
    {
        var names = new Dictionary<string, NameNode>(StringComparer.Ordinal);
        foreach (ObjectFieldNode field in value.Fields)
        {
            if (!names.TryAdd(field.Name.Value, field.Name))
            {
                Report(
                    $"Expected field {field.Name.Value} once in the input object, found it again.",
                    names[field.Name.Value],
                    field.Name);
            }
        }
    }
}
