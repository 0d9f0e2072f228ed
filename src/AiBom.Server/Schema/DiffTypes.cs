using AiBom.Documents.Comparison;
using AiBom.Domain;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;
using AiBom.Registry.Versions;
using AiBom.Storage.Reads;

namespace AiBom.Server.Schema;

/// <summary>A difference with the documents it is between.</summary>
internal sealed record AibomDiff(SubmissionRecord From, SubmissionRecord To, AibomComparison Comparison, long Sequence)
{
    public DocumentDiff Diff => Comparison.Diff;
}

/// <summary>A change with the difference that it is a part of.</summary>
internal sealed record ChangeOf<T>(AibomDiff Whole, int Index, T Change);

/// <summary>How many changes of one sort there are.</summary>
internal sealed record ChangeCount(ChangeSubject Subject, EntityKind? Kind, ChangeKind Change, int Count);

/// <summary><c>type AibomDiff</c>: by what two documents differ, each sort of change a connection of its own.</summary>
internal sealed class DiffTypes
{
    private readonly SchemaTypes types;
    private readonly EnumType<ChangeKind> change;
    private readonly EnumType<ChangeSubject> subject;
    private readonly EnumType<EntityPart> part;
    private readonly ObjectType<AttributeChange> attribute;
    private readonly ObjectType<EdgeLabel> label;

    public DiffTypes(SchemaTypes types)
    {
        this.types = types;
        SchemaBuilder builder = types.Builder;
        Diff = builder.Object<AibomDiff>(
            "AibomDiff", "By what two documents differ in what they say, the second seen from the first.");
        change = builder.Enum<ChangeKind>("ChangeKind", "What became of something.")
            .Describe(ChangeKind.Changed, "Both documents speak of it, and differently.")
            .Describe(ChangeKind.Removed, "Only the first document speaks of it.")
            .Describe(ChangeKind.Added, "Only the second document speaks of it.");
        subject = builder.Enum<ChangeSubject>("ChangeSubject", "What a change is of.")
            .Describe(ChangeSubject.Entity, "A thing.")
            .Describe(ChangeSubject.Edge, "An edge between things.")
            .Describe(ChangeSubject.Completeness, "How complete a relation is said to be.")
            .Describe(ChangeSubject.Run, "A run.");
        part = builder.Enum<EntityPart>("EntityPart", "What something is to the rest of a document.")
            .Describe(EntityPart.Other, "Nothing that has a name of its own.")
            .Describe(EntityPart.Subject, "What the document is about.")
            .Describe(EntityPart.BaseModel, "A model from which others were derived, and of which no source is named.")
            .Describe(EntityPart.Adapter, "A model that is an adapter of another.");
        attribute = builder.Object<AttributeChange>("AttributeChange", "An attribute that has another value.");
        label = builder.Object<EdgeLabel>("EdgeLabel", "What an edge says beside its ends.");
    }

    public ObjectType<AibomDiff> Diff { get; }

    public void Declare()
    {
        DeclareParts();
        Diff.Field("from", "The first document.", types.Documents.Aibom.NonNull(), own => own.From);
        Diff.Field("to", "The second document.", types.Documents.Aibom.NonNull(), own => own.To);
        Diff.Field(
            "isEmpty",
            "Whether both say the same of the same things, whatever they say of themselves.",
            Scalars.Boolean.NonNull(),
            own => own.Diff.IsEmpty);
        Diff.Field(
            "sequence",
            "As of which journal entry the record was asked what is one thing.",
            Scalars.Long.NonNull(),
            own => own.Sequence);
        Diff.Field(
            "header",
            "What the documents say of themselves: format, version, time, publisher.",
            attribute.NonNull().List().NonNull(),
            own => own.Diff.Header);
        DeclareCounts();
        DeclareSentences();
        DeclareEntities();
        DeclareEdges();
        DeclareCompleteness();
        DeclareRuns();
    }

    private void DeclareParts()
    {
        attribute.Field(
            "name", "Its name, such as `version` or `digests.sha256`.", Scalars.String.NonNull(), own => own.Name);
        attribute.Field("before", "The value in the first document.", Scalars.String, own => own.Before);
        attribute.Field("after", "The value in the second document.", Scalars.String, own => own.After);
        label.Field("kind", "What it says.", types.Enums.EdgeKind.NonNull(), own => own.Kind);
        label.Field("method", "For a derivation, how.", types.Enums.DerivationMethod, own => own.Method);
        label.Field("role", "For data, what for.", types.Enums.DatasetRole, own => own.Role);
    }

    private void DeclareCounts()
    {
        ObjectType<ChangeCount> count = types.Builder.Object<ChangeCount>(
            "ChangeCount", "How many changes of one sort there are.");
        count.Field("subject", "What they are of.", subject.NonNull(), own => own.Subject);
        count.Field("kind", "For things, what they are.", types.Enums.EntityKind, own => own.Kind);
        count.Field("change", "What became of that.", change.NonNull(), own => own.Change);
        count.Field("count", "How many.", Scalars.Int.NonNull(), own => own.Count);
        Diff.Field(
            "counts",
            "How many changes of each sort there are; a sort without any is not listed.",
            count.NonNull().List().NonNull(),
            own => CountsOf(own.Diff));
    }

    private void DeclareSentences()
    {
        ObjectType<ChangeOf<DiffSentence>> sentence = types.Builder.Object<ChangeOf<DiffSentence>>(
            "DiffSentence", "A change in the words of a person.");
        sentence.Field("subject", "What it is of.", subject.NonNull(), own => own.Change.Subject);
        sentence.Field("change", "What became of that.", change.NonNull(), own => own.Change.Change);
        sentence.Field("text", "The sentence.", Scalars.String.NonNull(), own => own.Change.Text);
        Page("DiffSentence", sentence, "summary", "The changes in words: what belongs together in one sentence.")
            .Resolve((context, own) => Slice(context, own, own.Comparison.Sentences.All()));
    }

    private void DeclareEntities()
    {
        ObjectType<FileChange> file = types.Builder.Object<FileChange>(
            "FileChange", "What became of a file of something that both documents speak of.");
        file.Field("change", "What became of it.", change.NonNull(), own => own.Change);
        file.Field("name", "Its path.", Scalars.String.NonNull(), own => own.Name);
        file.Field(
            "before",
            "Its digests in the first document.",
            Scalars.String.NonNull().List().NonNull(),
            own => own.Before.Select(digest => digest.ToString()));
        file.Field(
            "after",
            "Its digests in the second document.",
            Scalars.String.NonNull().List().NonNull(),
            own => own.After.Select(digest => digest.ToString()));

        ObjectType<ChangeOf<EntityChange>> entity = types.Builder.Object<ChangeOf<EntityChange>>(
            "EntityChange", "What became of a thing.");
        entity.Field("change", "What became of it.", change.NonNull(), own => own.Change.Change);
        entity.Field(
            "kind", "What it is.", types.Enums.EntityKind.NonNull(), own => KindOf(own.Whole.Diff, own.Change));
        entity.Field("part", "What it is to the rest of the document.", part.NonNull(), own => own.Change.Part);
        entity.Field("before", "What the first document names, as the record reads it now.", types.Entity)
            .ResolveEntity(own => own.Whole.Comparison.BeforeOf(own.Change.Entity));
        entity.Field("after", "What the second document names, as the record reads it now.", types.Entity)
            .ResolveEntity(own => own.Whole.Comparison.AfterOf(own.Change.Entity));
        entity.Field(
            "attributes",
            "What else is said of it; nothing where only one document speaks of it.",
            attribute.NonNull().List().NonNull(),
            own => own.Change.Attributes);
        entity.Field(
            "files", "What became of its files.", file.NonNull().List().NonNull(), own => own.Change.Files);
        Summary(entity, own => own.Whole.Comparison.Sentences.Of(own.Change));
        Page("EntityChange", entity, "entities", "What they speak of: changed, removed, added.")
            .Argument("kind", "Only of this kind.", types.Enums.EntityKind)
            .Argument("change", "Only what this became of.", change)
            .Resolve((context, own) =>
            {
                ChangeKind? only = context.Argument<ChangeKind?>("change");
                EntityKind? kind = context.Argument<EntityKind?>("kind");
                return Slice(context, own, own.Diff.Entities.Where(one =>
                    (only is null || one.Change == only) && (kind is null || KindOf(own.Diff, one) == kind)));
            });
    }

    private void DeclareEdges()
    {
        ObjectType<ChangeOf<EdgeChange>> edge = types.Builder.Object<ChangeOf<EdgeChange>>(
            "EdgeChange", "What became of an edge. Training on data and testing on it are one edge in another role.");
        edge.Field("change", "What became of it.", change.NonNull(), own => own.Change.Change);
        edge.Field("from", "The dependent.", types.Entity)
            .ResolveEntity(own => NumberOf(own.Whole, own.Change.Subject));
        edge.Field("to", "The source.", types.Entity)
            .ResolveEntity(own => NumberOf(own.Whole, own.Change.Object));
        edge.Field("before", "What the first document says.", label, own => own.Change.Before);
        edge.Field("after", "What the second document says.", label, own => own.Change.After);
        Summary(edge, own => own.Whole.Comparison.Sentences.Of(own.Change));
        Page("EdgeChange", edge, "edges", "How that hangs together: changed, removed, added.")
            .Argument("change", "Only what this became of.", change)
            .Resolve((context, own) =>
            {
                ChangeKind? only = context.Argument<ChangeKind?>("change");
                return Slice(context, own, own.Diff.Edges.Where(one => only is null || one.Change == only));
            });
    }

    private void DeclareCompleteness()
    {
        ObjectType<ChangeOf<CompletenessChange>> completeness = types.Builder.Object<ChangeOf<CompletenessChange>>(
            "CompletenessChange", "Another word on how complete a relation is.");
        completeness.Field("entity", "Whose relation.", types.Entity)
            .ResolveEntity(own => NumberOf(own.Whole, own.Change.Entity));
        completeness.Field(
            "relation", "The relation.", types.CompletenessRelation.NonNull(), own => own.Change.Relation);
        completeness.Field(
            "before",
            "The worst that the first document says.",
            types.Enums.Completeness.NonNull(),
            own => own.Change.Before);
        completeness.Field(
            "after",
            "The worst that the second document says.",
            types.Enums.Completeness.NonNull(),
            own => own.Change.After);
        Summary(completeness, own => own.Whole.Comparison.Sentences.Of(own.Change));
        Page(
            "CompletenessChange",
            completeness,
            "completeness",
            "How complete relations are said to be, of what both documents speak of.")
            .Resolve((context, own) => Slice(context, own, own.Diff.Completeness));
    }

    private void DeclareRuns()
    {
        ObjectType<(AibomDiff Whole, RunUse Use)> use = types.Builder.Object<(AibomDiff Whole, RunUse Use)>(
            "RunUseChange", "That a run no longer or newly reads or makes something.");
        use.Field("change", "Removed or added.", change.NonNull(), own => own.Use.Change);
        use.Field("entity", "What.", types.Entity).ResolveEntity(own => NumberOf(own.Whole, own.Use.Entity));
        ObjectType<ChangeOf<RunChange>> run = types.Builder.Object<ChangeOf<RunChange>>(
            "RunChange", "What became of a run that documents tell of.");
        run.Field("change", "What became of it.", change.NonNull(), own => own.Change.Change);
        run.Field("runId", "The identifier that its system gave it.", Scalars.String, own => RunOf(own).Id);
        run.Field("name", "Its name.", Scalars.String, own => RunOf(own).Name);
        run.Field(
            "attributes",
            "What else is said of it.",
            attribute.NonNull().List().NonNull(),
            own => own.Change.Attributes);
        run.Field(
            "inputs",
            "What it no longer or newly read.",
            use.NonNull().List().NonNull(),
            own => own.Change.Inputs.Select(one => (own.Whole, one)));
        run.Field(
            "outputs",
            "What it no longer or newly made.",
            use.NonNull().List().NonNull(),
            own => own.Change.Outputs.Select(one => (own.Whole, one)));
        Summary(run, own => own.Whole.Comparison.Sentences.Of(own.Change));
        Page("RunChange", run, "runs", "The runs that they tell of: changed, removed, added.")
            .Resolve((context, own) => Slice(context, own, own.Diff.Runs));
    }

    private Field<AibomDiff> Page<T>(string name, ObjectType<ChangeOf<T>> node, string field, string description)
    {
        var page = types.Builder.Connection<PageOf<ChangeOf<T>>, Edge<ChangeOf<T>>, ChangeOf<T>>(name, node);
        page.Connection.Field("totalCount", "The length of the whole list.", Scalars.Int, own => own.TotalCount);
        return Diff.Field(field, description, page.Connection.NonNull()).Paged();
    }

    private static void Summary<T>(ObjectType<ChangeOf<T>> type, Func<ChangeOf<T>, string> of) =>
        type.Field("summary", "The same in words.", Scalars.String.NonNull(), of);

    /// <summary>A page of changes; a change keeps its place, whatever filter the list has.</summary>
    private static PageOf<ChangeOf<T>> Slice<T>(ResolveContext context, AibomDiff whole, IEnumerable<T> changes) =>
        Paging.Slice(
            context,
            [.. changes.Select((change, index) => new ChangeOf<T>(whole, index, change))],
            own => SortKey.Of(own.Index));

    private static IEnumerable<ChangeCount> CountsOf(DocumentDiff diff)
    {
        IEnumerable<(ChangeSubject, EntityKind?, ChangeKind)> all = diff.Entities
            .Select(own => (ChangeSubject.Entity, (EntityKind?)KindOf(diff, own), own.Change))
            .Concat(diff.Edges.Select(own => (ChangeSubject.Edge, (EntityKind?)null, own.Change)))
            .Concat(diff.Completeness.Select(_ =>
                (ChangeSubject.Completeness, (EntityKind?)null, ChangeKind.Changed)))
            .Concat(diff.Runs.Select(own => (ChangeSubject.Run, (EntityKind?)null, own.Change)));
        return all.CountBy(own => own).OrderBy(own => own.Key)
            .Select(own => new ChangeCount(own.Key.Item1, own.Key.Item2, own.Key.Item3, own.Value));
    }

    private static EntityKind KindOf(DocumentDiff diff, EntityChange change) => change.Entity.After is { } after
        ? diff.To.Entities[after].Kind
        : diff.From.Entities[change.Entity.Before!.Value].Kind;

    private static DeclaredRun RunOf(ChangeOf<RunChange> own) => own.Change.After is { } after
        ? own.Whole.Diff.To.Runs[after]
        : own.Whole.Diff.From.Runs[own.Change.Before!.Value];

    private static int? NumberOf(AibomDiff whole, EntityPair pair) =>
        whole.Comparison.AfterOf(pair) ?? whole.Comparison.BeforeOf(pair);
}
