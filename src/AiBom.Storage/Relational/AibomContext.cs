using System.Collections.Immutable;
using System.Reflection;
using AiBom.Domain;
using AiBom.Storage.Journal;
using AiBom.Storage.Projections;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AiBom.Storage.Relational;

/// <summary>
/// The one relational model, for SQLite, SQL Server and PostgreSQL. Where they differ (the type of an instant, the
/// collation of identifiers) it is said here and nowhere else.
/// </summary>
internal sealed class AibomContext(DbContextOptions<AibomContext> options) : DbContext(options)
{
    private const string SqlServer = "Microsoft.EntityFrameworkCore.SqlServer";
    private const string Sqlite = "Microsoft.EntityFrameworkCore.Sqlite";

    public DbSet<JournalEntryRow> JournalEntries => Set<JournalEntryRow>();

    public DbSet<JournalHeadRow> JournalHeads => Set<JournalHeadRow>();

    public DbSet<ContentRow> Contents => Set<ContentRow>();

    public DbSet<ProjectionStateRow> ProjectionStates => Set<ProjectionStateRow>();

    public DbSet<OrganizationRow> Organizations => Set<OrganizationRow>();

    public DbSet<OrganizationNameRow> OrganizationNames => Set<OrganizationNameRow>();

    public DbSet<SignerRow> Signers => Set<SignerRow>();

    public DbSet<AccessTokenRow> AccessTokens => Set<AccessTokenRow>();

    public DbSet<ArtifactRow> Artifacts => Set<ArtifactRow>();

    public DbSet<SubmissionRow> Submissions => Set<SubmissionRow>();

    public DbSet<EntityRow> Entities => Set<EntityRow>();

    public DbSet<DeclarationRow> Declarations => Set<DeclarationRow>();

    public DbSet<StatementRow> Statements => Set<StatementRow>();

    public DbSet<SameAsRow> SameAs => Set<SameAsRow>();

    public DbSet<FileRow> Files => Set<FileRow>();

    public DbSet<EntityDigestRow> EntityDigests => Set<EntityDigestRow>();

    public DbSet<OrganizationClaimRow> OrganizationClaims => Set<OrganizationClaimRow>();

    public DbSet<LabelingRow> Labelings => Set<LabelingRow>();

    public DbSet<AttestationRow> Attestations => Set<AttestationRow>();

    public DbSet<AttestedSubjectRow> AttestedSubjects => Set<AttestedSubjectRow>();

    public DbSet<EvidenceRow> Evidence => Set<EvidenceRow>();

    public DbSet<SupportRow> Support => Set<SupportRow>();

    public DbSet<DeploymentRow> Deployments => Set<DeploymentRow>();

    public DbSet<DeploymentIntervalRow> DeploymentIntervals => Set<DeploymentIntervalRow>();

    public DbSet<AdvisoryRow> Advisories => Set<AdvisoryRow>();

    public DbSet<AdvisorySubjectRow> AdvisorySubjects => Set<AdvisorySubjectRow>();

    public DbSet<IntegrityFindingRow> IntegrityFindings => Set<IntegrityFindingRow>();

    public DbSet<PolicyRow> Policies => Set<PolicyRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ModelConfigurationBuilder types = configurationBuilder;
        types.Properties<Digest>().HaveConversion<DigestConverter>()
            .HaveMaxLength(Digest.HexLength).AreFixedLength().AreUnicode(false);
        types.Properties<ImmutableArray<Digest>>()
            .HaveConversion<DigestListConverter, DigestListComparer>().AreUnicode(false);
        types.Properties<ImmutableArray<string>>()
            .HaveConversion<OrganizationListConverter, OrganizationListComparer>().AreUnicode(false);
        types.Properties<DateTimeOffset>().HavePrecision(6);
        if (Database.ProviderName is Sqlite)
        {
            types.Properties<DateTimeOffset>().HaveConversion<InstantTextConverter>();
        }

        AsText<Assurance>(types);
        AsText<AttestationKind>(types);
        AsText<Authenticity>(types);
        AsText<Completeness>(types);
        AsText<DatasetRole>(types);
        AsText<DeploymentEnvironment>(types);
        AsText<DerivationMethod>(types);
        AsText<DigestStatus>(types);
        AsText<EdgeKind>(types);
        AsText<EntityKind>(types);
        AsText<EvidenceEnd>(types);
        AsText<EvidenceKind>(types);
        AsText<HashFunction>(types);
        AsText<IdentityScheme>(types);
        AsText<OrganizationRole>(types);
        AsText<Reading>(types);
        AsText<SubmissionStatus>(types);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(Assembly.GetExecutingAssembly());

        // Numbers come from the journal, never from the database.
        foreach (IMutableProperty property in modelBuilder.Model.GetEntityTypes()
            .SelectMany(type => type.GetProperties()))
        {
            property.ValueGenerated = ValueGenerated.Never;
            if (Database.ProviderName is SqlServer && IsIdentifier(property))
            {
                // Its usual collation takes "A" for "a"; the other two compare bytes.
                property.SetCollation("Latin1_General_100_BIN2");
            }
        }
    }

    private static bool IsIdentifier(IMutableProperty property) =>
        property.ClrType == typeof(string) && (property.IsKey() || property.IsForeignKey() || property.IsIndex());

    private static void AsText<TEnum>(ModelConfigurationBuilder types)
        where TEnum : struct, Enum =>
        types.Properties<TEnum>().HaveConversion<UpperSnakeConverter<TEnum>>().HaveMaxLength(32).AreUnicode(false);
}
