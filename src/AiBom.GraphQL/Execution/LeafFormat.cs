using System.Collections.Concurrent;
using System.Text.Json;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Execution;

/// <summary>Writes values of a C# type as values of a leaf type, without boxing them.</summary>
internal abstract class LeafFormat<T>
{
    /// <summary>Whether <see cref="CanWrite"/> is always true.</summary>
    public virtual bool WritesAll => true;

    /// <summary>Whether the leaf type can represent the value, which is not null.</summary>
    public virtual bool CanWrite(T value) => true;

    public abstract void Write(Utf8JsonWriter writer, T value);
}

/// <summary>Finds the format for a leaf type and a C# type; pairs without one go through result coercion.</summary>
internal static class LeafFormat
{
    private static readonly ConcurrentDictionary<(LeafType Type, Type Clr), object?> Formats = new();

    public static LeafFormat<T>? For<T>(LeafType type) =>
        (LeafFormat<T>?)Formats.GetOrAdd((type, typeof(T)), pair => Find(pair.Type, pair.Clr));

    private static object? Find(LeafType type, Type clr)
    {
        if (Nullable.GetUnderlyingType(clr) is { } inner)
        {
            object? format = Find(type, inner);
            Type ofNullable = typeof(OfNullable<>).MakeGenericType(inner);
            return format is null ? null : Activator.CreateInstance(ofNullable, format);
        }

        if (type is EnumType && clr.IsEnum)
        {
            return Activator.CreateInstance(typeof(OfEnum<>).MakeGenericType(clr), type);
        }

        return clr switch
        {
            _ when clr == typeof(string) && (type == Scalars.String || type == Scalars.Id) => new OfString(),
            _ when clr == typeof(int) && (type == Scalars.Int || type == Scalars.Long) => new OfInt(),
            _ when clr == typeof(long) && type == Scalars.Long => new OfLong(),
            _ when clr == typeof(bool) && type == Scalars.Boolean => new OfBoolean(),
            _ when clr == typeof(double) && type == Scalars.Float => new OfDouble(),
            _ => null,
        };
    }

    private sealed class OfString : LeafFormat<string>
    {
        public override void Write(Utf8JsonWriter writer, string value) => writer.WriteStringValue(value);
    }

    private sealed class OfInt : LeafFormat<int>
    {
        public override void Write(Utf8JsonWriter writer, int value) => writer.WriteNumberValue(value);
    }

    private sealed class OfLong : LeafFormat<long>
    {
        public override void Write(Utf8JsonWriter writer, long value) => writer.WriteNumberValue(value);
    }

    private sealed class OfBoolean : LeafFormat<bool>
    {
        public override void Write(Utf8JsonWriter writer, bool value) => writer.WriteBooleanValue(value);
    }

    private sealed class OfDouble : LeafFormat<double>
    {
        public override bool WritesAll => false;

        public override bool CanWrite(double value) => double.IsFinite(value);

        public override void Write(Utf8JsonWriter writer, double value) => writer.WriteNumberValue(value);
    }

    private sealed class OfEnum<TEnum>(EnumType type) : LeafFormat<TEnum>
        where TEnum : struct, Enum
    {
        private readonly Dictionary<TEnum, JsonEncodedText> _names = type.Values
            .Where(value => value.Value is TEnum)
            .ToDictionary(value => (TEnum)value.Value, value => JsonEncodedText.Encode(value.Name));

        public override bool WritesAll => false;

        public override bool CanWrite(TEnum value) => _names.ContainsKey(value);

        public override void Write(Utf8JsonWriter writer, TEnum value) => writer.WriteStringValue(_names[value]);
    }

    private sealed class OfNullable<T>(LeafFormat<T> inner) : LeafFormat<T?>
        where T : struct
    {
        public override bool WritesAll => inner.WritesAll;

        public override bool CanWrite(T? value) => inner.CanWrite(value.GetValueOrDefault());

        public override void Write(Utf8JsonWriter writer, T? value) => inner.Write(writer, value.GetValueOrDefault());
    }
}
