using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Tests;

/// <summary>
/// A schema from a text in the schema definition language, for cases that are recorded so. The text must hang
/// together (each name it uses is defined); whether it makes a valid schema is another question.
/// </summary>
internal sealed class SdlSchema
{
    private readonly DocumentNode _document;
    private readonly Dictionary<string, NamedType> _types = new(StringComparer.Ordinal);
    private readonly SchemaBuilder _builder;

    private SdlSchema(string sdl)
    {
        ParseResult<DocumentNode> parsed = GraphQLParser.Parse(sdl, GraphQLLimits.Trusted);
        _document = parsed.Node ?? throw new ArgumentException($"{parsed.Error}\n{sdl}", nameof(sdl));
        _builder = new SchemaBuilder(Definitions<SchemaDefinitionNode>().FirstOrDefault()?.Description?.Value);
    }

    /// <summary>Builds without asking whether the schema is valid.</summary>
    /// <param name="sdl">Definitions and extensions.</param>
    /// <param name="declare">Gives fields of object types their resolvers, and the builder the rest.</param>
    public static Schema Build(string sdl, Action<SchemaBuilder, IReadOnlyList<Field<object>>>? declare = null)
    {
        var source = new SdlSchema(sdl);
        SchemaDraft draft = source.Declare();
        declare?.Invoke(
            source._builder, [.. draft.Types.OfType<ObjectType<object>>().SelectMany(type => type.Fields.OfType<Field<object>>())]);
        return source._builder.Freeze(draft);
    }

    /// <summary>What the schema will consist of, for the rules of section 3.</summary>
    public static SchemaDraft Draft(string sdl) => new SdlSchema(sdl).Declare();

    private IEnumerable<TNode> Definitions<TNode>()
        where TNode : DefinitionNode => _document.Definitions.OfType<TNode>();

    private SchemaDraft Declare()
    {
        foreach (NamedType known in (IEnumerable<NamedType>)[.. Scalars.BuiltIn, .. Introspection.Types])
        {
            _types[known.Name] = known;
        }

        // All types first, so that they can refer to one another.
        foreach (TypeDefinitionNode definition in Definitions<TypeDefinitionNode>().Where(node => !node.IsExtension))
        {
            _types.TryAdd(definition.Name.Value, NewType(definition));
        }

        foreach (TypeDefinitionNode definition in Definitions<TypeDefinitionNode>())
        {
            Fill(_types[definition.Name.Value], definition);
        }

        foreach (DirectiveDefinitionNode definition in Definitions<DirectiveDefinitionNode>())
        {
            _builder.Declare(NewDirective(definition));
        }

        return _builder.Draft(
            Root(OperationType.Query), Root(OperationType.Mutation), Root(OperationType.Subscription));
    }

    // Without a schema definition, the roots are the types named like the operations (section 3.3.1).
    private NamedType? Root(OperationType operation)
    {
        RootOperationTypeDefinitionNode? root = Definitions<SchemaDefinitionNode>()
            .SelectMany(schema => schema.OperationTypes)
            .FirstOrDefault(type => type.Operation == operation);
        bool isImplicit = Definitions<SchemaDefinitionNode>().All(schema => schema.IsExtension);
        return root is not null
            ? _types[root.Type.Name.Value]
            : isImplicit ? _types.GetValueOrDefault($"{operation}") as ObjectType : null;
    }

    private NamedType NewType(TypeDefinitionNode definition)
    {
        string name = definition.Name.Value;
        string? description = definition.Description?.Value;
        return definition switch
        {
            ObjectTypeDefinitionNode => _builder.Object<object>(name, description),
            InterfaceTypeDefinitionNode => _builder.Interface(name, description),
            UnionTypeDefinitionNode => _builder.Union(name, description),
            InputObjectTypeDefinitionNode => _builder.InputObject(name, description),
            EnumTypeDefinitionNode => _builder.Declare(new EnumType(name, description)),
            _ => _builder.Declare(NewScalar(name, description)),
        };
    }

    // A custom scalar accepts every value and answers it as it is.
    private ScalarType NewScalar(string name, string? description)
    {
        string? specifiedBy = Definitions<ScalarTypeDefinitionNode>()
            .Where(node => string.Equals(node.Name.Value, name, StringComparison.Ordinal))
            .Select(node => TextOf(node.Directives, "specifiedBy", "url"))
            .FirstOrDefault(url => url is not null);
        return new ScalarType(name, description, Accept, value => value, specifiedBy);

        static bool Accept(LeafInput input, out object? value, out string? reason)
        {
            (value, reason) = (input.Plain, null);
            return true;
        }
    }

    private void Fill(NamedType type, TypeDefinitionNode definition)
    {
        switch (type, definition)
        {
            case (FieldsType fields, FieldsTypeDefinitionNode node):
                FillFields(fields, node);
                break;
            case (UnionType union, UnionTypeDefinitionNode node):
                union.DeclaredMembers.AddRange(node.Members.Select(member => _types[member.Name.Value]));
                break;
            case (EnumType values, EnumTypeDefinitionNode node):
                foreach (EnumValueDefinitionNode value in node.Values)
                {
                    values.Add(new EnumValue(value.Name.Value, value.Description?.Value, value.Name.Value)
                    {
                        DeprecationReason = DeprecationOf(value.Directives),
                    });
                }

                break;
            case (InputObjectType input, InputObjectTypeDefinitionNode node):
                input.IsOneOf |= Has(node.Directives, "oneOf");
                foreach (InputValueDefinitionNode field in node.Fields)
                {
                    input.Add(NewInput(field));
                }

                break;
        }
    }

    private void FillFields(FieldsType type, FieldsTypeDefinitionNode definition)
    {
        foreach (NamedTypeNode name in definition.Interfaces)
        {
            type.AddInterface(_types[name.Name.Value]);
        }

        foreach (FieldDefinitionNode node in definition.Fields)
        {
            Field field = type is ObjectType<object> objects
                ? objects.Field(node.Name.Value, node.Description?.Value, TypeOf(node.Type))
                : ((InterfaceType)type).Field(node.Name.Value, node.Description?.Value, TypeOf(node.Type));
            field.SetDeprecation(DeprecationOf(node.Directives));
            foreach (InputValueDefinitionNode argument in node.Arguments)
            {
                field.Add(NewInput(argument));
            }
        }
    }

    private Directive NewDirective(DirectiveDefinitionNode definition)
    {
        var directive = new Directive(
            definition.Name.Value,
            definition.Description?.Value,
            definition.IsRepeatable,
            [.. definition.DirectiveLocations.Select(node => Location(node.Value))]);
        foreach (InputValueDefinitionNode argument in definition.Arguments)
        {
            directive.Argument(NewInput(argument));
        }

        return directive;
    }

    private static DirectiveLocation Location(string name) =>
        Enum.GetValues<DirectiveLocation>().Single(location => Directive.NameOf(location) == name);

    private InputValue NewInput(InputValueDefinitionNode node) =>
        new(node.Name.Value, node.Description?.Value, TypeOf(node.Type), node.DefaultValue)
        {
            DeprecationReason = DeprecationOf(node.Directives),
        };

    private GraphQLType TypeOf(TypeNode node) => node switch
    {
        ListTypeNode list => TypeOf(list.Type).List(),
        NonNullTypeNode nonNull => TypeOf(nonNull.Type).NonNull(),
        _ => _types[((NamedTypeNode)node).Name.Value],
    };

    private static bool Has(IEnumerable<DirectiveNode> directives, string name) =>
        directives.Any(directive => directive.Name.Value == name);

    private static string? DeprecationOf(IEnumerable<DirectiveNode> directives) => !Has(directives, "deprecated")
        ? null
        : TextOf(directives, "deprecated", "reason") ?? Directives.DefaultDeprecationReason;

    private static string? TextOf(IEnumerable<DirectiveNode> directives, string directive, string argument) =>
        directives.Where(node => node.Name.Value == directive)
            .SelectMany(node => node.Arguments)
            .Where(node => node.Name.Value == argument)
            .Select(node => (node.Value as StringValueNode)?.Value)
            .FirstOrDefault();
}
