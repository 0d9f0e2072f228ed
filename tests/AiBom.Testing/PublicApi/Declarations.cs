using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace AiBom.Testing.PublicApi;

/// <summary>
/// What an assembly lets others see, as declarations that read like C#: sorted, with nullability, without what the
/// compiler adds to records.
/// </summary>
[SuppressMessage("Critical Code Smell", "S3011", Justification = "Protected members are part of the interface.")]
public static class Declarations
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>All public types and their members, a blank line between types.</summary>
    public static string Of(Assembly assembly) =>
        string.Join("\n\n", assembly.GetExportedTypes().Select(Declare).Order(StringComparer.Ordinal));

    private static string Declare(Type type)
    {
        if (type.IsSubclassOf(typeof(Delegate)))
        {
            MethodInfo invoke = type.GetMethod("Invoke")!;
            return $"{type.Namespace}.{TypeText.Declared(type)} : delegate "
                + $"{TypeText.Returned(invoke)} {Parameters(invoke)}";
        }

        IEnumerable<string> members = type.IsEnum
            ? type.GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => $"{field.Name} = {TypeText.Literal(field.GetRawConstantValue())}")
            : Members(type)
                .OrderBy(member => member.Name, StringComparer.Ordinal)
                .ThenBy(member => member.Text, StringComparer.Ordinal)
                .Select(member => member.Text);
        string head = $"{type.Namespace}.{TypeText.Declared(type)} : {Kind(type)}{Parents(type)}{Constraints(type)}";
        return string.Join("\n    ", [head, .. members]);
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => IsReadOnly(type) + (IsRecord(type) ? "record struct" : "struct"),
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => $"abstract {ClassKind(type)}",
        { IsSealed: true } => $"sealed {ClassKind(type)}",
        _ => ClassKind(type),
    };

    private static string ClassKind(Type type) => IsRecord(type) ? "record" : "class";

    private static string Parents(Type type)
    {
        bool hasBase = type is { IsEnum: false, IsValueType: false, BaseType: { } parent } && parent != typeof(object);
        IEnumerable<Type> own = type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []);
        string[] parents =
        [
            .. hasBase ? [TypeText.Of(type.BaseType!)] : Array.Empty<string>(),
            .. own.Where(item => !type.IsEnum && !(IsRecord(type) && item.Name == "IEquatable`1"))
                .Select(TypeText.Of).Order(StringComparer.Ordinal),
        ];
        return parents.Length == 0 ? "" : $" of {string.Join(", ", parents)}";
    }

    private static IEnumerable<(string Name, string Text)> Members(Type type)
    {
        foreach (ConstructorInfo own in type.GetConstructors(Declared).Where(IsVisible).Where(IsWritten))
        {
            yield return ("", $"{Access(own)}new{Parameters(own)}");
        }

        foreach (FieldInfo own in type.GetFields(Declared).Where(own => own.IsPublic || own.IsFamily))
        {
            string value = own.IsLiteral ? $" = {TypeText.Literal(own.GetRawConstantValue())}" : "";
            string kind = own switch
            {
                { IsLiteral: true } => "const ",
                { IsStatic: true } => "static readonly ",
                _ => "",
            };
            yield return (own.Name, $"{kind}{TypeText.Of(own)} {own.Name}{value}");
        }

        foreach (PropertyInfo own in type.GetProperties(Declared).Where(IsVisible))
        {
            yield return (own.Name, DeclareProperty(own));
        }

        foreach (MethodInfo own in type.GetMethods(Declared).Where(IsVisible).Where(IsWritten).Where(IsNoAccessor))
        {
            string types = TypeText.Parameters(own.GetGenericArguments());
            yield return (own.Name, $"{Access(own)}{Modifiers(own)}{TypeText.Returned(own)} {own.Name}{types}"
                + $"{Parameters(own)}{Constraints(own)}");
        }
    }

    private static string DeclareProperty(PropertyInfo property)
    {
        MethodInfo[] accessors = [.. property.GetAccessors(nonPublic: true).Where(IsVisible)];
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        IEnumerable<string> verbs = accessors
            .Select(own => own == property.GetMethod ? "get;" : Setter(own))
            .Order(StringComparer.Ordinal);
        ParameterInfo[] index = property.GetIndexParameters();
        string name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(TypeText.Of))}]";
        return $"{Access(accessors[0])}{required}{Modifiers(accessors[0])}{TypeText.Of(property)} {name} "
            + $"{{ {string.Join(' ', verbs)} }}";
    }

    private static string Parameters(MethodBase method)
    {
        string extends = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return $"({extends}{string.Join(", ", method.GetParameters().Select(TypeText.Of))})";
    }

    private static string Constraints(MemberInfo member)
    {
        Type[] arguments = (member as Type)?.GetGenericArguments() ?? ((MethodInfo)member).GetGenericArguments();
        return string.Concat(arguments
            .Where(argument => argument.DeclaringMethod == (member as MethodInfo))
            .Select(TypeText.Constraint));
    }

    private static string Modifiers(MethodInfo method) => method switch
    {
        { DeclaringType.IsInterface: true } => "",
        { IsStatic: true } => "static ",
        { IsAbstract: true } => "abstract ",
        { IsVirtual: true, IsFinal: true } when method.GetBaseDefinition() != method => "sealed override ",
        { IsVirtual: true, IsFinal: false } when method.GetBaseDefinition() != method => "override ",
        { IsVirtual: true, IsFinal: false, DeclaringType.IsSealed: false } => "virtual ",
        _ => "",
    };

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string IsReadOnly(Type type) => type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "";

    private static bool IsVisible(MethodBase method) =>
        method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && !method.DeclaringType!.IsSealed);

    private static bool IsVisible(PropertyInfo property) =>
        property.Name is not "EqualityContract" && property.GetAccessors(nonPublic: true).Any(IsVisible);

    private static bool IsWritten(MethodBase method) => !method.IsDefined(typeof(CompilerGeneratedAttribute));

    private static bool IsNoAccessor(MethodInfo method) =>
        !method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static string Setter(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init;" : "set;";

    private static bool IsRecord(Type type) => type.GetMethod("PrintMembers", Declared) is not null;
}
