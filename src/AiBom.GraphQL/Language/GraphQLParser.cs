namespace AiBom.GraphQL.Language;

/// <summary>
/// Reads GraphQL text (September 2025, section 2 and appendix C). Bad text is a result, never an exception, however
/// long or deep it is.
/// </summary>
public static class GraphQLParser
{
    /// <summary>Reads a document; its definitions may be executable, of the type system, or both.</summary>
    /// <param name="source">The text.</param>
    /// <param name="limits">Its tokens and its depth are bounded; null for the usual bounds.</param>
    public static ParseResult<DocumentNode> Parse(string source, GraphQLLimits? limits = null)
    {
        var parser = new Parser(source, limits ?? GraphQLLimits.Default);
        return parser.Finish(parser.ParseDocument());
    }

    /// <summary>Reads one value, in which variables may be used.</summary>
    public static ParseResult<ValueNode> ParseValue(string source, GraphQLLimits? limits = null)
    {
        var parser = new Parser(source, limits ?? GraphQLLimits.Default);
        return parser.Finish(parser.ParseValue(isConstant: false));
    }

    /// <summary>Reads one value without variables, such as a default value.</summary>
    public static ParseResult<ValueNode> ParseConstantValue(string source, GraphQLLimits? limits = null)
    {
        var parser = new Parser(source, limits ?? GraphQLLimits.Default);
        return parser.Finish(parser.ParseValue(isConstant: true));
    }

    /// <summary>Reads a reference to a type, such as <c>[Artifact!]</c>.</summary>
    public static ParseResult<TypeNode> ParseType(string source, GraphQLLimits? limits = null)
    {
        var parser = new Parser(source, limits ?? GraphQLLimits.Default);
        return parser.Finish(parser.ParseType());
    }

    /// <summary>Reads a schema coordinate (section 3.14), such as <c>Query.artifact(digest:)</c>.</summary>
    public static ParseResult<SchemaCoordinateNode> ParseCoordinate(string source, GraphQLLimits? limits = null)
    {
        var parser = new Parser(source, limits ?? GraphQLLimits.Default, coordinate: true);
        return parser.Finish(parser.ParseCoordinate());
    }
}
