namespace AiBom.GraphQL;

/// <summary>
/// What a request may ask of the engine. Over a bound is an error that names the bound, never a slow answer.
/// </summary>
public sealed record GraphQLLimits
{
    /// <summary>The bounds that apply where none are given.</summary>
    public static GraphQLLimits Default { get; } = new();

    /// <summary>No bound but the one that protects the stack, for texts of our own.</summary>
    public static GraphQLLimits Trusted { get; } = new()
    {
        MaxTokens = int.MaxValue,
        MaxErrors = int.MaxValue,
        MaxFieldMergeComparisons = int.MaxValue,
    };

    /// <summary>Lexical tokens in a document; comments and commas are none.</summary>
    public int MaxTokens { get; init; } = 10_000;

    /// <summary>Selection sets, values or types inside one another, as they are written.</summary>
    public int MaxDepth { get; init; } = 100;

    /// <summary>Validation errors that are reported before validation stops.</summary>
    public int MaxErrors { get; init; } = 20;

    /// <summary>Pairs of fields compared by the rule OverlappingFieldsCanBeMerged.</summary>
    public int MaxFieldMergeComparisons { get; init; } = 100_000;
}
