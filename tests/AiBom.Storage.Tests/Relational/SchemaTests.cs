using System.Globalization;
using System.Text.RegularExpressions;
using AiBom.Storage.Relational;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AiBom.Storage.Tests.Relational;

/// <summary>One model makes the tables of all three databases; none of these tests needs a server.</summary>
public sealed partial class SchemaTests
{
    private static readonly string[] Tables =
    [
        "AccessTokens", "Advisories", "AdvisorySubjects", "Artifacts", "Attestations", "AttestedSubjects", "Contents",
        "Declarations", "DeploymentIntervals", "Deployments", "Entities", "EntityDigests", "Evidence", "Files",
        "IntegrityFindings", "JournalEntries", "JournalHead", "Labelings", "OrganizationClaims", "OrganizationNames",
        "Organizations", "Policies", "ProjectionState", "SameAs", "Signers", "Statements", "Submissions", "Support",
    ];

    public static TheoryData<string> Providers => ["sqlite", "sqlserver", "postgresql"];

    [Theory]
    [MemberData(nameof(Providers))]
    public void Every_database_has_the_same_tables_and_named_indexes(string provider)
    {
        string ddl = Ddl(provider);

        Assert.Equal(
            Tables, Created().Matches(ddl).Select(match => match.Groups["name"].Value).Order(StringComparer.Ordinal));
        Assert.Equal(Indexes("sqlite"), Indexes(provider));
        Assert.Contains("IX_Entities_KeyHash", Indexes(provider));
        Assert.Contains("IX_Statements_ObjectId", Indexes(provider));
        Assert.DoesNotContain("CASCADE", ddl, StringComparison.Ordinal);
        Assert.DoesNotContain("IDENTITY", ddl, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sqlite", "Entities", "Kind", "TEXT")]
    [InlineData("sqlserver", "Entities", "Kind", "varchar(32)")]
    [InlineData("postgresql", "Entities", "Kind", "character varying(32)")]
    [InlineData("sqlite", "Entities", "KeyHash", "TEXT")]
    [InlineData("sqlserver", "Entities", "KeyHash", "char(64)")]
    [InlineData("postgresql", "Entities", "KeyHash", "character(64)")]
    [InlineData("sqlite", "JournalEntries", "At", "TEXT")]
    [InlineData("sqlserver", "JournalEntries", "At", "datetimeoffset(6)")]
    [InlineData("postgresql", "JournalEntries", "At", "timestamp(6) with time zone")]
    [InlineData("sqlserver", "Entities", "Key", "nvarchar(max)")]
    [InlineData("sqlserver", "JournalEntries", "Payload", "varbinary(max)")]
    [InlineData("sqlserver", "Deployments", "Id", "nvarchar(400)")]
    public void A_column_has_its_type(string provider, string table, string column, string type) =>
        Assert.Equal(type, Model(provider).FindTable(table, schema: null)!.FindColumn(column)!.StoreType);

    [Theory]
    [MemberData(nameof(Providers))]
    public void Every_enum_is_kept_as_its_name_and_every_instant_to_the_microsecond(string provider)
    {
        using AibomContext context = Context(provider);
        foreach (IProperty property in context.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
        {
            Type type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            if (type.IsEnum)
            {
                Assert.Equal(typeof(string), property.GetTypeMapping().Converter?.ProviderClrType);
                Assert.All(Enum.GetValues(type).Cast<object>(), value => Assert.Matches(
                    "^[A-Z][A-Z0-9_]{1,31}$", (string?)property.GetTypeMapping().Converter!.ConvertToProvider(value)));
            }

            if (type == typeof(DateTimeOffset))
            {
                Assert.Equal(6, property.GetPrecision());
            }
        }
    }

    [Fact]
    public void No_index_of_sql_server_is_longer_than_it_takes()
    {
        foreach (ITable table in Model("sqlserver").Tables)
        {
            foreach (ITableIndex index in table.Indexes)
            {
                Assert.True(index.Columns.Sum(Bytes) <= 1_700, $"{index.Name} is too long.");
            }

            Assert.True(table.PrimaryKey!.Columns.Sum(Bytes) <= 900, $"The key of {table.Name} is too long.");
        }
    }

    [Fact]
    public void Texts_that_identify_are_compared_byte_by_byte_in_sql_server()
    {
        using AibomContext context = Context("sqlserver");
        IEnumerable<IProperty> identifiers = context.Model.GetEntityTypes().SelectMany(type => type.GetProperties())
            .Where(property => property.ClrType == typeof(string) && (property.IsKey() || property.IsIndex()));

        Assert.NotEmpty(identifiers);
        IModel model = context.GetService<IDesignTimeModel>().Model;
        Assert.All(identifiers, property => Assert.Equal(
            "Latin1_General_100_BIN2",
            model.FindEntityType(property.DeclaringType.Name)!.FindProperty(property.Name)!.GetCollation()));
    }

    private static int Bytes(IColumn column)
    {
        Match size = Size().Match(column.StoreType);
        int length = size.Success ? int.Parse(size.Groups["length"].Value, CultureInfo.InvariantCulture) : 10;
        return size.Groups["type"].Value is "nvarchar" ? 2 * length : length;
    }

    private static string Ddl(string provider)
    {
        using AibomContext context = Context(provider);
        return context.Database.GenerateCreateScript();
    }

    private static IEnumerable<string> Indexes(string provider) =>
        IndexNames().Matches(Ddl(provider)).Select(match => match.Groups["name"].Value).Order(StringComparer.Ordinal);

    private static IRelationalModel Model(string provider)
    {
        using AibomContext context = Context(provider);
        return context.GetService<IDesignTimeModel>().Model.GetRelationalModel();
    }

    private static AibomContext Context(string provider)
    {
        var options = new DbContextOptionsBuilder<AibomContext>();
        return new AibomContext((provider switch
        {
            "sqlite" => options.UseSqlite(),
            "sqlserver" => options.UseSqlServer(),
            "postgresql" => options.UseNpgsql(),
            _ => throw new ArgumentException($"No provider '{provider}'.", nameof(provider)),
        }).Options);
    }

    [GeneratedRegex(
        "CREATE TABLE [\"\\[](?<name>\\w+)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Created();

    [GeneratedRegex(
        "CREATE (?:UNIQUE )?INDEX [\"\\[](?<name>\\w+)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex IndexNames();

    [GeneratedRegex(
        "^(?<type>n?v?a?r?char)\\((?<length>\\d+)\\)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Size();
}
