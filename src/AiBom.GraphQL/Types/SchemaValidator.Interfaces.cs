namespace AiBom.GraphQL.Types;

/// <content>What implementing an interface asks of a type (sections 3.6 and 3.7, IsValidImplementation).</content>
internal sealed partial class SchemaValidator
{
    private void CheckInterfaces(FieldsType type)
    {
        foreach (IGrouping<NamedType, NamedType> declared in type.DeclaredInterfaces.GroupBy(item => item))
        {
            var subject = new ReferenceSubject(type, declared.Key);
            if (declared.Key is not InterfaceType contract)
            {
                Report(
                    $"Type {type} must only implement Interface types, it cannot implement {declared.Key}.",
                    subject);
            }
            else if (contract == type)
            {
                Report($"Type {type} cannot implement itself because it would create a circular reference.", subject);
            }
            else
            {
                if (declared.Count() > 1)
                {
                    Report($"Type {type} can only implement {contract} once.", subject);
                }

                CheckAncestors(type, contract);
                CheckImplementation(type, contract);
            }
        }
    }

    private void CheckAncestors(FieldsType type, InterfaceType contract)
    {
        foreach (NamedType ancestor in contract.DeclaredInterfaces.Where(ancestor => !type.Implements(ancestor)))
        {
            string message = ancestor == type
                ? $"Type {type} cannot implement {contract} because it would create a circular reference."
                : $"Type {type} must implement {ancestor} because it is implemented by {contract}.";
            Report(message, new ReferenceSubject(contract, ancestor), new ReferenceSubject(type, contract));
        }
    }

    private void CheckImplementation(FieldsType type, InterfaceType contract)
    {
        foreach (Field expected in contract.Fields)
        {
            if (type.FindField(expected.Name) is not { } field)
            {
                Report(
                    $"Interface field {contract}.{expected.Name} expected but {type} does not provide it.",
                    expected,
                    type);
                continue;
            }

            if (!IsSubType(field.Type, expected.Type))
            {
                Report(
                    $"Interface field {contract}.{expected.Name} expects type {expected.Type} but "
                        + $"{type}.{field.Name} is type {field.Type}.",
                    new TypeSubject(expected),
                    new TypeSubject(field));
            }

            CheckArguments(type, field, contract, expected);
            if (field.DeprecationReason is not null && expected.DeprecationReason is null)
            {
                Report(
                    $"Interface field {contract}.{expected.Name} is not deprecated, so implementation field "
                        + $"{type}.{field.Name} must not be deprecated.",
                    new DeprecationSubject(field),
                    new TypeSubject(field));
            }
        }
    }

    private void CheckArguments(FieldsType type, Field field, InterfaceType contract, Field expected)
    {
        foreach (InputValue argument in expected.Arguments)
        {
            InputValue? own = field.FindArgument(argument.Name);
            if (own is null)
            {
                Report(
                    $"Interface field argument {contract}.{expected.Name}({argument.Name}:) expected but "
                        + $"{type}.{field.Name} does not provide it.",
                    argument,
                    field);
            }
            else if (own.Type != argument.Type)
            {
                Report(
                    $"Interface field argument {contract}.{expected.Name}({argument.Name}:) expects type "
                        + $"{argument.Type} but {type}.{field.Name}({argument.Name}:) is type {own.Type}.",
                    new TypeSubject(argument),
                    new TypeSubject(own));
            }
        }

        foreach (InputValue extra in field.Arguments)
        {
            if (extra.IsRequired && expected.FindArgument(extra.Name) is null)
            {
                Report(
                    $"Argument \"{type}.{field.Name}({extra.Name}:)\" must not be required type \"{extra.Type}\" if "
                        + $"not provided by the Interface field \"{contract}.{expected.Name}\".",
                    extra,
                    expected);
            }
        }
    }

    // IsValidImplementationFieldType (section 3.6). It works before the schema exists, so it asks the types.
    private static bool IsSubType(GraphQLType actual, GraphQLType expected) => (actual, expected) switch
    {
        _ when actual == expected => true,
        (NonNullType own, NonNullType other) => IsSubType(own.Nullable, other.Nullable),
        (NonNullType own, _) => IsSubType(own.Nullable, expected),
        (ListType own, ListType other) => IsSubType(own.Item, other.Item),
        (ObjectType own, UnionType other) => other.DeclaredMembers.Contains(own),
        (FieldsType own, InterfaceType other) => own.Implements(other),
        _ => false,
    };
}
