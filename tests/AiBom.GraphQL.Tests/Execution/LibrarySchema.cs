using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Tests.Execution;

internal enum Genre
{
    ScienceFiction,
    Essay,
}

internal sealed record Book(string Id, string Title, Genre Genre, DateTimeOffset? Published);

internal sealed record Author(string Name);

internal sealed record Search(string? Title, Genre? Genre);

internal sealed record BookPage(IReadOnlyList<Edge<Book>> Edges, PageInfo PageInfo, int TotalCount)
    : Connection<Edge<Book>>(Edges, PageInfo);

/// <summary>The state of a request: two books, and what the resolvers did.</summary>
internal sealed class Library
{
    public List<string> Calls { get; } = [];

    public CancellationTokenSource? Stop { get; init; }

    public IReadOnlyList<Book> Books { get; } =
    [
        new("1", "A", Genre.ScienceFiction, new DateTimeOffset(2020, 1, 2, 5, 4, 5, TimeSpan.FromHours(2))),
        new("2", "B", Genre.Essay, Published: null),
    ];
}

/// <summary>A schema that uses each means of the builder once.</summary>
internal static class LibrarySchema
{
    public static Schema Build()
    {
        var schema = new SchemaBuilder { RequireDescriptions = true };
        EnumType genre = schema.Enum<Genre>("Genre", "What kind of book.")
            .Describe(Genre.ScienceFiction, "Invented.")
            .Describe(Genre.Essay, "Thought.");
        InterfaceType node = schema.Interface("Node", "Something with an identifier.");
        node.Field("id", "Which.", Scalars.Id.NonNull());
        ObjectType<Book> book = schema.Object<Book>("Book", "A book.").Implementing(node);
        ObjectType<Author> author = schema.Object<Author>("Author", "Who wrote it.");
        DeclareBook(book, author, genre);
        author.Field("name", "The name.", Scalars.String.NonNull(), item => item.Name);
        author.Field("books", "All books.", book.NonNull().List().NonNull())
            .Resolve((c, _) => c.State<Library>().Books);
        DeclareQuery(schema, book, node, genre);
        schema.Mutation.Field("add", "Adds a book.", book)
            .Argument("title", "Its title.", Scalars.String.NonNull())
            .Resolve(async (c, _) =>
            {
                string title = c.Argument<string>("title");
                c.State<Library>().Calls.Add($"begin {title}");
                await Task.Yield();
                c.State<Library>().Calls.Add($"end {title}");
                return new Book("3", title, Genre.Essay, Published: null);
            });
        schema.Subscription.Field("added", "New books.", book)
            .Subscribe(c => c.State<Library>().Books.ToAsyncEnumerable());
        return schema.Build();
    }

    private static void DeclareBook(ObjectType<Book> book, ObjectType<Author> author, EnumType genre)
    {
        book.Field("id", "Which.", Scalars.Id.NonNull(), item => item.Id);
        book.Field("title", "The title.", Scalars.String.NonNull(), item => item.Title);
        book.Field("genre", "The kind.", genre.NonNull(), item => item.Genre);
        book.Field("published", "When.", Scalars.DateTime, item => item.Published);
        book.Field("author", "Who wrote it.", author).ResolveBatch(async (c, books) =>
        {
            c.State<Library>().Calls.Add($"{books.Count} authors");
            await Task.Yield();
            return books.Select(item => new Author($"author of {item.Title}"));
        });
        book.Field("broken", "Never there.", Scalars.String).ResolveBatch<string[]>(
            string[] (_, _) => throw new InvalidOperationException("password"));
        book.Field("lost", "Never there.", Scalars.String).ResolveBatch((_, books) => books.Skip(1));
    }

    private static void DeclareQuery(SchemaBuilder schema, ObjectType<Book> book, InterfaceType node, EnumType genre)
    {
        InputObjectType search = schema.OneOf("Search", "What to look for.")
            .Field("title", "By title.", Scalars.String)
            .Field("genre", "By kind.", genre);
        ConnectionTypes<BookPage, Edge<Book>> page = schema.Connection<BookPage, Edge<Book>, Book>("Book", book);
        page.Connection.Field("totalCount", "How many there are.", Scalars.Int.NonNull(), item => item.TotalCount);
        ObjectType<object> query = schema.Query;
        query.Field("books", "All books.", book.NonNull().List().NonNull()).Resolve((c, _) => c.State<Library>().Books);
        query.Field("node", "One thing.", node)
            .Argument("id", "Which.", Scalars.Id.NonNull())
            .Resolve((c, _) => c.State<Library>().Books.FirstOrDefault(item => item.Id == c.Argument<string>("id")));
        query.Field("echo", "The same time.", Scalars.DateTime)
            .Argument("when", "A time.", Scalars.DateTime)
            .Resolve((c, _) => c.Argument<DateTimeOffset?>("when"));
        query.Field("find", "What was looked for.", Scalars.String)
            .Argument("by", "What.", search.NonNull())
            .Resolve((c, _) => c.Argument<Search>("by") is { Title: { } title }
                ? $"title {title}"
                : $"genre {c.Argument<Search>("by").Genre}");
        query.Field("page", "Some books.", page.Connection)
            .Argument("first", "How many.", Scalars.Int.NonNull(), defaultValue: 25)
            .Resolve((c, _) => Page(c.State<Library>().Books, c.Argument<int>("first")));
        query.Field("wantsTitle", "Tells what was selected.", book).Resolve((c, _) =>
            new Book("9", $"title {c.Selects("title")}, id {c.Selects("id")}".ToLowerInvariant(), Genre.Essay, null));
        query.Field("secret", "Fails.", Scalars.String)
            .Resolve<string>(string (_, _) => throw new InvalidOperationException("password"));
        query.Field("refused", "Refuses.", Scalars.String)
            .Resolve<string>(string (_, _) => throw new GraphQLException("Too old.", "STALE"));
        query.Field("stop", "Cancels the request.", book).Resolve((c, _) =>
        {
            c.State<Library>().Stop!.Cancel();
            return c.State<Library>().Books[0];
        });
    }

    private static BookPage Page(IReadOnlyList<Book> books, int first) => new(
        [.. books.Take(first).Select((item, i) => new Edge<Book>(item, $"{i}"))],
        new PageInfo(books.Count > first, HasPreviousPage: false, "0", $"{first - 1}"),
        books.Count);
}
