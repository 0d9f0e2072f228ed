using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace AiBom.Testing.PublicApi;

/// <summary>Types as C# writes them, without namespaces.</summary>
internal static class TypeText
{
    private static readonly FrozenDictionary<Type, string> Keywords = new Dictionary<Type, string>
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(double)] = "double",
    }.ToFrozenDictionary();

    /// <summary>A type where nothing is known of nullability, such as a base type.</summary>
    public static string Of(Type type) => Write(type, Nullability.None);

    public static string Of(FieldInfo field) => Write(field.FieldType, Nullability.Of(field));

    public static string Of(PropertyInfo property) => Write(property.PropertyType, Nullability.Of(property));

    public static string Of(ParameterInfo parameter)
    {
        bool isParams = parameter.IsDefined(typeof(ParamArrayAttribute))
            || parameter.IsDefined(typeof(ParamCollectionAttribute));
        string kind = parameter switch
        {
            { IsOut: true } => "out ",
            { ParameterType.IsByRef: true } => "ref ",
            _ => isParams ? "params " : "",
        };
        string type = Write(parameter.ParameterType, Nullability.Of(parameter));
        return $"{kind}{type} {parameter.Name}{DefaultOf(parameter)}";
    }

    public static string Returned(MethodInfo method) =>
        Write(method.ReturnType, Nullability.Of(method.ReturnParameter));

    /// <summary>A type's own name with its type parameters.</summary>
    public static string Declared(Type type)
    {
        string outer = type.IsNested ? $"{Declared(type.DeclaringType!)}." : "";
        return $"{outer}{Name(type)}{Parameters(type.GetGenericArguments())}";
    }

    public static string Parameters(Type[] parameters) =>
        parameters.Length == 0 ? "" : $"<{string.Join(", ", parameters.Select(parameter => parameter.Name))}>";

    /// <summary>What is asked of a type parameter, with a blank before it; empty if nothing is.</summary>
    public static string Constraint(Type parameter)
    {
        GenericParameterAttributes flags = parameter.GenericParameterAttributes;
        string kind = flags switch
        {
            _ when flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint) => "struct",
            _ when flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) => "class",
            _ => Nullability.IsNotNull(parameter) ? "notnull" : "",
        };
        string[] parts =
        [
            .. kind.Length > 0 ? [kind] : Array.Empty<string>(),
            .. parameter.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(Of),
        ];
        return parts.Length == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", parts)}";
    }

    public static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string DefaultOf(ParameterInfo parameter)
    {
        if (!parameter.HasDefaultValue)
        {
            return "";
        }

        bool isStruct = parameter.ParameterType.IsValueType
            && System.Nullable.GetUnderlyingType(parameter.ParameterType) is null;
        return $" = {(isStruct && parameter.DefaultValue is null ? "default" : Literal(parameter.DefaultValue))}";
    }

    private static string Write(Type type, Nullability nullability)
    {
        if (type.IsByRef)
        {
            return Write(type.GetElementType()!, nullability);
        }

        if (System.Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return $"{Write(underlying, nullability)}?";
        }

        string mark = (!type.IsValueType || type.IsGenericType) && nullability.Next() ? "?" : "";
        if (type.IsArray)
        {
            return $"{Write(type.GetElementType()!, nullability)}[]{mark}";
        }

        string name = Keywords.TryGetValue(type, out string? keyword) ? keyword : Name(type);
        IEnumerable<string> arguments = type.GetGenericArguments().Select(argument => Write(argument, nullability));
        return type.IsGenericType ? $"{name}<{string.Join(", ", arguments)}>{mark}" : $"{name}{mark}";
    }

    private static string Name(Type type) => type.Name.Split('`')[0];
}
