using System.Collections.Immutable;
using System.Globalization;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;
using AiBom.Registry.Incidents;
using AiBom.Storage.Reads;

namespace AiBom.Server.Schema;

/// <summary>Where in the life of a model its integrity was checked.</summary>
internal enum IntegrityStage
{
    /// <summary>When it was handed in, before it could be deployed.</summary>
    PreDeployment = 1,
}

/// <summary><c>integrityFindings</c>: what stopped pipelines.</summary>
internal static class IntegrityTypes
{
    public static void Declare(SchemaTypes types)
    {
        EnumType<IntegrityStage> stage = types.Builder
            .Enum<IntegrityStage>("IntegrityStage", "Where in the life of a model its integrity was checked.")
            .Describe(IntegrityStage.PreDeployment, "When it was handed in, before it could be deployed.");
        ObjectType<IntegrityFindingRecord> finding = types.Builder.Object<IntegrityFindingRecord>(
            "IntegrityFinding", "One thing that stopped a submission, which is kept for forensics.");
        var page = types.Builder.Connection<
            PageOf<IntegrityFindingRecord>, Edge<IntegrityFindingRecord>, IntegrityFindingRecord>(
            "IntegrityFinding", finding);
        DeclareFinding(types, finding, stage);
        page.Connection.Field("totalCount", "The length of the whole list.", Scalars.Int, own => own.TotalCount);
        types.Builder.Query.Field(
            "integrityFindings",
            "What stopped pipelines, oldest first: each error of each quarantined submission.",
            page.Connection.NonNull())
            .Argument("stage", "Where it was found.", stage.NonNull(), IntegrityStage.PreDeployment)
            .Argument("since", "The first instant that counts; absent for all.", Scalars.DateTime)
            .Paged()
            .Resolve(PageAsync);
    }

    private static void DeclareFinding(
        SchemaTypes types, ObjectType<IntegrityFindingRecord> finding, EnumType<IntegrityStage> stage)
    {
        finding.Field("stage", "Where it was found.", stage.NonNull(), _ => IntegrityStage.PreDeployment);
        finding.Field("code", "A stable code.", Scalars.String.NonNull(), own => own.Code);
        finding.Field("message", "One sentence for a person.", Scalars.String.NonNull(), own => own.Message);
        finding.Field("actor", "Who posted it.", Scalars.String.NonNull(), own => own.Actor);
        finding.Field("at", "When it was stopped.", Scalars.DateTime.NonNull(), own => own.At);
        finding.Field(
            "document",
            "The digest of the document; `/v1/documents/sha256/{hex}` gives it back.",
            Scalars.String.NonNull(),
            own => own.Document.ToString());
        finding.Field(
            "pointer",
            "Where in the document (RFC 6901); empty for all of it.",
            Scalars.String.NonNull(),
            own => own.Pointer);
        finding.Field("file", "The file, where the document declares it.", Scalars.String, own => own.File);
        finding.Field("expected", "What should have been there.", Scalars.String, own => own.Expected);
        finding.Field("observed", "What came: a digest, or a key.", Scalars.String, own => own.Observed);
        finding.Field(
            "atlas",
            "What MITRE ATLAS has on it: techniques (`AML.T…`) and mitigations (`AML.M…`).",
            Scalars.String.NonNull().List().NonNull(),
            own => AtlasTags.Of(own.Code));
        finding.Field("aibom", "The submission that was stopped.", types.Documents.Aibom.NonNull())
            .ResolveSubmission(own => own.Submission);
    }

    private static async Task<PageOf<IntegrityFindingRecord>> PageAsync(ResolveContext context, object root)
    {
        IntegrityReads reads = context.State<AibomRequest>().Registry.Store.Reads.Integrity;
        DateTimeOffset? since = context.Argument<DateTimeOffset?>("since");
        int first = Paging.First(context);
        string? after = Paging.After(context);
        ImmutableArray<IntegrityFindingRecord> read = await reads.PageAsync(
            since, PositionOf(after), Paging.ReadAhead(context), context.CancellationToken);
        return Paging.Of(
            [.. read.Take(first)],
            KeyOf,
            hasNext: read.Length > first,
            hasPrevious: after is not null,
            await reads.CountAsync(since, context.CancellationToken));
    }

    private static string KeyOf(IntegrityFindingRecord finding) =>
        string.Create(CultureInfo.InvariantCulture, $"{finding.Submission}.{finding.Ordinal}");

    private static (long Submission, int Ordinal) PositionOf(string? after)
    {
        if (after is null)
        {
            return (0, 0);
        }

        return after.Split('.') is [var submission, var ordinal]
            && long.TryParse(submission, NumberStyles.None, CultureInfo.InvariantCulture, out long sequence)
            && int.TryParse(ordinal, NumberStyles.None, CultureInfo.InvariantCulture, out int position)
            ? (sequence, position)
            : throw new GraphQLException("'after' is not a cursor of this list.", "CURSOR_INVALID");
    }
}
