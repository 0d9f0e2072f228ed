using System.ComponentModel.DataAnnotations;

namespace AiBom.GraphQL;

/// <summary>
/// What a request may ask of the engine. Over a bound is an error that names the bound and how far the request is over
/// it, never a slow answer. The ranges are for hosts that take the bounds from their settings.
/// </summary>
public sealed record GraphQLLimits
{
    /// <summary>The bounds that apply where none are given.</summary>
    public static GraphQLLimits Default { get; } = new();

    /// <summary>No bound but the one that protects the stack, for texts of our own.</summary>
    public static GraphQLLimits Trusted { get; } = new()
    {
        MaxDocumentLength = int.MaxValue,
        MaxTokens = int.MaxValue,
        MaxDirectives = int.MaxValue,
        MaxErrors = int.MaxValue,
        MaxFieldMergeComparisons = int.MaxValue,
        MaxOperations = int.MaxValue,
    };

    /// <summary>UTF-16 code units of a document.</summary>
    [Range(1, 67_108_864)]
    public int MaxDocumentLength { get; init; } = 1 << 20;

    /// <summary>Lexical tokens in a document; comments and commas are none.</summary>
    [Range(1, 1_000_000)]
    public int MaxTokens { get; init; } = 10_000;

    /// <summary>
    /// Selection sets, values or types inside one another, as they are written; and selection sets inside one another
    /// with fragments followed. Every recursion of the engine over a document is as deep as this, and no deeper.
    /// </summary>
    [Range(1, 200)]
    public int MaxDepth { get; init; } = 100;

    /// <summary>Directives in one place.</summary>
    [Range(1, 1_000)]
    public int MaxDirectives { get; init; } = 4;

    /// <summary>Errors of a document, or of its variables, that are listed; the rest is not looked for.</summary>
    [Range(1, 1_000)]
    public int MaxErrors { get; init; } = 20;

    /// <summary>Pairs of fields compared by the rule OverlappingFieldsCanBeMerged.</summary>
    [Range(1, 100_000_000)]
    public int MaxFieldMergeComparisons { get; init; } = 100_000;

    /// <summary>Operations in a document. Each is validated with every fragment that it reaches.</summary>
    [Range(1, 10_000)]
    public int MaxOperations { get; init; } = 50;

    /// <summary>Fields inside one another, fragments followed; what is below <c>__schema</c> is not counted.</summary>
    [Range(1, 200)]
    public int MaxOperationDepth { get; init; } = 15;

    /// <summary>Fields of an operation, each counted as often as fragments bring it in.</summary>
    [Range(1, 1_000_000)]
    public int MaxFields { get; init; } = 2_000;

    /// <summary>Response keys of an operation under which it selects one and the same field of a type.</summary>
    [Range(1, 1_000_000)]
    public int MaxAliases { get; init; } = 50;

    /// <summary>Different conditions of <c>@skip</c> and <c>@include</c> in a document; 64 at most.</summary>
    [Range(0, 64)]
    public int MaxConditions { get; init; } = 64;

    /// <summary>
    /// Lists of types or fields inside one another below <c>__schema</c> and <c>__type</c>, which can lead in circles.
    /// </summary>
    [Range(1, 3)]
    public int MaxIntrospectionLists { get; init; } = 1;

    /// <summary><c>ofType</c> inside one another below <c>__schema</c> and <c>__type</c>.</summary>
    [Range(1, 100)]
    public int MaxIntrospectionOfType { get; init; } = 16;

    /// <summary>
    /// The cost of a request: one for each object that its lists may hold, ten for each call of a resolver that may
    /// wait; page sizes are those of the request.
    /// </summary>
    [Range(1, long.MaxValue)]
    public long MaxCost { get; init; } = 25_000;

    /// <summary>How many items a list is taken to have for its cost where no argument says so.</summary>
    [Range(1, 1_000_000)]
    public int AssumedListSize { get; init; } = 10;

    /// <summary>Errors of fields that a response lists; one more says how many there are besides.</summary>
    [Range(1, 100_000)]
    public int MaxResultErrors { get; init; } = 1_000;
}
