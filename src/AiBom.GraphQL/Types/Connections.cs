namespace AiBom.GraphQL.Types;

/// <summary>A node of a connection and its position.</summary>
/// <param name="Node">The node.</param>
/// <param name="Cursor">Opaque to clients; given back as <c>after</c> or <c>before</c>.</param>
public record Edge<TNode>(TNode Node, string Cursor)
    where TNode : notnull;

/// <summary>Where a page stands in its list.</summary>
/// <param name="HasNextPage">Whether there is more after it.</param>
/// <param name="HasPreviousPage">Whether there is more before it.</param>
/// <param name="StartCursor">Of the first edge; null if the page is empty.</param>
/// <param name="EndCursor">Of the last edge; null if the page is empty.</param>
public sealed record PageInfo(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);

/// <summary>A page of a list.</summary>
/// <param name="Edges">In the order of the list.</param>
/// <param name="PageInfo">Where it stands.</param>
public record Connection<TEdge>(IReadOnlyList<TEdge> Edges, PageInfo PageInfo);

/// <summary>The two types that make a connection; further fields can be declared on them.</summary>
/// <param name="Connection">Such as <c>ModelConnection</c>.</param>
/// <param name="Edge">Such as <c>ModelEdge</c>.</param>
public sealed record ConnectionTypes<TConnection, TEdge>(ObjectType<TConnection> Connection, ObjectType<TEdge> Edge)
    where TConnection : notnull
    where TEdge : notnull;

/// <summary>Declares the types of the Relay connections specification.</summary>
internal static class Connections
{
    public static ObjectType<PageInfo> DeclarePageInfo(SchemaBuilder schema)
    {
        ObjectType<PageInfo> type = schema.Object<PageInfo>("PageInfo", "Where a page stands in its list.");
        type.Field(
            "hasNextPage",
            "Whether there is more after this page.",
            Scalars.Boolean.NonNull(),
            page => page.HasNextPage);
        type.Field(
            "hasPreviousPage",
            "Whether there is more before this page.",
            Scalars.Boolean.NonNull(),
            page => page.HasPreviousPage);
        type.Field("startCursor", "The cursor of the first edge.", Scalars.String, page => page.StartCursor);
        type.Field("endCursor", "The cursor of the last edge.", Scalars.String, page => page.EndCursor);
        return type;
    }

    public static ConnectionTypes<TConnection, TEdge> Declare<TConnection, TEdge, TNode>(
        SchemaBuilder schema,
        string name,
        CompositeType node,
        ObjectType pageInfo)
        where TConnection : Connection<TEdge>
        where TEdge : Edge<TNode>
        where TNode : notnull
    {
        ObjectType<TConnection> connection =
            schema.Object<TConnection>($"{name}Connection", $"A page of `{node}` values.");
        ObjectType<TEdge> edge = schema.Object<TEdge>($"{name}Edge", $"A `{node}` and its position in the list.");
        connection.Field("edges", "The page with cursors.", edge.NonNull().List().NonNull(), page => page.Edges);
        connection.Field(
            "nodes",
            "The page without cursors.",
            node.NonNull().List().NonNull(),
            page => page.Edges.Select(item => item.Node));
        connection.Field("pageInfo", "Where the page stands.", pageInfo.NonNull(), page => page.PageInfo);
        edge.Field("node", "The value.", node.NonNull(), item => item.Node);
        edge.Field("cursor", "The position, for `after` or `before`.", Scalars.String.NonNull(), item => item.Cursor);
        return new ConnectionTypes<TConnection, TEdge>(connection, edge);
    }
}
