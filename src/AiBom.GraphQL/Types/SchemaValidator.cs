using System.Collections.Immutable;

namespace AiBom.GraphQL.Types;

/// <summary>Checks what section 3 asks of a schema ("Type Validation" of each kind of type).</summary>
internal sealed partial class SchemaValidator
{
    private readonly List<SchemaProblem> _problems = [];

    private SchemaValidator()
    {
    }

    public static ImmutableArray<SchemaProblem> Validate(SchemaDraft draft)
    {
        var validator = new SchemaValidator();
        validator.CheckRoots(draft);
        validator.CheckDirectives(draft);
        validator.CheckTypes(draft);
        validator.CheckInputCycles(draft);
        validator.CheckDefaultCycles(draft);
        return [.. validator._problems];
    }

    private void Report(string message, params ImmutableArray<object> subjects) =>
        _problems.Add(new SchemaProblem(message, subjects));

    private void CheckRoots(SchemaDraft draft)
    {
        if (draft.Query is null)
        {
            Report("Query root type must be provided.", new SchemaSubject("query"));
        }

        (string Name, NamedType? Type)[] roots =
        [
            ("Query", draft.Query), ("Mutation", draft.Mutation), ("Subscription", draft.Subscription),
        ];
        foreach ((string name, NamedType? type) in roots)
        {
            if (type is not (null or ObjectType))
            {
                Report($"{name} root type must be an Object type, it cannot be {type}.", new RootSubject(name, type));
            }
        }

        // Section 3.3.1: the root types must all be different.
        IEnumerable<IGrouping<NamedType, (string Name, NamedType? Type)>> shared = roots
            .Where(root => root.Type is ObjectType)
            .GroupBy(root => root.Type!)
            .Where(group => group.Count() > 1);
        foreach (IGrouping<NamedType, (string Name, NamedType? Type)> group in shared)
        {
            Report(
                $"All root types must be different, \"{group.Key}\" is used as "
                    + string.Join(" and ", group.Select(root => root.Name)) + '.',
                [.. group.Select(root => new RootSubject(root.Name, group.Key))]);
        }
    }

    private void CheckDirectives(SchemaDraft draft)
    {
        foreach (Directive directive in draft.Directives)
        {
            CheckName(directive.Name, directive);
            foreach (InputValue argument in directive.Arguments)
            {
                CheckInput(argument, argument, $"@{directive.Name}({argument.Name}:)", "argument");
            }
        }
    }

    private void CheckTypes(SchemaDraft draft)
    {
        CheckUnique(draft.Types, type => type.Name, "types");
        foreach (NamedType type in draft.Types.Where(type => !Introspection.Types.Contains(type)))
        {
            CheckName(type.Name, type);
            switch (type)
            {
                case FieldsType fields:
                    CheckFields(fields);
                    CheckInterfaces(fields);
                    break;
                case UnionType union:
                    CheckUnion(union);
                    break;
                case EnumType values:
                    CheckEnum(values);
                    break;
                case InputObjectType input:
                    CheckInputObject(input);
                    break;
            }
        }
    }

    private void CheckUnique<T>(IEnumerable<T> elements, Func<T, string> nameOf, string what)
        where T : class
    {
        foreach (IGrouping<string, T> same in elements
            .GroupBy(nameOf, StringComparer.Ordinal)
            .Where(group => group.Count() > 1))
        {
            Report($"There can be only one of the {what} named \"{same.Key}\".", [.. same]);
        }
    }

    private void CheckName(string name, object subject)
    {
        if (name.StartsWith("__", StringComparison.Ordinal))
        {
            Report($"Name \"{name}\" must not begin with \"__\", which is reserved for introspection.", subject);
        }
        else if (name.Length == 0
            || char.IsAsciiDigit(name[0])
            || name.Any(c => c != '_' && !char.IsAsciiLetterOrDigit(c)))
        {
            Report($"\"{name}\" is no GraphQL name.", subject);
        }
    }

    private void CheckFields(FieldsType type)
    {
        if (type.Fields.Count == 0)
        {
            Report($"Type {type} must define one or more fields.", type);
        }

        CheckUnique(type.Fields, field => field.Name, $"fields of {type}");
        foreach (Field field in type.Fields)
        {
            CheckName(field.Name, field);
            if (!field.Type.IsOutput)
            {
                Report(
                    $"The type of {type}.{field.Name} must be Output Type but got: {field.Type}.",
                    new TypeSubject(field));
            }

            CheckUnique(field.Arguments, argument => argument.Name, $"arguments of {type}.{field.Name}");
            foreach (InputValue argument in field.Arguments)
            {
                CheckInput(
                    argument,
                    new TypeSubject(argument),
                    $"{type}.{field.Name}({argument.Name}:)",
                    "argument");
            }
        }
    }

    private void CheckUnion(UnionType type)
    {
        if (type.DeclaredMembers.Count == 0)
        {
            Report($"Union type {type} must define one or more member types.", type);
        }

        foreach (IGrouping<NamedType, NamedType> member in type.DeclaredMembers.GroupBy(member => member))
        {
            if (member.Count() > 1)
            {
                Report(
                    $"Union type {type} can only include type {member.Key} once.",
                    new ReferenceSubject(type, member.Key));
            }
            else if (member.Key is not ObjectType)
            {
                Report(
                    $"Union type {type} can only include Object types, it cannot include {member.Key}.",
                    new ReferenceSubject(type, member.Key));
            }
        }
    }

    private void CheckEnum(EnumType type)
    {
        if (type.Values.Count == 0)
        {
            Report($"Enum type {type} must define one or more values.", type);
        }

        CheckUnique(type.Values, value => value.Name, $"values of {type}");
        foreach (EnumValue value in type.Values)
        {
            CheckName(value.Name, value);
            if (value.Name is "true" or "false" or "null")
            {
                Report($"Enum type {type} cannot include value {value.Name}.", value);
            }
        }
    }
}

/// <summary>The schema definition, for what it lacks.</summary>
internal sealed record SchemaSubject(string Lacks);

/// <summary>A root operation type of the schema definition; where there is none, the type itself.</summary>
internal sealed record RootSubject(string Operation, NamedType Type);

/// <summary>The type of a field, argument or input field.</summary>
internal sealed record TypeSubject(object Element);

/// <summary>Where a type names another as its interface or member.</summary>
internal sealed record ReferenceSubject(NamedType Type, NamedType Target);

/// <summary>Where an element says that it is deprecated.</summary>
internal sealed record DeprecationSubject(object Element);

/// <summary>The default of an argument or input field.</summary>
internal sealed record DefaultSubject(InputValue Element);
