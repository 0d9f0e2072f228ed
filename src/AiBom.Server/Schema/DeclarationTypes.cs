using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;
using AiBom.Storage.Reads;

namespace AiBom.Server.Schema;

/// <summary>
/// What a document says beside entities and edges: <c>type DeclaredRun</c>, <c>type DeclaredVulnerability</c>,
/// <c>type DeclaredClaim</c>, <c>type DeclaredAssessment</c> and <c>type DeclaredComment</c>. All of it is its word.
/// </summary>
internal sealed class DeclarationTypes
{
    /// <summary>Of each document all that it says is read and held, however short the page is.</summary>
    private const int WholeDocument = 100;

    private readonly ObjectType<Told<DeclaredRun>> run;
    private readonly ObjectType<Told<DeclaredVulnerability>> vulnerability;
    private readonly ObjectType<Told<AffectedThing>> affected;
    private readonly ObjectType<AffectedVersion> version;
    private readonly ObjectType<Told<DeclaredClaim>> claim;
    private readonly ObjectType<DeclaredEvidence> evidence;
    private readonly ObjectType<Told<DeclaredAssessment>> assessment;
    private readonly ObjectType<Told<DeclaredComment>> comment;
    private readonly EnumType<ImpactAnalysisState> state;
    private readonly EnumType<AffectedStatus> status;

    public DeclarationTypes(SchemaBuilder builder)
    {
        run = builder.Object<Told<DeclaredRun>>(
            "DeclaredRun", "Something that read things and made things, by a document's word: a training, a merge.");
        vulnerability = builder.Object<Told<DeclaredVulnerability>>(
            "DeclaredVulnerability",
            "What a document says of a known vulnerability in things (VEX). A claim, never an advisory of the record.");
        affected = builder.Object<Told<AffectedThing>>(
            "AffectedThing", "Something that a vulnerability is said to touch, or not to.");
        version = builder.Object<AffectedVersion>("AffectedVersion", "A version, and whether it is affected.");
        claim = builder.Object<Told<DeclaredClaim>>(
            "DeclaredClaim", "Something that a document claims of a thing beside its lineage.");
        evidence = builder.Object<DeclaredEvidence>(
            "DeclaredEvidence", "What a document gives for or against a claim. Whether it is evidence is not judged.");
        assessment = builder.Object<Told<DeclaredAssessment>>(
            "DeclaredAssessment", "How far a requirement is met, by an assessor whom a document names.");
        comment = builder.Object<Told<DeclaredComment>>(
            "DeclaredComment", "A remark of somebody on parts of a document. Never the annotation of data.");
        state = builder.Enum<ImpactAnalysisState>("ImpactAnalysisState", "What an analysis of a vulnerability came to.")
            .Describe(ImpactAnalysisState.InTriage, "It is being looked into.")
            .Describe(ImpactAnalysisState.Exploitable, "It can be exploited.")
            .Describe(ImpactAnalysisState.NotAffected, "It is not affected.")
            .Describe(ImpactAnalysisState.FalsePositive, "It was wrongly found.")
            .Describe(ImpactAnalysisState.Resolved, "It was repaired.")
            .Describe(
                ImpactAnalysisState.ResolvedWithPedigree,
                "It was repaired, and the pedigree of the component shows the change.");
        status = builder.Enum<AffectedStatus>("AffectedStatus", "Whether a version is affected.")
            .Describe(AffectedStatus.Affected, "It is.")
            .Describe(AffectedStatus.Unaffected, "It is not.")
            .Describe(AffectedStatus.Unknown, "The document does not know.");
    }

    public void Declare(SchemaTypes types)
    {
        DeclareRun(types);
        DeclareVulnerability(types);
        DeclareClaim(types);
        DeclareAssessment();
        DeclareComment(types);
        Page(types, "runs", "The runs that it tells of, in document order.", "DeclaredRun", run, said => said.Runs);
        Page(
            types,
            "vulnerabilities",
            "What it says of known vulnerabilities, in document order.",
            "DeclaredVulnerability",
            vulnerability,
            said => said.Vulnerabilities);
        Page(
            types,
            "declarations",
            "What it claims beside its lineage, in document order.",
            "DeclaredClaim",
            claim,
            said => said.Claims);
        Page(
            types,
            "assessments",
            "How far requirements are met, by its word, in document order.",
            "DeclaredAssessment",
            assessment,
            said => said.Assessments);
        Page(
            types,
            "comments",
            "The remarks in it, in document order.",
            "DeclaredComment",
            comment,
            said => said.Comments);
        ObjectType<SubmissionRecord> aibom = types.Documents.Aibom;
        aibom.Field(
            "lifecycles",
            "The phases of the subject's life in which it was made, by its word.",
            Scalars.String.NonNull().List().NonNull())
            .Resolve(async (context, own) => (await SayingsAsync(context, own)).Header.Lifecycles);
        aibom.Field("sharing", "How far it may be passed on, in the Traffic Light Protocol's words.", Scalars.String)
            .Resolve(async (context, own) => (await SayingsAsync(context, own)).Header.Sharing);
    }

    private void DeclareRun(SchemaTypes types)
    {
        DeclarePointer(run, told => told.Pointer);
        run.Field("identifier", "The identifier that its system gave it.", Scalars.String, told => told.Value.Id);
        run.Field("name", "Its name.", Scalars.String, told => told.Value.Name);
        run.Field(
            "types",
            "What kind of run it was, in its format's words.",
            Scalars.String.NonNull().List().NonNull(),
            told => told.Value.Types);
        run.Field("startedAt", "When it began.", Scalars.DateTime, told => told.Value.Started);
        run.Field("endedAt", "When it ended.", Scalars.DateTime, told => told.Value.Ended);
        run.Field("performedBy", "Who ran it, as written.", Scalars.String, told => told.Value.PerformedBy);
        run.Field("inputs", "What it read.", types.Entity.NonNull().List().NonNull())
            .ResolveDeclared(told => told.Inputs);
        run.Field("outputs", "What it made.", types.Entity.NonNull().List().NonNull())
            .ResolveDeclared(told => told.Outputs);
    }

    private void DeclareVulnerability(SchemaTypes types)
    {
        DeclarePointer(vulnerability, told => told.Pointer);
        vulnerability.Field(
            "identifier", "Such as `CVE-2026-1234`.", Scalars.String, told => told.Value.Id);
        vulnerability.Field("source", "Who published it.", Scalars.String, told => told.Value.Source);
        vulnerability.Field(
            "affects",
            "What the statement is about.",
            affected.NonNull().List().NonNull(),
            told => told.Value.Affects.Select(told.With));
        vulnerability.Field("state", "What the analysis came to.", state, told => told.Value.State);
        vulnerability.Field(
            "justification",
            "Why it is not affected, in the format's words.",
            Scalars.String,
            told => told.Value.Justification);
        vulnerability.Field(
            "responses",
            "What is done about it, in the format's words.",
            Scalars.String.NonNull().List().NonNull(),
            told => told.Value.Responses);
        vulnerability.Field("detail", "The analysis for people.", Scalars.String, told => told.Value.Detail);
        vulnerability.Field(
            "updatedAt", "When the analysis was made or last changed.", Scalars.DateTime, told => told.Value.Updated);
        vulnerability.Field(
            "completeness",
            "How complete what is affected is said to be.",
            types.Enums.Completeness,
            told => told.Value.Completeness);

        DeclarePointer(affected, told => told.Pointer);
        affected.Field(
            "reference", "As the document refers to it.", Scalars.String.NonNull(), told => told.Value.Reference);
        affected.Field("entity", "What it is; null where it is nothing of the document.", types.Entity)
            .ResolveDeclared(told => told.Entity);
        affected.Field(
            "versions",
            "The versions that are spoken of; empty for the thing as it stands.",
            version.NonNull().List().NonNull(),
            told => told.Value.Versions);
        version.Field("version", "A version, or a range (`vers:…`).", Scalars.String.NonNull(), own => own.Version);
        version.Field("status", "Whether it is affected.", status.NonNull(), own => own.Status);
    }

    private void DeclareClaim(SchemaTypes types)
    {
        DeclarePointer(claim, told => told.Pointer);
        claim.Field("reference", "The document's own handle for it.", Scalars.String, told => told.Value.Reference);
        claim.Field(
            "target",
            "What it is about: a name, else as it is referred to.",
            Scalars.String,
            told => told.Value.Target);
        claim.Field("entity", "What it is about, where that is an entity.", types.Entity)
            .ResolveDeclared(told => told.TargetEntity);
        claim.Field("predicate", "What is claimed.", Scalars.String, told => told.Value.Predicate);
        claim.Field("reasoning", "Why the evidence carries it.", Scalars.String, told => told.Value.Reasoning);
        claim.Field(
            "evidence",
            "The evidence for it.",
            evidence.NonNull().List().NonNull(),
            told => told.Value.Evidence.Select(at => told.Sayings.Evidence[at]));
        claim.Field(
            "counterEvidence",
            "The evidence against it.",
            evidence.NonNull().List().NonNull(),
            told => told.Value.CounterEvidence.Select(at => told.Sayings.Evidence[at]));

        evidence.Field("pointer", "Where it stands (RFC 6901).", Scalars.String.NonNull(), own => own.Pointer);
        evidence.Field("reference", "The document's own handle for it.", Scalars.String, own => own.Reference);
        evidence.Field("description", "What it is.", Scalars.String, own => own.Description);
        evidence.Field("property", "The property that it shows.", Scalars.String, own => own.Property);
        evidence.Field("author", "Who made it.", Scalars.String, own => own.Author);
        evidence.Field("createdAt", "When it was made.", Scalars.DateTime, own => own.Created);
        evidence.Field("expiresAt", "From when on it counts no more.", Scalars.DateTime, own => own.Expires);
    }

    private void DeclareAssessment()
    {
        DeclarePointer(assessment, told => told.Pointer);
        assessment.Field("assessor", "Who assessed.", Scalars.String, told => told.Value.Assessor);
        assessment.Field(
            "isThirdParty",
            "Whether that is said to be another party than the assessed.",
            Scalars.Boolean,
            told => told.Value.IsThirdParty);
        assessment.Field("requirement", "What is to be met.", Scalars.String, told => told.Value.Requirement);
        assessment.Field(
            "claims",
            "What speaks for it.",
            claim.NonNull().List().NonNull(),
            told => told.Value.Claims.Select(at => told.With(told.Sayings.Claims[at])));
        assessment.Field(
            "counterClaims",
            "What speaks against it.",
            claim.NonNull().List().NonNull(),
            told => told.Value.CounterClaims.Select(at => told.With(told.Sayings.Claims[at])));
        assessment.Field(
            "conformance", "How far it is met, from 0 to 1.", Scalars.Float, told => told.Value.Conformance);
        assessment.Field("conformanceRationale", "Why.", Scalars.String, told => told.Value.ConformanceRationale);
        assessment.Field(
            "confidence", "How sure the assessor is, from 0 to 1.", Scalars.Float, told => told.Value.Confidence);
        assessment.Field("confidenceRationale", "Why.", Scalars.String, told => told.Value.ConfidenceRationale);
    }

    private void DeclareComment(SchemaTypes types)
    {
        DeclarePointer(comment, told => told.Pointer);
        comment.Field(
            "subjects",
            "What it is on, as the document refers to it.",
            Scalars.String.NonNull().List().NonNull(),
            told => told.Value.Subjects);
        comment.Field("entities", "Those of them that are entities.", types.Entity.NonNull().List().NonNull())
            .ResolveDeclared(told => told.Entities);
        comment.Field("annotator", "Whose remark it is, as written.", Scalars.String, told => told.Value.Annotator);
        comment.Field("timestamp", "When it was made.", Scalars.DateTime, told => told.Value.Timestamp);
        comment.Field("text", "The remark.", Scalars.String.NonNull(), told => told.Value.Text);
    }

    private static void DeclarePointer<T>(ObjectType<Told<T>> type, Func<T, string> pointerOf)
        where T : notnull => type.Field(
            "pointer",
            "Where the document says so (RFC 6901).",
            Scalars.String.NonNull(),
            told => pointerOf(told.Value));

    /// <summary>Declares a list of what an accepted document says; a quarantined one says nothing here.</summary>
    private static void Page<T>(
        SchemaTypes types,
        string name,
        string description,
        string typeName,
        ObjectType<Told<T>> type,
        Func<DocumentSayings, ImmutableArray<T>> listOf)
        where T : notnull
    {
        var connection = types.Builder.Connection<PageOf<Told<T>>, Edge<Told<T>>, Told<T>>(typeName, type);
        connection.Connection.Field(
            "totalCount", "The length of the whole list.", Scalars.Int, page => page.TotalCount);
        types.Documents.Aibom.Field(name, description, connection.Connection.NonNull())
            .Paged()
            .Costs(WholeDocument)
            .Resolve(async (context, aibom) =>
            {
                DocumentSayings sayings = await SayingsAsync(context, aibom);
                ImmutableArray<T> list =
                    aibom.Status is SubmissionStatus.Quarantined ? [] : listOf(sayings);
                PageOf<Numbered> page = Paging.Slice(
                    context,
                    [.. Enumerable.Range(0, list.Length).Select(at => new Numbered(at))],
                    own => SortKey.Of(own.At));
                return new PageOf<Told<T>>(
                    [
                        .. page.Edges.Select(edge => new Edge<Told<T>>(
                            new Told<T>(aibom, sayings, list[edge.Node.At]), edge.Cursor)),
                    ],
                    page.PageInfo,
                    page.TotalCount);
            });
    }

    private static async Task<DocumentSayings> SayingsAsync(ResolveContext context, SubmissionRecord aibom) =>
        (await Loaders.Sayings.LoadAsync(context, aibom.StatementSet))!;

    private readonly record struct Numbered(int At);
}
