using System.Reflection;

namespace AiBom.Testing.PublicApi;

/// <summary>
/// What the compiler noted of the references in a type, in the order in which the type is written: 2 is "may be null".
/// A single note holds for all of them; without one, the nearest declaration around has it.
/// </summary>
internal sealed class Nullability
{
    private const byte NotNull = 1;
    private const byte MayBeNull = 2;

    private readonly byte[] _notes;
    private int _next;

    private Nullability(params byte[] notes) => _notes = notes;

    public static Nullability None => new(0);

    public static Nullability Of(MemberInfo member) =>
        new(Notes(member.CustomAttributes) ?? [Around(member.DeclaringType)]);

    public static Nullability Of(ParameterInfo parameter) =>
        new(Notes(parameter.CustomAttributes) ?? [Around(parameter.Member)]);

    /// <summary>Whether a type parameter has the constraint <c>notnull</c>, or one that implies it.</summary>
    public static bool IsNotNull(Type parameter) =>
        (Notes(parameter.CustomAttributes)?[0]
            ?? Around(parameter.DeclaringMethod ?? (MemberInfo?)parameter.DeclaringType)) is NotNull;

    /// <summary>Whether the next reference may be null.</summary>
    public bool Next() => _notes[_notes.Length == 1 ? 0 : _next++] is MayBeNull;

    private static byte Around(MemberInfo? member)
    {
        for (; member is not null; member = member.DeclaringType)
        {
            if (Note(member.CustomAttributes, "NullableContextAttribute")?.Value is byte note)
            {
                return note;
            }
        }

        return 0;
    }

    private static byte[]? Notes(IEnumerable<CustomAttributeData> attributes) =>
        Note(attributes, "NullableAttribute")?.Value switch
        {
            byte one => [one],
            IEnumerable<CustomAttributeTypedArgument> many => [.. many.Select(note => (byte)note.Value!)],
            _ => null,
        };

    private static CustomAttributeTypedArgument? Note(IEnumerable<CustomAttributeData> attributes, string name) =>
        attributes.FirstOrDefault(data => data.AttributeType.Name == name)?.ConstructorArguments[0];
}
