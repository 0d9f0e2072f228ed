using System.Collections.Immutable;
using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Types;

/// <summary>The schema's schema (section 4.2), declared with the same means as any other.</summary>
internal static class Introspection
{
    private static readonly EnumType<TypeKind> Kinds = new("__TypeKind", "The eight kinds of type.");

    private static readonly ObjectType<Schema> SchemaType = new(
        "__Schema",
        "What the server can be asked: its types, its directives, and the types that operations start from.");

    private static readonly ObjectType<GraphQLType> TypeType = new(
        "__Type",
        "A type. `kind` says which of the other fields have a value: `fields` for objects and interfaces, "
            + "`enumValues` for enums, `inputFields` for input objects, `ofType` for lists and non-null types.");

    private static readonly ObjectType<Field> FieldType = new("__Field", "A field of an object or interface type.");

    private static readonly ObjectType<InputValue> InputValueType = new(
        "__InputValue",
        "An argument of a field or directive, or a field of an input object.");

    private static readonly ObjectType<EnumValue> EnumValueType = new("__EnumValue", "A value of an enum type.");

    private static readonly ObjectType<Directive> DirectiveType = new(
        "__Directive",
        "A directive: an annotation that changes how a part of a document or schema is understood.");

    static Introspection()
    {
        DeclareSchema();
        DeclareType();
        DeclareField();
        DeclareInputValue();
        DeclareEnumValue();
        DeclareDirective();
        foreach (NamedType type in Types)
        {
            type.Freeze();
        }
    }

    private enum TypeKind
    {
        Scalar,
        Object,
        Interface,
        Union,
        Enum,
        InputObject,
        List,
        NonNull,
    }

    /// <summary><c>__typename</c>; the executor answers it itself.</summary>
    public static Field TypeName { get; } =
        new("__typename", "The name of the object's type.", Scalars.String.NonNull());

    /// <summary><c>__schema</c>.</summary>
    public static Field Schema { get; } = new ObjectType<object>("Query", null)
        .Field("__schema", "The schema of this server.", SchemaType.NonNull())
        .Resolve((context, _) => context.Schema);

    /// <summary><c>__type(name:)</c>.</summary>
    public static Field Type { get; } = new ObjectType<object>("Query", null)
        .Field("__type", "The type of that name, if there is one.", TypeType)
        .Argument("name", null, Scalars.String.NonNull())
        .Resolve((context, _) => (GraphQLType?)context.Schema.FindType(context.Argument<string>("name")));

    /// <summary>Whether a field of that name asks for the schema; no other may begin with two underscores.</summary>
    public static bool IsMetaField(string name) => name is "__schema" or "__type";

    /// <summary>Every type of introspection.</summary>
    public static ImmutableArray<NamedType> Types { get; } =
    [
        SchemaType, TypeType, Kinds, FieldType, InputValueType, EnumValueType, DirectiveType, Directives.Locations,
    ];

    /// <summary>Whether the type is one of introspection or one of the built-in scalars.</summary>
    public static bool IsBuiltIn(NamedType type) =>
        Types.Contains(type) || (type is ScalarType scalar && Scalars.BuiltIn.Contains(scalar));

    /// <summary>Whether a type of that name is one of them.</summary>
    public static bool IsBuiltIn(string name) =>
        Types.Concat(Scalars.BuiltIn).Any(type => string.Equals(type.Name, name, StringComparison.Ordinal));

    private static void DeclareSchema()
    {
        GraphQLType types = TypeType.NonNull().List().NonNull();
        GraphQLType directives = DirectiveType.NonNull().List().NonNull();
        SchemaType.Field("description", null, Scalars.String, schema => schema.Description);
        SchemaType.Field("types", "All named types.", types, schema => schema.Types);
        SchemaType.Field("queryType", "The root of queries.", TypeType.NonNull(), schema => schema.Query);
        SchemaType.Field("mutationType", "The root of mutations.", TypeType, schema => schema.Mutation);
        SchemaType.Field("subscriptionType", "The root of subscriptions.", TypeType, schema => schema.Subscription);
        SchemaType.Field("directives", "All directives.", directives, schema => schema.Directives);
    }

    private static void DeclareType()
    {
        TypeType.Field("kind", null, Kinds.NonNull(), KindOf);
        TypeType.Field("name", null, Scalars.String, type => (type as NamedType)?.Name);
        TypeType.Field("description", null, Scalars.String, type => (type as NamedType)?.Description);
        TypeType.Field("specifiedByURL", null, Scalars.String, type => (type as ScalarType)?.SpecifiedBy);
        WithDeprecated(TypeType.Field("fields", null, FieldType.NonNull().List()))
            .Resolve((context, type) => (type as FieldsType)?.Fields
                .Where(field => Includes(context, field.DeprecationReason)));
        TypeType.Field(
            "interfaces",
            null,
            TypeType.NonNull().List(),
            type => (type as FieldsType)?.Interfaces);
        TypeType.Field("possibleTypes", null, TypeType.NonNull().List())
            .Resolve((context, type) => type is InterfaceType or UnionType
                ? context.Schema.PossibleTypes((CompositeType)type).AsEnumerable()
                : null);
        WithDeprecated(TypeType.Field("enumValues", null, EnumValueType.NonNull().List()))
            .Resolve((context, type) => (type as EnumType)?.Values
                .Where(value => Includes(context, value.DeprecationReason)));
        WithDeprecated(TypeType.Field("inputFields", null, InputValueType.NonNull().List()))
            .Resolve((context, type) => (type as InputObjectType)?.Fields
                .Where(field => Includes(context, field.DeprecationReason)));
        TypeType.Field("ofType", null, TypeType, InnerOf);
        TypeType.Field("isOneOf", null, Scalars.Boolean, type => (type as InputObjectType)?.IsOneOf);
    }

    private static void DeclareField()
    {
        FieldType.Field("name", null, Scalars.String.NonNull(), field => field.Name);
        FieldType.Field("description", null, Scalars.String, field => field.Description);
        WithDeprecated(FieldType.Field("args", null, InputValueType.NonNull().List().NonNull()))
            .Resolve((context, field) => field.Arguments
                .Where(argument => Includes(context, argument.DeprecationReason)));
        FieldType.Field("type", null, TypeType.NonNull(), field => field.Type);
        FieldType.Field("isDeprecated", null, Scalars.Boolean.NonNull(), field => field.DeprecationReason is not null);
        FieldType.Field("deprecationReason", null, Scalars.String, field => field.DeprecationReason);
    }

    private static void DeclareInputValue()
    {
        InputValueType.Field("name", null, Scalars.String.NonNull(), value => value.Name);
        InputValueType.Field("description", null, Scalars.String, value => value.Description);
        InputValueType.Field("type", null, TypeType.NonNull(), value => value.Type);
        InputValueType.Field(
            "defaultValue",
            "The default as a GraphQL literal.",
            Scalars.String,
            value => value.Default is null ? null : Printer.Print(value.Default));
        InputValueType.Field(
            "isDeprecated",
            null,
            Scalars.Boolean.NonNull(),
            value => value.DeprecationReason is not null);
        InputValueType.Field("deprecationReason", null, Scalars.String, value => value.DeprecationReason);
    }

    private static void DeclareEnumValue()
    {
        EnumValueType.Field("name", null, Scalars.String.NonNull(), value => value.Name);
        EnumValueType.Field("description", null, Scalars.String, value => value.Description);
        EnumValueType.Field(
            "isDeprecated",
            null,
            Scalars.Boolean.NonNull(),
            value => value.DeprecationReason is not null);
        EnumValueType.Field("deprecationReason", null, Scalars.String, value => value.DeprecationReason);
    }

    private static void DeclareDirective()
    {
        GraphQLType locations = Directives.Locations.NonNull().List().NonNull();
        DirectiveType.Field("name", null, Scalars.String.NonNull(), directive => directive.Name);
        DirectiveType.Field("description", null, Scalars.String, directive => directive.Description);
        DirectiveType.Field("isRepeatable", null, Scalars.Boolean.NonNull(), directive => directive.IsRepeatable);
        DirectiveType.Field("locations", null, locations, directive => directive.Locations);
        WithDeprecated(DirectiveType.Field("args", null, InputValueType.NonNull().List().NonNull()))
            .Resolve((context, directive) => directive.Arguments
                .Where(argument => Includes(context, argument.DeprecationReason)));
    }

    private static Field<T> WithDeprecated<T>(Field<T> field)
        where T : notnull =>
        field.Argument("includeDeprecated", null, Scalars.Boolean.NonNull(), defaultValue: false);

    private static bool Includes(Execution.ResolveContext context, string? deprecationReason) =>
        deprecationReason is null || context.Argument<bool>("includeDeprecated");

    private static TypeKind KindOf(GraphQLType type) => type switch
    {
        ScalarType => TypeKind.Scalar,
        ObjectType => TypeKind.Object,
        InterfaceType => TypeKind.Interface,
        UnionType => TypeKind.Union,
        EnumType => TypeKind.Enum,
        InputObjectType => TypeKind.InputObject,
        ListType => TypeKind.List,
        _ => TypeKind.NonNull,
    };

    private static GraphQLType? InnerOf(GraphQLType type) => type switch
    {
        ListType list => list.Item,
        NonNullType nonNull => nonNull.Nullable,
        _ => null,
    };
}
