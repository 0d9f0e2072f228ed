using AiBom.Documents;
using AiBom.Domain;
using Microsoft.EntityFrameworkCore;

namespace AiBom.Benchmarks;

/// <summary>
/// The baseline: read the document, add its rows to a context, <c>SaveChanges</c>. SQLite with the same promise as
/// ours: write-ahead log, <c>synchronous=FULL</c>. Writers take turns, because SQLite has one.
/// </summary>
internal sealed class SaveChangesStore : IAsyncDisposable
{
    private readonly string connection;
    private readonly SemaphoreSlim turn = new(1);

    private SaveChangesStore(string connection) => this.connection = connection;

    public static async Task<SaveChangesStore> CreateAsync(string folder)
    {
        var store = new SaveChangesStore($"Data Source={Path.Combine(folder, "baseline.db")}");
        await using BaselineContext context = store.Open();
        await context.Database.EnsureCreatedAsync();
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL");
        return store;
    }

    public async Task SaveAsync(byte[] document)
    {
        ReadResult read = DocumentReader.Read(document, SampleDocument.MediaType, DocumentLimits.Default);
        StatementSet statements = read.Statements
            ?? throw new InvalidOperationException("The sample document cannot be read.");
        await turn.WaitAsync();
        try
        {
            await using BaselineContext context = Open();
            await context.Database.OpenConnectionAsync();
            await context.Database.ExecuteSqlRawAsync("PRAGMA synchronous=FULL");
            var row = new DocumentRow { Digest = Digest.Of(document).Hex, Content = document };
            context.Add(row);
            foreach (DeclaredEntity entity in statements.Entities)
            {
                row.Entities.Add(new EntityRow
                {
                    Kind = entity.Kind.ToString(),
                    Name = entity.QualifiedNameAndVersion(),
                    PackageUrl = entity.PackageUrl,
                });
            }

            foreach (Statement statement in statements.Statements)
            {
                row.Edges.Add(new EdgeRow
                {
                    Subject = row.Entities[statement.Subject],
                    Kind = statement.Predicate.ToString(),
                    Source = row.Entities[statement.Object],
                });
            }

            await context.SaveChangesAsync();
        }
        finally
        {
            turn.Release();
        }
    }

    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        turn.Dispose();
        return ValueTask.CompletedTask;
    }

    private BaselineContext Open() =>
        new(new DbContextOptionsBuilder<BaselineContext>().UseSqlite(connection).Options);
}

/// <summary>The baseline's model: documents, their entities, their edges.</summary>
internal sealed class BaselineContext(DbContextOptions<BaselineContext> options) : DbContext(options)
{
    public DbSet<DocumentRow> Documents => Set<DocumentRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<DocumentRow>().HasIndex(row => row.Digest).IsUnique();
        modelBuilder.Entity<EntityRow>().HasIndex(row => row.PackageUrl);
        modelBuilder.Entity<EdgeRow>().HasOne(row => row.Subject).WithMany().OnDelete(DeleteBehavior.Restrict);
        modelBuilder.Entity<EdgeRow>().HasOne(row => row.Source).WithMany().OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>A document with its bytes.</summary>
internal sealed class DocumentRow
{
    public int Id { get; set; }

    public required string Digest { get; set; }

    public required byte[] Content { get; set; }

    public List<EntityRow> Entities { get; } = [];

    public List<EdgeRow> Edges { get; } = [];
}

/// <summary>An entity of a document.</summary>
internal sealed class EntityRow
{
    public int Id { get; set; }

    public required string Kind { get; set; }

    public required string Name { get; set; }

    public string? PackageUrl { get; set; }
}

/// <summary>An edge of a document.</summary>
internal sealed class EdgeRow
{
    public int Id { get; set; }

    public required EntityRow Subject { get; set; }

    public required string Kind { get; set; }

    public required EntityRow Source { get; set; }
}
