using AiBom.Domain;
using AiBom.GraphQL.Types;
using AiBom.Registry.Conflicts;

namespace AiBom.Server.Schema;

/// <summary>A conflict at its place in a list.</summary>
/// <param name="Conflict">The conflict.</param>
/// <param name="Key">Its place: that of the thing, then its own among those about the thing.</param>
internal sealed record ListedConflict(Conflict Conflict, string Key);

/// <summary>Why a document is out of date.</summary>
internal enum StaleReason
{
    /// <summary>Somebody names training data that it does not list.</summary>
    NewTrainingData = 1,

    /// <summary>Somebody names an ancestor that it does not list.</summary>
    NewAncestors,

    /// <summary>Somebody names a label set that it does not list.</summary>
    NewLabels,
}

/// <summary><c>type Conflict</c> and <c>type StaleAibom</c>.</summary>
internal sealed class ConflictTypes
{
    public ConflictTypes(SchemaBuilder builder)
    {
        Conflict = builder.Object<ListedConflict>(
            "Conflict", "Claims about one thing that cannot all be true. All are kept; the record does not decide.");
        Kind = builder.Enum<ConflictKind>("ConflictKind", "What the record contradicts itself about.")
            .Describe(ConflictKind.Identity, "A key is said to name several things.")
            .Describe(ConflictKind.Cycle, "Something is said to be made from what was made from it.")
            .Describe(
                ConflictKind.Derivation,
                "One claimant says that all sources are listed, and another names more; or a run that made the model "
                + "read other training data than is listed.");
        Page = builder.Connection<PageOf<ListedConflict>, Edge<ListedConflict>, ListedConflict>("Conflict", Conflict);
        Stale = builder.Object<StaleAibom>(
            "StaleAibom", "A document whose list of sources was contradicted by what was recorded later.");
        Reason = builder.Enum<StaleReason>("StaleReason", "Why a document is out of date.")
            .Describe(StaleReason.NewTrainingData, "Somebody names training data that it does not list.")
            .Describe(StaleReason.NewAncestors, "Somebody names an ancestor that it does not list.")
            .Describe(StaleReason.NewLabels, "Somebody names a label set that it does not list.");
        StalePage = builder.Connection<PageOf<StaleAibom>, Edge<StaleAibom>, StaleAibom>("StaleAibom", Stale);
    }

    public ObjectType<ListedConflict> Conflict { get; }

    public EnumType<ConflictKind> Kind { get; }

    public ConnectionTypes<PageOf<ListedConflict>, Edge<ListedConflict>> Page { get; }

    public ObjectType<StaleAibom> Stale { get; }

    public EnumType<StaleReason> Reason { get; }

    public ConnectionTypes<PageOf<StaleAibom>, Edge<StaleAibom>> StalePage { get; }

    public void Declare(SchemaTypes types)
    {
        Conflict.Field("kind", "What it is about.", Kind.NonNull(), own => own.Conflict.Kind);
        Conflict.Field("entity", "The thing that the claims are about.", types.Entity.NonNull())
            .ResolveEntity(own => own.Conflict.Entity);
        Conflict.Field("summary", "One sentence for a person.", Scalars.String.NonNull(), own => own.Conflict.Summary);
        Conflict.Field(
            "key",
            "For an identity: the key that is said to name several things.",
            Scalars.String,
            own => own.Conflict.Key);
        Conflict.Field(
            "candidates",
            "For an identity: what it is said to name.",
            types.IdentityConflict.NonNull().List().NonNull(),
            own => own.Conflict.Candidates);
        Conflict.Field(
            "relation",
            "For a derivation: whose completeness is in doubt.",
            types.CompletenessRelation,
            own => own.Conflict.Relation);
        Conflict.Field("aibom", "For a derivation: the document whose list is contradicted.", types.Documents.Aibom)
            .Load(Loaders.Submissions, own => own.Conflict.Document);
        Conflict.Field(
            "contradictedBy",
            "For a derivation: the latest document that names what that one does not.",
            types.Documents.Aibom)
            .Load(Loaders.Submissions, own => own.Conflict.ContradictedBy);
        Conflict.Field(
            "edges",
            "The edges in dispute: on the cycle, or named by one side only.",
            types.Lineage.Edge.NonNull().List().NonNull(),
            own => own.Conflict.Edges);

        Stale.Field("aibom", "The document.", types.Documents.Aibom.NonNull())
            .ResolveSubmission(own => own.Listed.Conflict.Document!.Value);
        Stale.Field("reason", "Why it is out of date.", Reason.NonNull(), own => own.Reason);
        Stale.Field("conflict", "What contradicts it.", Conflict.NonNull(), own => own.Listed);
    }
}

/// <summary>A document that is out of date, with what shows it.</summary>
internal sealed record StaleAibom(ListedConflict Listed)
{
    public StaleReason Reason => Listed.Conflict.Relation switch
    {
        CompletenessRelation.TrainingData => StaleReason.NewTrainingData,
        CompletenessRelation.Ancestors => StaleReason.NewAncestors,
        _ => StaleReason.NewLabels,
    };

    /// <summary>Whether a conflict makes a document out of date: something was recorded after it.</summary>
    public static bool Is(Conflict conflict) =>
        conflict.Kind is ConflictKind.Derivation && conflict.ContradictedBy > conflict.Document;
}
