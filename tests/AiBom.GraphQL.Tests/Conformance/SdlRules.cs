using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;
using AiBom.GraphQL.Validation;

namespace AiBom.GraphQL.Tests.Conformance;

/// <summary>
/// What a type system document must be before there is a schema to check. The product declares its schema in C#, so
/// only cases ask for this: half of the rules are the product's own, which speak of type system definitions too, and
/// the others, named as the reference implementation names them, are here.
/// </summary>
internal sealed class SdlRules
{
    private readonly DocumentNode _document;
    private readonly Schema? _extended;
    private readonly List<GraphQLError> _errors = [];

    private SdlRules(DocumentNode document, Schema? extended)
    {
        _document = document;
        _extended = extended;
    }

    private IEnumerable<TypeDefinitionNode> Types => _document.Definitions.OfType<TypeDefinitionNode>();

    /// <summary>What is wrong with a document that defines a schema, or that extends one.</summary>
    public static IEnumerable<GraphQLError> Broken(DocumentNode document, Schema? extended)
    {
        var context = new ValidationContext(extended ?? SdlSchema.Build(""), document, GraphQLLimits.Trusted);
        var shared = new DocumentWalker(
            context,
            [
                new KnownTypeNames(context),
                new KnownDirectives(context),
                new UniqueDirectivesPerLocation(context),
                new KnownArgumentNames(context),
                new UniqueArgumentNames(context),
                new UniqueInputFieldNames(context),
                new ProvidedRequiredArguments(context),
            ]);
        shared.Walk();
        var own = new SdlRules(document, extended);
        own.CheckSchema();
        own.CheckNames();
        own.CheckArguments();
        own.CheckExtensions();
        return context.Errors.Concat(own._errors);
    }

    private void CheckSchema()
    {
        bool isDefined = _extended is { Query: not null } or { Mutation: not null } or { Subscription: not null };
        SchemaDefinitionNode[] schemas = [.. _document.Definitions.OfType<SchemaDefinitionNode>()];
        foreach (SchemaDefinitionNode again in schemas.Where(node => !node.IsExtension).Skip(isDefined ? 0 : 1))
        {
            Report("LoneSchemaDefinition", again);
        }

        CheckOnce(
            "UniqueOperationTypes",
            schemas.SelectMany(schema => schema.OperationTypes),
            root => $"{root.Operation}",
            root => root,
            root => _extended?.RootType(root.Operation) is not null);
    }

    private void CheckNames()
    {
        CheckOnce(
            "UniqueTypeNames",
            Types.Where(type => !type.IsExtension),
            type => type.Name.Value,
            type => type.Name,
            type => Existing(type) is not null);
        CheckOnce(
            "UniqueDirectiveNames",
            _document.Definitions.OfType<DirectiveDefinitionNode>(),
            directive => directive.Name.Value,
            directive => directive.Name,
            directive => _extended?.FindDirective(directive.Name.Value) is not null);
        CheckOnce(
            "UniqueEnumValueNames",
            Types.OfType<EnumTypeDefinitionNode>().SelectMany(type => type.Values.Select(value => (type, value.Name))),
            value => $"{value.type.Name}.{value.Name}",
            value => value.Name,
            value => (Existing(value.type) as EnumType)?.FindValue(value.Name.Value) is not null);
        CheckOnce(
            "UniqueFieldDefinitionNames",
            Types.SelectMany(type => FieldNames(type).Select(name => (type, name))),
            field => $"{field.type.Name}.{field.name}",
            field => field.name,
            field => Existing(field.type) switch
            {
                FieldsType known => known.FindField(field.name.Value) is not null,
                InputObjectType known => known.FindField(field.name.Value) is not null,
                _ => false,
            });
    }

    private void CheckArguments()
    {
        IEnumerable<IEnumerable<InputValueDefinitionNode>> owners =
        [
            .. _document.Definitions.OfType<DirectiveDefinitionNode>().Select(directive => directive.Arguments),
            .. Types.OfType<FieldsTypeDefinitionNode>().SelectMany(type => type.Fields).Select(field => field.Arguments),
        ];
        foreach (IGrouping<string, NameNode> same in owners.SelectMany(arguments => arguments
            .Select(argument => argument.Name)
            .GroupBy(name => name.Value, StringComparer.Ordinal)
            .Where(same => same.Count() > 1)))
        {
            Report("UniqueArgumentDefinitionNames", [.. same]);
        }
    }

    private void CheckExtensions()
    {
        foreach (TypeDefinitionNode extension in Types.Where(type => type.IsExtension))
        {
            TypeDefinitionNode? definition = Types
                .LastOrDefault(type => !type.IsExtension && type.Name.Value == extension.Name.Value);
            NamedType? known = Existing(extension);
            if (definition is null && known is null)
            {
                Report("PossibleTypeExtensions", extension.Name);
            }
            else if (definition is not null && definition.GetType() != extension.GetType())
            {
                Report("PossibleTypeExtensions", definition, extension);
            }
            else if (definition is null && !IsOfKind(known!, extension))
            {
                Report("PossibleTypeExtensions", extension);
            }
        }
    }

    private void CheckOnce<T>(
        string rule,
        IEnumerable<T> items,
        Func<T, string> nameOf,
        Func<T, SyntaxNode> placeOf,
        Func<T, bool> exists)
    {
        var first = new Dictionary<string, SyntaxNode>(StringComparer.Ordinal);
        foreach (T item in items)
        {
            if (exists(item))
            {
                Report(rule, placeOf(item));
            }
            else if (!first.TryAdd(nameOf(item), placeOf(item)))
            {
                Report(rule, first[nameOf(item)], placeOf(item));
            }
        }
    }

    private void Report(string rule, params IEnumerable<SyntaxNode> nodes) =>
        _errors.Add(new GraphQLError(rule, [.. nodes.Select(node => node.Location)], rule));

    private NamedType? Existing(TypeDefinitionNode type) => _extended?.FindType(type.Name.Value);

    private static IEnumerable<NameNode> FieldNames(TypeDefinitionNode type) => type switch
    {
        FieldsTypeDefinitionNode fields => fields.Fields.Select(field => field.Name),
        InputObjectTypeDefinitionNode input => input.Fields.Select(field => field.Name),
        _ => [],
    };

    private static bool IsOfKind(NamedType type, TypeDefinitionNode node) => node switch
    {
        ScalarTypeDefinitionNode => type is ScalarType,
        ObjectTypeDefinitionNode => type is ObjectType,
        InterfaceTypeDefinitionNode => type is InterfaceType,
        UnionTypeDefinitionNode => type is UnionType,
        EnumTypeDefinitionNode => type is EnumType,
        _ => type is InputObjectType,
    };
}
