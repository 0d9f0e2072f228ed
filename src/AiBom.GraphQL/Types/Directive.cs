using System.Collections.Immutable;

namespace AiBom.GraphQL.Types;

/// <summary>Where a directive may stand (section 3.13).</summary>
public enum DirectiveLocation
{
    /// <summary>A query.</summary>
    Query,

    /// <summary>A mutation.</summary>
    Mutation,

    /// <summary>A subscription.</summary>
    Subscription,

    /// <summary>A field of a selection set.</summary>
    Field,

    /// <summary>A fragment.</summary>
    FragmentDefinition,

    /// <summary>The spread of a fragment.</summary>
    FragmentSpread,

    /// <summary>An inline fragment.</summary>
    InlineFragment,

    /// <summary>A variable of an operation.</summary>
    VariableDefinition,

    /// <summary>The schema.</summary>
    Schema,

    /// <summary>A scalar type.</summary>
    Scalar,

    /// <summary>An object type.</summary>
    Object,

    /// <summary>A field of a type.</summary>
    FieldDefinition,

    /// <summary>An argument of a field or directive.</summary>
    ArgumentDefinition,

    /// <summary>An interface type.</summary>
    Interface,

    /// <summary>A union type.</summary>
    Union,

    /// <summary>An enum type.</summary>
    Enum,

    /// <summary>A value of an enum type.</summary>
    EnumValue,

    /// <summary>An input object type.</summary>
    InputObject,

    /// <summary>A field of an input object type.</summary>
    InputFieldDefinition,
}

/// <summary>A directive that documents may use (section 3.13).</summary>
public sealed class Directive
{
    private readonly List<InputValue> _arguments = [];

    internal Directive(
        string name,
        string? description,
        bool isRepeatable,
        params ImmutableArray<DirectiveLocation> locations)
    {
        Name = name;
        Description = description;
        IsRepeatable = isRepeatable;
        Locations = locations;
    }

    /// <summary>The name without <c>@</c>.</summary>
    public string Name { get; }

    /// <summary>What the directive does, in Markdown.</summary>
    public string? Description { get; }

    /// <summary>Whether it may stand more than once in one place.</summary>
    public bool IsRepeatable { get; }

    /// <summary>Where it may stand.</summary>
    public ImmutableArray<DirectiveLocation> Locations { get; }

    /// <summary>In the order in which they were declared.</summary>
    public IReadOnlyList<InputValue> Arguments => _arguments;

    /// <summary>The argument of that name; null if there is none.</summary>
    public InputValue? FindArgument(string name) =>
        _arguments.Find(argument => string.Equals(argument.Name, name, StringComparison.Ordinal));

    /// <summary>The location as documents and introspection spell it, such as <c>FIELD_DEFINITION</c>.</summary>
    public static string NameOf(DirectiveLocation location) => Directives.Locations.FindByValue(location)!.Name;

    internal static DirectiveLocation LocationOf(string name) =>
        (DirectiveLocation)Directives.Locations.FindValue(name)!.Value;

    internal Directive Argument(InputValue argument)
    {
        _arguments.Add(argument);
        return this;
    }
}

/// <summary>The five directives of the specification (sections 3.13.1 to 3.13.5).</summary>
public static class Directives
{
    /// <summary>The reason of <c>@deprecated</c> where none is given.</summary>
    public const string DefaultDeprecationReason = "No longer supported";

    /// <summary><c>@include(if: Boolean!)</c>.</summary>
    public static Directive Include { get; } = new Directive(
            "include",
            "Leaves the field or fragment out unless `if` is true.",
            isRepeatable: false,
            DirectiveLocation.Field,
            DirectiveLocation.FragmentSpread,
            DirectiveLocation.InlineFragment)
        .Argument(new InputValue("if", "Whether to include it.", Scalars.Boolean.NonNull()));

    /// <summary><c>@skip(if: Boolean!)</c>.</summary>
    public static Directive Skip { get; } = new Directive(
            "skip",
            "Leaves the field or fragment out if `if` is true.",
            isRepeatable: false,
            DirectiveLocation.Field,
            DirectiveLocation.FragmentSpread,
            DirectiveLocation.InlineFragment)
        .Argument(new InputValue("if", "Whether to leave it out.", Scalars.Boolean.NonNull()));

    /// <summary><c>@deprecated(reason: String!)</c>.</summary>
    public static Directive Deprecated { get; } = new Directive(
            "deprecated",
            "Says that an element of the schema should not be used any more.",
            isRepeatable: false,
            DirectiveLocation.FieldDefinition,
            DirectiveLocation.ArgumentDefinition,
            DirectiveLocation.InputFieldDefinition,
            DirectiveLocation.EnumValue)
        .Argument(new InputValue(
            "reason",
            "Why, and what to use instead, in Markdown.",
            Scalars.String.NonNull(),
            DefaultDeprecationReason));

    /// <summary><c>@specifiedBy(url: String!)</c>.</summary>
    public static Directive SpecifiedBy { get; } = new Directive(
            "specifiedBy",
            "Says where the format of a scalar is specified.",
            isRepeatable: false,
            DirectiveLocation.Scalar)
        .Argument(new InputValue("url", "The address of the specification.", Scalars.String.NonNull()));

    /// <summary><c>@oneOf</c>.</summary>
    public static Directive OneOf { get; } = new(
        "oneOf",
        "Asks for exactly one field of the input object, and that not null.",
        isRepeatable: false,
        DirectiveLocation.InputObject);

    /// <summary>The locations as an enum type, which is also <c>__DirectiveLocation</c>.</summary>
    internal static EnumType<DirectiveLocation> Locations { get; } = new(
        "__DirectiveLocation",
        "A place where a directive may stand.");

    /// <summary>All five.</summary>
    internal static ImmutableArray<Directive> Specified { get; } = [Include, Skip, Deprecated, SpecifiedBy, OneOf];
}
