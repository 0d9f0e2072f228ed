using System.Collections.Immutable;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Tests;

/// <summary>
/// Builds a schema from a type system document. Its objects are nodes of a <see cref="DataTree"/>, its own scalars
/// accept everything, and its enum values are their names.
/// </summary>
internal sealed class SdlSchema
{
    private readonly Dictionary<string, NamedType> _types = new(StringComparer.Ordinal);
    private readonly SchemaBuilder _builder;
    private readonly ImmutableArray<SchemaDefinitionNode> _schemas;
    private readonly List<TypeDefinitionNode> _definitions;
    private readonly SdlOrigins _origins = new();

    private SdlSchema(DocumentNode document)
    {
        _schemas = [.. document.Definitions.OfType<SchemaDefinitionNode>()];
        _definitions = [.. document.Definitions.OfType<TypeDefinitionNode>()];
        _builder = new SchemaBuilder(_schemas.FirstOrDefault(node => node.Description is not null)?.Description?.Value);
        _builder.NameTypesBy(value => (value as DataNode)?.TypeName);
        _origins.AddSchemas(_schemas);
        DeclareTypes();
        foreach (TypeDefinitionNode definition in _definitions)
        {
            Complete(definition);
        }

        foreach (DirectiveDefinitionNode directive in document.Definitions.OfType<DirectiveDefinitionNode>())
        {
            DeclareDirective(directive);
        }
    }

    /// <summary>A schema that need not be valid.</summary>
    public static Schema Build(string sdl)
    {
        var schema = new SdlSchema(Parse(sdl));
        return schema._builder.Freeze(schema.Draft());
    }

    /// <summary>What section 3 has against a schema, each as the places it is about.</summary>
    public static IEnumerable<string> Problems(DocumentNode document)
    {
        var schema = new SdlSchema(document);
        return SchemaValidator.Validate(schema.Draft())
            .Select(problem => string.Join(' ', problem.Subjects.SelectMany(schema._origins.LocationsOf)));
    }

    // A document without definitions is no document, but it stands for the schema without types.
    private static DocumentNode Parse(string sdl) => sdl.Length == 0
        ? new DocumentNode(default, [])
        : GraphQLParser.Parse(sdl, GraphQLLimits.Trusted) is { IsOk: true } parsed
        ? parsed.Node
        : throw new ArgumentException($"No type system document: {sdl}", nameof(sdl));

    private SchemaDraft Draft() => _builder.Draft(
        Root(OperationType.Query),
        Root(OperationType.Mutation),
        Root(OperationType.Subscription));

    private NamedType? Root(OperationType operation)
    {
        _origins.AddRoots(_schemas, operation);
        if (!_schemas.Any(schema => !schema.IsExtension))
        {
            RootOperationTypeDefinitionNode? extended = _schemas.SelectMany(schema => schema.OperationTypes)
                .FirstOrDefault(root => root.Operation == operation);
            return extended is not null ? Find(extended.Type) : _types.GetValueOrDefault(operation.ToString());
        }

        RootOperationTypeDefinitionNode? node = _schemas.SelectMany(schema => schema.OperationTypes)
            .FirstOrDefault(root => root.Operation == operation);
        return node is null ? null : Find(node.Type);
    }

    private void DeclareTypes()
    {
        foreach (NamedType type in Scalars.BuiltIn.Concat(Introspection.Types))
        {
            _types[type.Name] = type;
        }

        foreach (TypeDefinitionNode definition in _definitions.Where(definition => !definition.IsExtension))
        {
            NamedType type = _types[definition.Name.Value] = Declare(definition);
            foreach (TypeDefinitionNode part in _definitions.Where(part => part.Name.Value == definition.Name.Value))
            {
                _origins.Add(type, part);
            }
        }
    }

    private NamedType Declare(TypeDefinitionNode node)
    {
        string name = node.Name.Value;
        string? description = node.Description?.Value;
        IEnumerable<DirectiveNode> directives = _definitions
            .Where(part => part.Name.Value == name)
            .SelectMany(part => part.Directives);
        return node switch
        {
            // A document may spell the built-in scalars out.
            ScalarTypeDefinitionNode when _types.TryGetValue(name, out NamedType? known) => known,
            ScalarTypeDefinitionNode => _builder.Declare(AnyScalar(name, description, SpecifiedBy(directives))),
            ObjectTypeDefinitionNode => _builder.Object<DataNode>(name, description),
            InterfaceTypeDefinitionNode => _builder.Interface(name, description),
            UnionTypeDefinitionNode => _builder.Union(name, description),
            EnumTypeDefinitionNode => _builder.Declare(new EnumType(name, description)),
            _ => _builder.Declare(new InputObjectType(name, description, Has(directives, "oneOf"))),
        };
    }

    private void Complete(TypeDefinitionNode node)
    {
        switch ((node, _types.GetValueOrDefault(node.Name.Value)))
        {
            case (FieldsTypeDefinitionNode parts, FieldsType type):
                foreach (NamedTypeNode reference in parts.Interfaces)
                {
                    type.AddInterface(Find(reference));
                    _origins.AddReference(type, Find(reference), reference);
                }

                foreach (FieldDefinitionNode field in parts.Fields)
                {
                    AddField(type, field);
                }

                break;
            case (UnionTypeDefinitionNode parts, UnionType type):
                foreach (NamedTypeNode reference in parts.Members)
                {
                    type.DeclaredMembers.Add(Find(reference));
                    _origins.AddReference(type, Find(reference), reference);
                }

                break;
            case (EnumTypeDefinitionNode parts, EnumType type):
                foreach (EnumValueDefinitionNode value in parts.Values)
                {
                    AddValue(type, value);
                }

                break;
            case (InputObjectTypeDefinitionNode parts, InputObjectType type):
                foreach (InputValueDefinitionNode field in parts.Fields)
                {
                    type.Add(Input(field));
                }

                break;
        }
    }

    private void AddField(FieldsType type, FieldDefinitionNode node)
    {
        string? description = node.Description?.Value;
        Field field = type is ObjectType<DataNode> objects
            ? objects.Field(node.Name.Value, description, Find(node.Type)).Resolve(DataTree.Resolve)
            : ((InterfaceType)type).Field(node.Name.Value, description, Find(node.Type));
        field.SetDeprecation(Deprecation(node.Directives));
        foreach (InputValueDefinitionNode argument in node.Arguments)
        {
            field.Add(Input(argument));
        }

        _origins.Add(field, node);
    }

    private void AddValue(EnumType type, EnumValueDefinitionNode node)
    {
        var value = new EnumValue(node.Name.Value, node.Description?.Value, node.Name.Value)
        {
            DeprecationReason = Deprecation(node.Directives),
        };
        type.Add(value);
        _origins.Add(value, node);
    }

    private InputValue Input(InputValueDefinitionNode node)
    {
        var value = new InputValue(node.Name.Value, node.Description?.Value, Find(node.Type), node.DefaultValue)
        {
            DeprecationReason = Deprecation(node.Directives),
        };
        _origins.Add(value, node);
        return value;
    }

    private void DeclareDirective(DirectiveDefinitionNode node)
    {
        ImmutableArray<DirectiveLocation> locations =
        [
            .. node.DirectiveLocations.Select(name => Directive.LocationOf(name.Value)),
        ];
        var directive = new Directive(node.Name.Value, node.Description?.Value, node.IsRepeatable, locations);
        foreach (InputValueDefinitionNode argument in node.Arguments)
        {
            directive.Argument(Input(argument));
        }

        _origins.Add(directive, node);
        _builder.Declare(directive);
    }

    private NamedType Find(NamedTypeNode node) => _types.TryGetValue(node.Name.Value, out NamedType? type)
        ? type
        : throw new ArgumentException($"Unknown type \"{node.Name.Value}\".", nameof(node));

    private GraphQLType Find(TypeNode node) => node switch
    {
        ListTypeNode list => Find(list.Type).List(),
        NonNullTypeNode nonNull => Find(nonNull.Type).NonNull(),
        _ => Find((NamedTypeNode)node),
    };

    private static ScalarType AnyScalar(string name, string? description, string? specifiedBy) => new(
        name,
        description,
        (LeafInput input, out object? value, out string? reason) =>
        {
            value = input.Plain;
            reason = null;
            return true;
        },
        value => value is DataNode node ? node.Json : value,
        specifiedBy);

    private static bool Has(IEnumerable<DirectiveNode> directives, string name) =>
        directives.Any(directive => directive.Name.Value == name);

    private static string? Deprecation(IEnumerable<DirectiveNode> directives) => Has(directives, "deprecated")
        ? TextArgument(directives, "deprecated", "reason") ?? Directives.DefaultDeprecationReason
        : null;

    private static string? SpecifiedBy(IEnumerable<DirectiveNode> directives) =>
        TextArgument(directives, "specifiedBy", "url");

    private static string? TextArgument(IEnumerable<DirectiveNode> directives, string directive, string argument) =>
        directives.Where(node => node.Name.Value == directive)
            .SelectMany(node => node.Arguments)
            .Where(node => node.Name.Value == argument)
            .Select(node => (node.Value as StringValueNode)?.Value)
            .FirstOrDefault();
}
