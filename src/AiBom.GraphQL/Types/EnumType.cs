using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text;
using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Types;

/// <summary>A value of an Enum type (section 3.9).</summary>
public sealed class EnumValue
{
    internal EnumValue(string name, string? description, object value)
    {
        Name = name;
        Description = description;
        Value = value;
    }

    /// <summary>The name in the schema.</summary>
    public string Name { get; }

    /// <summary>What the value means, in Markdown.</summary>
    public string? Description { get; internal set; }

    /// <summary>Why not to use it any more; null if it may be used.</summary>
    public string? DeprecationReason { get; internal set; }

    /// <summary>The value in C#.</summary>
    public object Value { get; }
}

/// <summary>An Enum type (section 3.9).</summary>
public class EnumType : LeafType
{
    private readonly List<EnumValue> _values = [];
    private Dictionary<string, EnumValue>? _byName;
    private Dictionary<object, EnumValue>? _byValue;

    internal EnumType(string name, string? description)
        : base(name, description)
    {
    }

    /// <summary>In the order in which they were declared.</summary>
    public IReadOnlyList<EnumValue> Values => _values;

    /// <summary>The value of that name; null if there is none.</summary>
    public EnumValue? FindValue(string name) => _byName is not null
        ? _byName.GetValueOrDefault(name)
        : _values.Find(value => string.Equals(value.Name, name, StringComparison.Ordinal));

    /// <summary>The value that stands for a C# value; null if there is none.</summary>
    internal EnumValue? FindByValue(object value) => _byValue is not null
        ? _byValue.GetValueOrDefault(value)
        : _values.Find(candidate => candidate.Value.Equals(value));

    /// <inheritdoc/>
    public override bool TryParse(LeafInput input, out object? value, [NotNullWhen(false)] out string? reason)
    {
        LeafInputKind expected = input.IsLiteral ? LeafInputKind.Enum : LeafInputKind.String;
        if (input.Kind != expected)
        {
            value = null;
            string kind = input.IsLiteral ? "non-enum" : "non-string";
            reason = $"Enum \"{Name}\" cannot represent {kind} value: {input}.";
            return false;
        }

        EnumValue? found = FindValue(input.Text);
        value = found?.Value;
        reason = found is null ? $"Value \"{Excerpt.Of(input.Text)}\" does not exist in \"{Name}\" enum." : null;
        return reason is null;
    }

    /// <inheritdoc/>
    public override bool TrySerialize(object value, [NotNullWhen(true)] out object? json)
    {
        json = FindByValue(value)?.Name;
        return json is not null;
    }

    internal void Add(EnumValue value)
    {
        ThrowIfFrozen();
        _values.Add(value);
    }

    internal override void Freeze()
    {
        base.Freeze();
        _byName = _values.DistinctBy(value => value.Name, StringComparer.Ordinal)
            .ToDictionary(value => value.Name, StringComparer.Ordinal);
        _byValue = _values.DistinctBy(value => value.Value).ToDictionary(value => value.Value);
    }
}

/// <summary>
/// An Enum type made from a C# enum: <c>PascalCase</c> members become <c>UPPER_SNAKE</c> values, each described by
/// its <see cref="DescriptionAttribute"/> or by <see cref="Describe"/>.
/// </summary>
public sealed class EnumType<TEnum> : EnumType
    where TEnum : struct, Enum
{
    internal EnumType(string name, string? description)
        : base(name, description)
    {
        foreach (TEnum member in Enum.GetValues<TEnum>())
        {
            FieldInfo declared = typeof(TEnum).GetField(member.ToString())!;
            Add(new EnumValue(
                UpperSnake(member.ToString()),
                declared.GetCustomAttribute<DescriptionAttribute>()?.Description,
                member));
        }
    }

    /// <summary>Describes a value.</summary>
    public EnumType<TEnum> Describe(TEnum value, string description)
    {
        FindByValue(value)!.Description = description;
        return this;
    }

    /// <summary>Deprecates a value.</summary>
    public EnumType<TEnum> Deprecate(TEnum value, string reason)
    {
        FindByValue(value)!.DeprecationReason = reason;
        return this;
    }

    // A new word starts at an upper-case letter that follows a lower-case letter or a digit, or that begins a word
    // after an acronym: SignedByCA, HTTPCode, Sha256Digest.
    private static string UpperSnake(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (int i = 0; i < name.Length; i++)
        {
            bool startsWord = i > 0
                && char.IsAsciiLetterUpper(name[i])
                && name[i - 1] != '_'
                && (!char.IsAsciiLetterUpper(name[i - 1])
                    || (i + 1 < name.Length && char.IsAsciiLetterLower(name[i + 1])));
            if (startsWord)
            {
                text.Append('_');
            }

            text.Append(char.ToUpperInvariant(name[i]));
        }

        return text.ToString();
    }
}
