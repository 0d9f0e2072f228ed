using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace AiBom.GraphQL.Types;

/// <summary>A rule of section 3 that a schema breaks.</summary>
/// <param name="Message">Says which.</param>
/// <param name="Subjects">The elements it is about, such as types, fields and arguments.</param>
[SuppressMessage("Design", "MA0016", Justification = "An immutable array is the abstraction.")]
public sealed record SchemaProblem(string Message, ImmutableArray<object> Subjects);

/// <summary>A schema that cannot be built. That is a bug of the program that declares it.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Always thrown with its problems.")]
[SuppressMessage("Roslynator", "RCS1194", Justification = "Always thrown with its problems.")]
public sealed class SchemaException : Exception
{
    internal SchemaException(ImmutableArray<SchemaProblem> problems)
        : base("The schema is not valid:\n" + string.Join('\n', problems.Select(problem => problem.Message))) =>
        Problems = problems;

    /// <summary>All of them.</summary>
    public ImmutableArray<SchemaProblem> Problems { get; }
}
