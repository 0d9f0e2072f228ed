namespace AiBom.GraphQL.Language;

/// <summary>A position in a GraphQL source text. All three count UTF-16 code units.</summary>
/// <param name="Offset">0-based index into the text.</param>
/// <param name="Line">1-based; a line ends at <c>\n</c>, <c>\r</c> or <c>\r\n</c>.</param>
/// <param name="Column">1-based.</param>
public readonly record struct SourceLocation(int Offset, int Line, int Column);
