using System.Diagnostics.CodeAnalysis;

namespace AiBom.GraphQL.Types;

/// <summary>Accepts an input value or says in a sentence why not.</summary>
public delegate bool ScalarParser(LeafInput input, out object? value, out string? reason);

/// <summary>Turns a result into a string, Boolean, number or JSON element; null if it cannot.</summary>
public delegate object? ScalarSerializer(object value);

/// <summary>A Scalar type (section 3.5): the five of <see cref="Scalars"/> or one of the schema's own.</summary>
public sealed class ScalarType : LeafType
{
    private readonly ScalarParser _parse;
    private readonly ScalarSerializer _serialize;

    /// <summary>Declares a scalar.</summary>
    /// <param name="name">The name in the schema.</param>
    /// <param name="description">What values look like.</param>
    /// <param name="parse">Input coercion.</param>
    /// <param name="serialize">Result coercion.</param>
    /// <param name="specifiedBy">The URL of a specification of the format.</param>
    [SuppressMessage("Design", "CA1054", Justification = "Shown as it is written; never resolved.")]
    public ScalarType(
        string name,
        string? description,
        ScalarParser parse,
        ScalarSerializer serialize,
        string? specifiedBy = null)
        : base(name, description)
    {
        _parse = parse;
        _serialize = serialize;
        SpecifiedBy = specifiedBy;
    }

    /// <summary>The argument of <c>@specifiedBy</c>.</summary>
    public string? SpecifiedBy { get; }

    /// <summary>A scalar whose values are strings in JSON.</summary>
    /// <param name="name">The name in the schema.</param>
    /// <param name="description">What values look like.</param>
    /// <param name="parse">The value of a text, or null if the text is none.</param>
    /// <param name="format">The text of a value.</param>
    /// <param name="specifiedBy">The URL of a specification of the format.</param>
    [SuppressMessage("Design", "CA1054", Justification = "Shown as it is written; never resolved.")]
    public static ScalarType OfText<T>(
        string name,
        string description,
        Func<string, T?> parse,
        Func<T, string> format,
        string? specifiedBy = null)
        where T : class
    {
        bool Parse(LeafInput input, out object? value, out string? reason)
        {
            value = input.Kind is LeafInputKind.String ? parse(input.Text) : null;
            reason = value is null ? $"{name} cannot represent {input}." : null;
            return value is not null;
        }

        return new ScalarType(name, description, Parse, value => value is T own ? format(own) : null, specifiedBy);
    }

    /// <inheritdoc/>
    public override bool TryParse(LeafInput input, out object? value, [NotNullWhen(false)] out string? reason)
    {
        if (_parse(input, out value, out reason))
        {
            reason = null;
            return true;
        }

        reason ??= $"{Name} cannot represent {input}.";
        return false;
    }

    /// <inheritdoc/>
    public override bool TrySerialize(object value, [NotNullWhen(true)] out object? json)
    {
        json = _serialize(value);
        return json is not null;
    }
}
