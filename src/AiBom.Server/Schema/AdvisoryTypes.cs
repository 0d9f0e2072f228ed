using System.Globalization;
using AiBom.GraphQL.Types;
using AiBom.Storage.Reads;

namespace AiBom.Server.Schema;

/// <summary><c>type Advisory</c> and the queries that lead to it.</summary>
internal sealed class AdvisoryTypes
{
    public AdvisoryTypes(SchemaBuilder builder)
    {
        Advisory = builder.Object<AdvisoryRecord>("Advisory", "That something is known to be bad.");
        Connection = builder.Connection<PageOf<AdvisoryRecord>, Edge<AdvisoryRecord>, AdvisoryRecord>(
            "Advisory", Advisory);
    }

    public ObjectType<AdvisoryRecord> Advisory { get; }

    public ConnectionTypes<PageOf<AdvisoryRecord>, Edge<AdvisoryRecord>> Connection { get; }

    public void Declare(SchemaTypes types)
    {
        Advisory.Implementing(types.Node);
        Advisory.Field("id", "The global id.", Scalars.Id.NonNull(), advisory => GlobalId.Of("Advisory", advisory.Id));
        Advisory.Field(
            "advisoryId", "Its number: `ADV-1`, `ADV-2`, in order.", Scalars.String.NonNull(), advisory => advisory.Id);
        Advisory.Field(
            "subjects", "What it is about, as the record knows it now.", types.Entity.NonNull().List().NonNull())
            .ResolveEntities(advisory => advisory.Subjects.Select(subject => subject.EntityId).OfType<int>());
        Advisory.Field(
            "subjectKeys",
            "The keys that it names.",
            Scalars.String.NonNull().List().NonNull(),
            advisory => advisory.Subjects.Select(subject => subject.Key));
        Advisory.Field("technique", "The MITRE ATLAS technique.", Scalars.String, advisory => advisory.Technique);
        Advisory.Field("source", "Who says so, and where.", Scalars.String.NonNull(), advisory => advisory.Source);
        Advisory.Field("summary", "What happened.", Scalars.String, advisory => advisory.Summary);
        Advisory.Field("reportedBy", "Who reported it here.", Scalars.String.NonNull(), advisory => advisory.Reporter);
        Advisory.Field("reportedAt", "When.", Scalars.DateTime.NonNull(), advisory => advisory.ReportedAt);
        Advisory.Field(
            "sequence", "The journal entry that reported it.", Scalars.Long.NonNull(), advisory => advisory.Sequence);
        Advisory.Field(
            "isOpen", "Whether it stands.", Scalars.Boolean.NonNull(), advisory => advisory.Retraction is null);
        Advisory.Field("retractedAt", "When it was taken back.", Scalars.DateTime, advisory => advisory.Retraction?.At);
        Advisory.Field("retractionReason", "Why.", Scalars.String, advisory => advisory.Retraction?.Reason);

        types.Builder.Query.Field(
            "advisories", "Advisories, in order of their reports.", Connection.Connection.NonNull())
            .Paged()
            .Resolve(async (context, _) => Paging.OfReadAhead(
                context,
                await context.State<AibomRequest>().Registry.Store.Reads.Advisories.PageAsync(
                    Paging.AfterNumber(context) ?? 0,
                    Paging.ReadAhead(context),
                    context.CancellationToken),
                advisory => advisory.Sequence.ToString(CultureInfo.InvariantCulture)));
        types.Builder.Query.Field("advisory", "The advisory with a number; null where there is none.", Advisory)
            .Argument("advisoryId", "Such as `ADV-1`.", Scalars.String.NonNull())
            .Resolve(async (context, _) =>
            {
                string id = context.Argument<string>("advisoryId");
                var found = await context.State<AibomRequest>().Registry.Store.Reads.Advisories.ByIdAsync(
                    [id], context.CancellationToken);
                return found.GetValueOrDefault(id);
            });
    }
}
