using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Validation;

/// <summary>
/// Where in the schema the walk is. Only the walker writes it; everything is null where the document leaves the
/// schema.
/// </summary>
internal sealed class TypePosition
{
    /// <summary>The definition around.</summary>
    public DefinitionNode? Definition { get; set; }

    /// <summary>The type that the selection set around selects from.</summary>
    public CompositeType? ParentType { get; set; }

    /// <summary>The type of the field, fragment or operation that was entered last.</summary>
    public GraphQLType? Type { get; set; }

    /// <summary>The field that was entered last.</summary>
    public Field? Field { get; set; }

    /// <summary>The directive around, and <see langword="null"/> outside of any.</summary>
    public DirectiveNode? DirectiveNode { get; set; }

    /// <summary>Where the directives stand that are being walked.</summary>
    public DirectiveLocation DirectiveLocation { get; set; }

    /// <summary>The argument around.</summary>
    public InputValue? Argument { get; set; }

    /// <summary>The type that the value must have.</summary>
    public GraphQLType? InputType { get; set; }

    /// <summary>The list or input object type around the value.</summary>
    public GraphQLType? ParentInputType { get; set; }

    /// <summary>Whether the schema has a default for the value.</summary>
    public bool HasDefault { get; set; }
}
