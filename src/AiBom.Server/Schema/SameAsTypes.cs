using AiBom.Domain;
using AiBom.GraphQL.Types;
using AiBom.Lineage;
using AiBom.Registry.Catalog;
using AiBom.Storage.Reads;

namespace AiBom.Server.Schema;

/// <summary><c>type SameAs</c>, and the fields of an entity that say why its keys are one.</summary>
internal sealed class SameAsTypes
{
    private const int MaxCandidates = 20;

    private const string SameAsText =
        "Who says that its keys name one thing, and that they name others, oldest first. What did not prevail is "
        + "among it.";

    private static readonly string CandidatesText =
        "For what is named without a revision, or with one that is cut short: the recorded releases that may be "
        + $"meant, at most {MaxCandidates}. A hint: it joins nothing.";

    private readonly ObjectType<SameAsRecord> type;

    public SameAsTypes(SchemaBuilder builder) => type = builder.Object<SameAsRecord>(
        "SameAs", "That two keys name one thing, by somebody's word. Nothing is merged; it can be taken back.");

    /// <summary>The type.</summary>
    public ObjectType<SameAsRecord> Type => type;

    public void Declare(SchemaTypes types)
    {
        type.Field("key", "One of the two keys.", Scalars.String.NonNull())
            .Load(Loaders.Keys, said => said.Subject);
        type.Field("with", "The other.", Scalars.String.NonNull())
            .Load(Loaders.Keys, said => said.Object);
        type.Field("entity", "What the one key names, as it reads now.", types.Entity.NonNull())
            .ResolveEntity(said => said.Subject);
        type.Field("withEntity", "What the other names: the same, as long as a statement joins them.",
            types.Entity.NonNull())
            .ResolveEntity(said => said.Object);
        type.Field(
            "claimedBy",
            "Who says so: a registered organization's id, or who posted or asserted it.",
            Scalars.String.NonNull(),
            said => said.Claimant);
        type.Field("assurance", "How far it is proved.", types.Enums.Assurance.NonNull(), said => said.Assurance);
        type.Field(
            "reading", "Whether it was said, or inferred from a habit.", types.Enums.Reading.NonNull(),
            said => said.Reading);
        type.Field(
            "rule",
            "`identity-keys`: one document gives both keys to one thing. `short-commit`: one is the beginning of the "
            + "other. `asserted`: somebody said so here.",
            Scalars.String.NonNull(),
            said => said.Rule);
        type.Field("reason", "How they know, for what was asserted.", Scalars.String, said => said.Reason);
        type.Field("at", "When it was recorded.", Scalars.DateTime.NonNull(), said => said.At);
        type.Field("sequence", "The journal entry that did.", Scalars.Long.NonNull(), said => said.Sequence);
        type.Field("retractedAt", "When it was taken back.", Scalars.DateTime, said => said.RetractedAt);
        type.Field("retractionReason", "Why.", Scalars.String, said => said.RetractionReason);
    }

    /// <summary>Declares the interface's fields.</summary>
    public void DeclareOn(InterfaceType entity)
    {
        entity.Field("sameAs", SameAsText, type.NonNull().List().NonNull());
        entity.Field("candidates", CandidatesText, entity.NonNull().List().NonNull());
    }

    /// <summary>Declares the fields of one kind of entity.</summary>
    public void DeclareOf<T>(ObjectType<T> entity, SchemaTypes types)
        where T : Entity
    {
        entity.Field("sameAs", SameAsText, type.NonNull().List().NonNull())
            .ResolveBatch(async (context, entities) =>
            {
                IEnumerable<SameAsRecord>[] said = await EntityFields.ByMembersAsync(
                    context, entities, (reads, ids, token) => reads.Identity.OfKeysAsync(ids, token));
                return said.Select(own => own.Distinct().OrderBy(record => (record.Sequence, record.Ordinal)));
            });
        entity.Field("candidates", CandidatesText, types.Entity.NonNull().List().NonNull())
            .ResolveBatch(async (context, entities) =>
            {
                AibomRequest request = context.State<AibomRequest>();
                IEnumerable<int>[] releases = await EntityFields.ByMembersAsync(
                    context, entities, (reads, ids, token) => reads.Identity.ReleasesAsync(ids, token));
                return await Task.WhenAll(entities.Zip(releases, async (own, found) => IsIdentified(own)
                    ? []
                    : (await Loaders.Entities.LoadManyAsync(context, ThingsOf(own, found, request.Lineage)))
                        .OfType<Entity>()));
            });
    }

    private static bool IsIdentified(Entity entity) => entity.Keys.Any(key =>
        IdentityKey.TryParse(key, out IdentityKey parsed)
        && parsed.Scheme is IdentityScheme.Digest or IdentityScheme.PackageUrl);

    private static IEnumerable<int> ThingsOf(Entity own, IEnumerable<int> releases, LineageGraph lineage) => releases
        .Where(lineage.Has)
        .Select(id => lineage.Resolve(id))
        .Where(id => id != own.Id)
        .Distinct()
        .Take(MaxCandidates);
}
