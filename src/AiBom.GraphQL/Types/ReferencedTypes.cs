using System.Collections.Immutable;

namespace AiBom.GraphQL.Types;

/// <summary>Finds every type of a schema: those that were declared, and those that only a reference reaches.</summary>
internal sealed class ReferencedTypes
{
    private readonly HashSet<NamedType> _seen = [];
    private readonly List<NamedType> _found = [];

    public static ImmutableArray<NamedType> From(
        IReadOnlyList<NamedType> declared,
        ImmutableArray<Directive> directives)
    {
        var types = new ReferencedTypes();

        // What is declared keeps its order; what is merely used comes after.
        foreach (NamedType type in declared)
        {
            types.Add(type);
        }

        for (int i = 0; i < types._found.Count; i++)
        {
            types.AddReferences(types._found[i]);
        }

        foreach (InputValue argument in directives.SelectMany(directive => directive.Arguments))
        {
            types.Add(argument.Type.Named);
        }

        types.Add(Scalars.String);
        types.Add(Scalars.Boolean);
        foreach (NamedType type in Introspection.Types)
        {
            types.Add(type);
        }

        return [.. types._found];
    }

    private void AddReferences(NamedType type)
    {
        switch (type)
        {
            case FieldsType fields:
                AddAll(fields.DeclaredInterfaces);
                foreach (Field field in fields.Fields)
                {
                    Add(field.Type.Named);
                    AddAll(field.Arguments.Select(argument => argument.Type.Named));
                }

                break;
            case UnionType union:
                AddAll(union.DeclaredMembers);
                break;
            case InputObjectType input:
                AddAll(input.Fields.Select(field => field.Type.Named));
                break;
        }
    }

    private void AddAll(IEnumerable<NamedType> types)
    {
        foreach (NamedType type in types)
        {
            Add(type);
        }
    }

    private void Add(NamedType type)
    {
        if (_seen.Add(type))
        {
            _found.Add(type);
        }
    }
}
