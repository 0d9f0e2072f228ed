using System.Text;
using AiBom.Documents;
using AiBom.Domain;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;
using AiBom.Lineage;
using AiBom.Registry.Catalog;
using AiBom.Registry.Exports;
using AiBom.Registry.Gates;

namespace AiBom.Server.Schema;

/// <summary><c>exportLineage</c>: a lineage as a document that others can read, signed by the service.</summary>
internal static class ExportTypes
{
    /// <summary>A document may have <see cref="ExportLimits.Entities"/> things, and is written twice.</summary>
    private const int WholeLineage = 5_000;

    public static void Declare(SchemaTypes types)
    {
        EnumType<LineageFormat> formats = types.Builder
            .Enum<LineageFormat>("LineageFormat", "A format in which a lineage is written.")
            .Describe(LineageFormat.Cyclonedx, "CycloneDX 1.7 JSON (ECMA-424).")
            .Describe(LineageFormat.Spdx3, "SPDX 3.0.1 JSON-LD.")
            .Describe(LineageFormat.ProvJson, "PROV-JSON (W3C member submission).");
        ObjectType<WrittenLineage> export = types.Builder.Object<WrittenLineage>(
            "LineageExport",
            "A lineage as a document. The service states every edge in its own name; who else states it, and how far "
            + "that was found proved, stands beside it as a record.");
        UnionType result = types.Builder.Union(
            "ExportLineageResult",
            "A document, or why there is none.",
            export,
            types.Errors.NotFound,
            types.Errors.Ambiguous);
        types.Builder.Query.Field(
            "exportLineage",
            "The answer of `lineage` as a document. The same record gives the same bytes.",
            result.NonNull())
            .Argument("of", "What is asked about.", types.Inputs.EntityReference.NonNull())
            .Argument("format", "The format.", formats.NonNull())
            .Argument("direction", "Which way.", types.Enums.Direction.NonNull(), Direction.Upstream)
            .Argument("maxDepth", "The largest distance; absent for none.", Scalars.Int)
            .Argument(
                "minAssurance", "The least assurance of an edge.", types.Enums.Assurance.NonNull(), Assurance.Asserted)
            .Argument(
                "edgeKinds",
                "The edges that are followed; absent for those along which a compromise always travels.",
                types.Enums.EdgeKind.NonNull().List())
            .Costs(WholeLineage)
            .Resolve(ExportAsync);
        DeclareExport(types, export);
    }

    private static void DeclareExport(SchemaTypes types, ObjectType<WrittenLineage> export)
    {
        export.Field("mediaType", "Its media type.", Scalars.String.NonNull(), own => own.Export.MediaType);
        export.Field("digest", "The SHA-256 of its bytes.", Scalars.String.NonNull(), own => own.Digest.ToString());
        export.Field("length", "Their number.", Scalars.Long.NonNull(), own => own.Length);
        export.Field(
            "text",
            $"The document; null where it has more than {ExportLimits.WholeBytes} bytes, see `location`.",
            Scalars.String,
            own => own.Whole is { } whole ? Encoding.UTF8.GetString(whole) : null);
        export.Field(
            "envelope",
            "A DSSE envelope of the document, signed by the service's key, as JSON; null where `text` is.",
            Scalars.String,
            own => own.Whole is { } whole
                ? Encoding.UTF8.GetString(own.Export.Sign(whole, own.Identity.Key))
                : null);
        export.Field(
            "location", "Where the document of now can be had, however long it is.", Scalars.String.NonNull(),
            own => own.Location);
        export.Field(
            "complete",
            "Whether nothing of the lineage that was asked for is left out. Says nothing of what nobody recorded.",
            Scalars.Boolean.NonNull(),
            own => own.Export.Document.IsComplete);
        export.Field(
            "leftOut",
            "How many edges of the answer no document may state: they close a cycle, or no format has a form for them. "
            + "The document names each.",
            Scalars.Int.NonNull(),
            own => own.Export.Document.LeftOut.Length);
        export.Field(
            "completeness", "How whole the answer was that is written.", types.Lineage.Completeness.NonNull(),
            own => own.Export.Completeness);
        export.Field(
            "asOf", "The journal entry up to which the record was read.", Scalars.Long.NonNull(),
            own => own.Export.Document.AsOf);
        export.Field(
            "timestamp", "When that was recorded; the document's own time.", Scalars.DateTime.NonNull(),
            own => own.Export.Document.Timestamp);
    }

    private static async Task<object> ExportAsync(ResolveContext context, object root)
    {
        AibomRequest request = context.State<AibomRequest>();
        int? depth = context.Argument<int?>("maxDepth");
        if (depth < 0)
        {
            throw new GraphQLException($"'maxDepth' is not negative; it was {depth}.", "ARGUMENT_INVALID");
        }

        EntityLookup lookup = await request.FindAsync(
            context.Argument<EntityReferenceInput>("of").ToReference(), context.CancellationToken);
        if (lookup is not EntityLookup.Found(int id))
        {
            return ErrorTypes.Of(lookup);
        }

        EdgeKind[]? kinds = context.Argument<EdgeKind[]?>("edgeKinds");
        var question = new ExportQuestion(id, context.Argument<LineageFormat>("format"))
        {
            Direction = context.Argument<Direction>("direction"),
            MaxDepth = depth,
            MinAssurance = context.Argument<Assurance>("minAssurance"),
            EdgeKinds = kinds is null ? EdgeKinds.Taint : EdgeKinds.Of(kinds),
        };
        LineageExport export = await request.Registry.Exports.GatherAsync(
            question, request.Lineage, request.Identity.Address, context.CancellationToken);
        return WrittenLineage.Of(export, request.Identity, Endpoints.ExportEndpoints.LocationOf(question, kinds));
    }
}

/// <summary>A document as it was written, whole where it is short enough to be held.</summary>
internal sealed record WrittenLineage(
    LineageExport Export, Digest Digest, long Length, byte[]? Whole, RegistryIdentity Identity, string Location)
{
    public static WrittenLineage Of(LineageExport export, RegistryIdentity identity, string location)
    {
        (Digest digest, long length) = export.Measure();
        byte[]? whole = length <= ExportLimits.WholeBytes ? export.ToArray(length) : null;
        return new WrittenLineage(export, digest, length, whole, identity, location);
    }
}
