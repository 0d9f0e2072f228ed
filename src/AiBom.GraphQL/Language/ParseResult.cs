using System.Diagnostics.CodeAnalysis;

namespace AiBom.GraphQL.Language;

/// <summary>Either the <see cref="Node"/> that a text stands for or the first <see cref="Error"/> in it.</summary>
public readonly record struct ParseResult<TNode>
    where TNode : SyntaxNode
{
    internal ParseResult(TNode node) => Node = node;

    internal ParseResult(GraphQLError error) => Error = error;

    /// <summary>Null exactly when there is an <see cref="Error"/>.</summary>
    public TNode? Node { get; }

    /// <summary>A syntax error or an exceeded bound.</summary>
    public GraphQLError? Error { get; }

    /// <summary>Whether the text could be read.</summary>
    [MemberNotNullWhen(true, nameof(Node))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Node is not null;
}
