using System.Buffers.Text;
using System.Globalization;
using System.Text;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;

namespace AiBom.Server.Schema;

/// <summary>A page of a list whose whole length is known.</summary>
/// <param name="Edges">In the order of the list.</param>
/// <param name="PageInfo">Where the page stands.</param>
/// <param name="TotalCount">The length of the whole list; null where counting would read it all.</param>
internal sealed record PageOf<T>(IReadOnlyList<Edge<T>> Edges, PageInfo PageInfo, int? TotalCount)
    : Connection<Edge<T>>(Edges, PageInfo)
    where T : notnull;

/// <summary>
/// Forward paging (Relay connections). A cursor is the sort key of its item, so a page begins after that item even
/// where the list has grown or shrunk meanwhile.
/// </summary>
internal static class Paging
{
    /// <summary>The size of a page that is not asked for.</summary>
    public const int Default = 25;

    /// <summary>The largest page.</summary>
    public const int Max = 1_000;

    /// <summary>Declares <c>first</c> and <c>after</c>.</summary>
    public static Field<T> Paged<T>(this Field<T> field)
        where T : notnull =>
        field
            .Argument("first", $"How many, at most {Max}.", Scalars.Int.NonNull(), Default)
            .Argument("after", "The cursor after which the page begins.", Scalars.String);

    /// <summary>The size of the page that is asked for.</summary>
    /// <exception cref="GraphQLException">It is out of bounds.</exception>
    public static int First(ResolveContext context)
    {
        int first = context.Argument<int>("first");
        return first is >= 0 and <= Max
            ? first
            : throw new GraphQLException($"'first' is between 0 and {Max}, not {first}.", "PAGE_SIZE_INVALID");
    }

    /// <summary>The sort key after which the page begins; null for the first page.</summary>
    /// <exception cref="GraphQLException">It is no cursor of ours.</exception>
    public static string? After(ResolveContext context)
    {
        string? after = context.Argument<string?>("after");
        if (after is null)
        {
            return null;
        }

        return after.Length <= 4_096 && Base64Url.IsValid(after)
            ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(after))
            : throw NoCursor();
    }

    /// <summary>The number after which the page begins, where the sort key is one; null for the first page.</summary>
    /// <exception cref="GraphQLException">It is no cursor of such a list.</exception>
    public static long? AfterNumber(ResolveContext context)
    {
        string? after = After(context);
        if (after is null)
        {
            return null;
        }

        return long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw NoCursor();
    }

    /// <summary>How many to read: one more than is asked for, to tell "exactly full" from "there are more".</summary>
    public static int ReadAhead(ResolveContext context) => First(context) + 1;

    /// <summary>Cuts a page out of a list that is in the ordinal order of its keys.</summary>
    public static PageOf<T> Slice<T>(ResolveContext context, IReadOnlyList<T> items, Func<T, string> keyOf)
        where T : notnull
    {
        int first = First(context);
        int start = After(context) is { } after ? FirstBehind(items, keyOf, after) : 0;
        return Of([.. items.Skip(start).Take(first)], keyOf, start + first < items.Count, start > 0, items.Count);
    }

    /// <summary>Makes a page of items that were read as one more than is asked for.</summary>
    public static PageOf<T> OfReadAhead<T>(ResolveContext context, IReadOnlyList<T> items, Func<T, string> keyOf)
        where T : notnull
    {
        int first = First(context);
        return Of([.. items.Take(first)], keyOf, items.Count > first, After(context) is not null, totalCount: null);
    }

    /// <summary>Makes a page of nothing but these.</summary>
    public static PageOf<T> Of<T>(
        IReadOnlyList<T> items, Func<T, string> keyOf, bool hasNext, bool hasPrevious, int? totalCount)
        where T : notnull
    {
        Edge<T>[] edges = [.. items.Select(item => new Edge<T>(item, CursorOf(keyOf(item))))];
        var info = new PageInfo(hasNext, hasPrevious, edges.FirstOrDefault()?.Cursor, edges.LastOrDefault()?.Cursor);
        return new PageOf<T>(edges, info, totalCount);
    }

    /// <summary>The cursor of the item that has a sort key.</summary>
    public static string CursorOf(string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key));

    private static GraphQLException NoCursor() => new("'after' is not a cursor of this list.", "CURSOR_INVALID");

    private static int FirstBehind<T>(IReadOnlyList<T> items, Func<T, string> keyOf, string after)
    {
        (int low, int high) = (0, items.Count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = string.CompareOrdinal(keyOf(items[middle]), after) <= 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
