using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AiBom.GraphQL.Execution;

/// <summary>
/// Turns coerced input values (scalars, enum members, lists of those, dictionaries for input objects) into the types
/// that resolvers ask for.
/// </summary>
internal static class InputBinder
{
    private static readonly ConcurrentDictionary<Type, ConstructorInfo?> Constructors = new();

    public static T To<T>(object? value) => value is T own ? own : (T)To(value, typeof(T))!;

    private static object? To(object? value, Type type)
    {
        Type target = Nullable.GetUnderlyingType(type) ?? type;
        if (value is null)
        {
            return type.IsValueType && target == type ? RuntimeHelpers.GetUninitializedObject(type) : null;
        }

        if (target.IsInstanceOfType(value))
        {
            return value;
        }

        return value switch
        {
            IReadOnlyDictionary<string, object?> fields => Construct(fields, target),
            IReadOnlyList<object?> items => ToList(items, target),
            _ => ToLeaf(value, target),
        };
    }

    private static object ToLeaf(object value, Type type)
    {
        if (type.IsEnum && value is string name)
        {
            return Enum.Parse(type, name);
        }

        if (value is IConvertible && typeof(IConvertible).IsAssignableFrom(type) && !type.IsEnum)
        {
            return Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
        }

        throw new InvalidOperationException($"An input value of type {value.GetType().Name} is no {type.Name}.");
    }

    private static object ToList(IReadOnlyList<object?> items, Type type)
    {
        Type item = ItemOf(type)
            ?? throw new InvalidOperationException($"A list cannot be bound to {type.Name}.");
        var array = Array.CreateInstance(item, items.Count);
        for (int i = 0; i < items.Count; i++)
        {
            array.SetValue(To(items[i], item), i);
        }

        if (type.IsInstanceOfType(array))
        {
            return array;
        }

        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
            ? ImmutableArrayOf(array, item)
            : Activator.CreateInstance(type, array)!;
    }

    private static object ImmutableArrayOf(Array items, Type item) =>
        typeof(ImmutableCollectionsMarshal)
            .GetMethod(nameof(ImmutableCollectionsMarshal.AsImmutableArray))!
            .MakeGenericMethod(item)
            .Invoke(null, [items])!;

    private static Type? ItemOf(Type type)
    {
        if (type.IsArray)
        {
            return type.GetElementType();
        }

        IEnumerable<Type> candidates = [type, .. type.GetInterfaces()];
        return candidates
            .FirstOrDefault(candidate => candidate.IsGenericType
                && candidate.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            ?.GetGenericArguments()[0]
            ?? (type.IsAssignableFrom(typeof(IList)) ? typeof(object) : null);
    }

    // A record's primary constructor names every property; a parameter that the input lacks takes its default.
    private static object Construct(IReadOnlyDictionary<string, object?> fields, Type type)
    {
        ConstructorInfo constructor = Constructors.GetOrAdd(type, FindConstructor)
            ?? throw new InvalidOperationException($"{type.Name} has no constructor for an input object.");
        ParameterInfo[] parameters = constructor.GetParameters();
        object?[] arguments = new object?[parameters.Length];
        for (int i = 0; i < parameters.Length; i++)
        {
            bool isGiven = TryFind(fields, parameters[i].Name!, out object? value);
            arguments[i] = !isGiven && parameters[i] is { HasDefaultValue: true, DefaultValue: { } standard }
                ? standard
                : To(value, parameters[i].ParameterType);
        }

        object bound = constructor.Invoke(arguments);
        if (parameters.Length == 0)
        {
            foreach (PropertyInfo property in type.GetProperties().Where(property => property.CanWrite))
            {
                if (TryFind(fields, property.Name, out object? value))
                {
                    property.SetValue(bound, To(value, property.PropertyType));
                }
            }
        }

        return bound;
    }

    private static ConstructorInfo? FindConstructor(Type type) => type.GetConstructors()
        .OrderByDescending(candidate => candidate.GetParameters().Length)
        .FirstOrDefault(candidate => candidate.GetParameters() is not [{ } only] || only.ParameterType != type);

    private static bool TryFind(IReadOnlyDictionary<string, object?> fields, string name, out object? value)
    {
        foreach ((string key, object? candidate) in fields)
        {
            if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
            {
                value = candidate;
                return true;
            }
        }

        value = null;
        return false;
    }
}
