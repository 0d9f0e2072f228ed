namespace AiBom.GraphQL.Types;

/// <summary>Finds what a schema does not explain.</summary>
internal static class MissingDescriptions
{
    public static IEnumerable<SchemaProblem> Of(SchemaDraft draft) =>
        draft.Types.Where(type => !Introspection.IsBuiltIn(type)).SelectMany(Of);

    private static IEnumerable<SchemaProblem> Of(NamedType type)
    {
        IEnumerable<SchemaProblem> members = type switch
        {
            FieldsType fields => fields.Fields.SelectMany(field => Of(fields, field)),
            EnumType values => values.Values
                .SelectMany(value => Check($"Enum value {type}.{value.Name}", value.Description, value)),
            InputObjectType input => input.Fields
                .SelectMany(field => Check($"Input field {type}.{field.Name}", field.Description, field)),
            _ => [],
        };
        return [.. Check($"Type {type}", type.Description, type), .. members];
    }

    private static IEnumerable<SchemaProblem> Of(FieldsType type, Field field) =>
    [
        .. Check($"Field {type}.{field.Name}", field.Description, field),
        .. field.Arguments.SelectMany(argument =>
            Check($"Argument {type}.{field.Name}({argument.Name}:)", argument.Description, argument)),
    ];

    private static IEnumerable<SchemaProblem> Check(string what, string? description, object subject) =>
        string.IsNullOrWhiteSpace(description) ? [new SchemaProblem($"{what} has no description.", [subject])] : [];
}

/// <summary>Finds fields that nothing resolves.</summary>
internal static class MissingResolvers
{
    public static IEnumerable<SchemaProblem> Of(SchemaDraft draft) =>
        from type in draft.Types.OfType<ObjectType>()
        from field in type.Fields
        where field.Resolver is null
        select new SchemaProblem($"Field {type}.{field.Name} has no resolver.", [field]);
}
