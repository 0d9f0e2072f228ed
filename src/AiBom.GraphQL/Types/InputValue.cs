using System.Diagnostics.CodeAnalysis;
using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Types;

/// <summary>
/// The argument of a field or directive, or the field of an input object: what introspection calls
/// <c>__InputValue</c>.
/// </summary>
public sealed class InputValue
{
    private readonly object? _default;
    private ValueNode? _literal;
    private object? _coerced;
    private bool _isCoerced;

    internal InputValue(string name, string? description, GraphQLType type, object? defaultValue = null)
    {
        Name = name;
        Description = description;
        Type = type;
        _default = defaultValue;
        _literal = defaultValue as ValueNode;
    }

    /// <summary>The name of the argument or input field.</summary>
    public string Name { get; }

    /// <summary>What the value means, in Markdown.</summary>
    public string? Description { get; }

    /// <summary>An input type.</summary>
    public GraphQLType Type { get; }

    /// <summary>Why not to use it any more; null if it may be used.</summary>
    public string? DeprecationReason { get; internal set; }

    /// <summary>Whether there is a default, possibly null.</summary>
    [MemberNotNullWhen(true, nameof(Default))]
    public bool HasDefault => _default is not null;

    /// <summary>The default as a literal; null if there is none.</summary>
    public ValueNode? Default => _literal ??= _default is null ? null : Literal.Of(_default, Type);

    /// <summary>Whether a value must be given: the type is non-null and there is no default (section 5.4.3).</summary>
    public bool IsRequired => Type is NonNullType && !HasDefault;

    /// <summary>The default after input coercion.</summary>
    internal object? CoercedDefault
    {
        get
        {
            if (!_isCoerced && HasDefault)
            {
                _coerced = Execution.LiteralCoercion.CoerceConstant(Default, Type);
                _isCoerced = true;
            }

            return _coerced;
        }
    }
}

/// <summary>Stands for a default that is <c>null</c>, where C#'s null means that there is no default.</summary>
public static class DefaultValue
{
    /// <summary>The literal <c>null</c>.</summary>
    public static object Null { get; } = new NullValueNode(default);
}
