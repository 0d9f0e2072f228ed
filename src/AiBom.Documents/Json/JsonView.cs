namespace AiBom.Documents.Json;

/// <summary>A JSON text with its tokens.</summary>
internal readonly ref struct JsonView(ReadOnlySpan<byte> json, ReadOnlySpan<Token> tokens)
{
    public ReadOnlySpan<byte> Json { get; } = json;

    public ReadOnlySpan<Token> Tokens { get; } = tokens;

    /// <summary>The text of a scalar or name as it stands, escapes included.</summary>
    public ReadOnlySpan<byte> RawOf(int value)
    {
        ref readonly Token token = ref Tokens[value];
        return Json.Slice(token.Offset, token.Length);
    }

    /// <summary>At most <paramref name="most"/> bytes of a value as it stands in the text.</summary>
    public ReadOnlySpan<byte> ExcerptOf(int value, int most)
    {
        ref readonly Token token = ref Tokens[value];
        int start = token.Kind is TokenKind.String or TokenKind.Name ? token.Offset - 1 : token.Offset;
        int end = Json.Length;
        if (!token.IsContainer)
        {
            end = token.Offset + token.Length + (token.Offset - start);
        }
        else if (token.End < Tokens.Length)
        {
            end = Tokens[token.End].Offset;
        }

        return Json[start..Math.Min(end, start + most)];
    }
}
