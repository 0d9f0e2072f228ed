using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Types;

/// <content>Arguments and input objects (sections 3.6.1 and 3.10).</content>
internal sealed partial class SchemaValidator
{
    private void CheckInput(InputValue value, object typeSubject, string coordinate, string kind)
    {
        CheckName(value.Name, value);
        if (!value.Type.IsInput)
        {
            Report($"The type of {coordinate} must be Input Type but got: {value.Type}.", typeSubject);
            return;
        }

        if (value is { IsRequired: true, DeprecationReason: not null })
        {
            Report(
                $"Required {kind} {coordinate} cannot be deprecated.",
                new DeprecationSubject(value),
                new TypeSubject(value));
        }

        CheckDefault(value, coordinate);
    }

    // A default declared in C# is turned into a literal here, and may not fit.
    private void CheckDefault(InputValue value, string coordinate)
    {
        try
        {
            if (value.HasDefault && LiteralCoercion.Explain(value.Default, value.Type) is { } reason)
            {
                Report($"{coordinate} has an invalid default value: {reason}", new DefaultSubject(value));
            }
        }
        catch (ArgumentException unfit)
        {
            Report($"{coordinate}: {unfit.Message}", new DefaultSubject(value));
        }
    }

    private void CheckInputObject(InputObjectType type)
    {
        if (type.Fields.Count == 0)
        {
            Report($"Input Object type {type} must define one or more fields.", type);
        }

        CheckUnique(type.Fields, field => field.Name, $"fields of {type}");
        foreach (InputValue field in type.Fields)
        {
            CheckInput(field, new TypeSubject(field), $"{type}.{field.Name}", "input field");
            if (type.IsOneOf && field.Type is NonNullType)
            {
                Report($"OneOf input field {type}.{field.Name} must be nullable.", new TypeSubject(field));
            }

            if (type.IsOneOf && field.HasDefault)
            {
                Report($"OneOf input field {type}.{field.Name} cannot have a default value.", field);
            }
        }
    }

    // Section 3.10: a chain of non-null fields that comes back to where it started can never be given a value.
    private void CheckInputCycles(SchemaDraft draft)
    {
        var finished = new HashSet<InputObjectType>();
        var path = new List<(InputObjectType Type, InputValue Field)>();

        void Visit(InputObjectType type)
        {
            if (!finished.Add(type))
            {
                return;
            }

            foreach (InputValue field in type.Fields)
            {
                if (field.Type is not NonNullType { Nullable: InputObjectType next })
                {
                    continue;
                }

                path.Add((type, field));
                int start = path.FindIndex(step => step.Type == next);
                if (start < 0)
                {
                    Visit(next);
                }
                else
                {
                    string steps = string.Join(", ", path[start..].Select(step => $"{step.Type}.{step.Field.Name}"));
                    Report(
                        $"Input Object {next} cannot be provided a finite value because it references itself "
                            + $"through fields: {steps}.",
                        [.. path[start..].Select(step => step.Field)]);
                }

                path.RemoveAt(path.Count - 1);
            }
        }

        foreach (InputObjectType type in draft.Types.OfType<InputObjectType>())
        {
            Visit(type);
        }
    }

    // Section 3.10, InputObjectDefaultValueHasCycle: a default that, filled up with the defaults of the fields it
    // leaves out, would contain itself.
    private void CheckDefaultCycles(SchemaDraft draft)
    {
        var finished = new HashSet<InputValue>();
        var path = new List<(string Coordinate, InputValue Field)>();

        void VisitField(InputObjectType type, InputValue field)
        {
            int start = path.FindIndex(step => step.Field == field);
            if (start >= 0)
            {
                Report(
                    $"Invalid circular reference. The default value of Input Object field {type}.{field.Name} "
                        + "references itself: "
                        + string.Join(", ", path[start..].Select(step => step.Coordinate)) + '.',
                    [.. path[start..].Select(step => new DefaultSubject(step.Field))]);
                return;
            }

            if (finished.Add(field) && field.Default is { } value)
            {
                path.Add(($"{type}.{field.Name}", field));
                VisitValue(field.Type.Named, value);
                path.RemoveAt(path.Count - 1);
            }
        }

        void VisitValue(NamedType type, ValueNode value)
        {
            if (value is ListValueNode list)
            {
                foreach (ValueNode item in list.Values)
                {
                    VisitValue(type, item);
                }
            }
            else if (value is ObjectValueNode given && type is InputObjectType input)
            {
                foreach (InputValue field in input.Fields)
                {
                    ObjectFieldNode? own = given.Fields
                        .FirstOrDefault(node => string.Equals(node.Name.Value, field.Name, StringComparison.Ordinal));
                    if (own is null)
                    {
                        VisitField(input, field);
                    }
                    else
                    {
                        VisitValue(field.Type.Named, own.Value);
                    }
                }
            }
        }

        foreach (InputObjectType type in draft.Types.OfType<InputObjectType>())
        {
            foreach (InputValue field in type.Fields)
            {
                VisitField(type, field);
            }
        }
    }
}
