using System.Buffers;
using System.Text;
using System.Text.Json;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;
using AiBom.Testing;

namespace AiBom.GraphQL.Tests.Readme;

/// <summary>The README's code: it compiles here, and does what it says.</summary>
public sealed class QuickStartTests
{
    [Fact]
    public async Task The_quick_start_answers_its_query()
    {
        var output = new ArrayBufferWriter<byte>();
        using var variables = JsonDocument.Parse("""{"n":2}""");

        await RunAsync(variables.RootElement, output, TestContext.Current.CancellationToken);

        Assert.Equal(
            """{"data":{"books":[{"title":"A","author":{"name":"X"}},{"title":"B","author":{"name":"X"}}]}}""",
            Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void The_readme_has_the_same_code()
    {
        (string[] readme, string[] source) = ReadmeCode.Of("src/AiBom.GraphQL/README.md");

        Assert.Equal(readme, source);
    }

    private static async Task RunAsync(
        JsonElement variables,
        IBufferWriter<byte> output,
        CancellationToken cancellationToken)
    {
        var authors = new DataLoader<int, Author>("authors", async batch =>
            batch.Set(await batch.State<Library>().AuthorsAsync(batch.Keys, batch.CancellationToken)));
        var schema = new SchemaBuilder();
        ObjectType<Author> author = schema.Object<Author>("Author", "Who wrote it.");
        author.Field("name", "The name.", Scalars.String.NonNull(), item => item.Name);
        ObjectType<Book> book = schema.Object<Book>("Book", "A book.");
        book.Field("title", "The title.", Scalars.String.NonNull(), item => item.Title);
        book.Field("author", "Who wrote it.", author).Load(authors, item => item.AuthorId);
        schema.Query.Field("books", "The newest books.", book.NonNull().List().NonNull())
            .Argument("first", "How many.", Scalars.Int.NonNull(), defaultValue: 10)
            .Resolve((context, _) => context.State<Library>().Newest(context.Argument<int>("first")));

        var engine = new GraphQLEngine(schema.Build());
        PreparedOperation operation = engine.Prepare("query($n: Int!) { books(first: $n) { title author { name } } }");
        ExecutionResult result = operation.IsOk
            ? await engine.ExecuteAsync(operation.Plan, variables, new Library(), cancellationToken)
            : new ExecutionResult(operation.Errors);
        result.WriteTo(output);
    }

    private sealed record Author(string Name);

    private sealed record Book(string Title, int AuthorId);

    private sealed class Library
    {
        private readonly Book[] _books = [new("A", 1), new("B", 1), new("C", 2)];
        private readonly Author[] _authors = [new("W"), new("X"), new("Y")];

        public IEnumerable<Book> Newest(int count) => _books.Take(count);

        public Task<Dictionary<int, Author>> AuthorsAsync(
            IReadOnlyList<int> ids,
            CancellationToken cancellationToken) =>
            Task.Run(() => ids.ToDictionary(id => id, id => _authors[id]), cancellationToken);
    }
}
