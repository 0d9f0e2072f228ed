namespace AiBom.GraphQL.Language;

/// <summary>
/// Reads GraphQL text (September 2025, section 2 and appendix C). Bad text is a result, never an exception, however
/// long or deep it is.
/// </summary>
public static class GraphQLParser
{
}
