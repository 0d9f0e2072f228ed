using System.Text;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;
using AiBom.Registry.Ingestion;

namespace AiBom.Server.Schema;

/// <summary><c>ingestAttestation</c> and its payload. Large posts go to <c>POST /v1/attestations</c>.</summary>
internal static class AttestationMutation
{
    public static void Declare(SchemaTypes types, ObjectType<Receipt> receipt, ObjectType<IngestAibomPayload> document)
    {
        ObjectType<AttestationVerdict> verdict = DeclareVerdict(types, receipt, document);
        ObjectType<AttestationPosting> payload = types.Builder.Object<AttestationPosting>(
            "IngestAttestationPayload", "What became of a post of attestations.");
        payload.Field(
            "status", "The worst verdict on any of them.", types.Enums.SubmissionStatus.NonNull(), own => own.Status);
        payload.Field(
            "attestations", "Each, in order.", verdict.NonNull().List().NonNull(), own => own.Attestations);
        payload.Field(
            "findings",
            "Why the post as a whole was rejected.",
            types.Documents.Finding.NonNull().List().NonNull(),
            own => own.Findings);
        payload.Field(
            "isRepeated",
            "Whether the record already had all of them.",
            Scalars.Boolean.NonNull(),
            own => own.IsRepeated);
        types.Builder.Mutation.Field(
            "ingestAttestation",
            "Submits signed statements about artifacts: provenance, deliveries, test results, verification summaries. "
            + "They may come before or after what they are about. A signed bill of materials is taken in as a "
            + "document.",
            payload.NonNull())
            .Argument("input", "The attestations.", types.Builder
                .InputObject("IngestAttestationInput", "Signed attestations.")
                .Field(
                    "envelope",
                    "A DSSE envelope, a Sigstore bundle, one of these a line, or what npm's registry answers.",
                    Scalars.String.NonNull())
                .Field(
                    "dryRun",
                    "Whether only the verdict is wanted, and nothing is to be recorded.",
                    Scalars.Boolean.NonNull(),
                    false)
                .NonNull())
            .Resolve(IngestAsync);
    }

    /// <summary>Declares what became of one attestation.</summary>
    private static ObjectType<AttestationVerdict> DeclareVerdict(
        SchemaTypes types, ObjectType<Receipt> receipt, ObjectType<IngestAibomPayload> document)
    {
        ObjectType<AttestationVerdict> verdict = types.AttestationVerdict;
        verdict.Field("status", "The verdict.", types.Enums.SubmissionStatus.NonNull(), own => own.Status);
        verdict.Field(
            "envelope", "The digest of the posted bytes.", Scalars.String.NonNull(), own => own.Envelope.ToString());
        verdict.Field(
            "receipt", "The proof of the record; null where nothing was recorded.", receipt, own => own.Receipt);
        verdict.Field(
            "attestation", "The recorded attestation; null where there is none.", types.Attestations.Attestation)
            .Load(Loaders.Attestations, own => own.Document is null ? own.Receipt?.Sequence : null);
        verdict.Field(
            "authenticity",
            "What is known of who said it.",
            types.Enums.Authenticity.NonNull(),
            own => own.Authenticity);
        verdict.Field(
            "authors",
            "The ids of the organizations whose word it is.",
            Scalars.String.NonNull().List().NonNull(),
            own => own.Authors);
        verdict.Field("signer", "The signer.", Scalars.String, own => own.Signer?.ToString());
        verdict.Field("signedAt", "The earliest trusted time of the signature.", Scalars.DateTime, own => own.SignedAt);
        verdict.Field("kind", "What it is about.", types.Enums.AttestationKind, own => own.Facts?.Kind);
        verdict.Field("predicateType", "Its predicate type.", Scalars.String, own => own.Facts?.PredicateType);
        verdict.Field(
            "findings",
            "What the checks found.",
            types.Documents.Finding.NonNull().List().NonNull(),
            own => own.Findings);
        verdict.Field(
            "document",
            "Where what was signed is a bill of materials: what became of it as a document.",
            document)
            .Resolve((context, own) => own.Document is { } verdict
                ? new IngestAibomPayload(
                    verdict, context.State<AibomRequest>().Registry.Policies.Current.FindGate(id: null)!)
                : null);
        verdict.Field(
            "isRepeated", "Whether the record already had it.", Scalars.Boolean.NonNull(), own => own.IsRepeated);
        return verdict;
    }

    private static async Task<AttestationPosting> IngestAsync(ResolveContext context, object root)
    {
        AibomRequest request = context.State<AibomRequest>();
        IngestAttestationInput input = context.Argument<IngestAttestationInput>("input");
        AttestationPosting posting = await request.Registry.Attestations.IngestAsync(
            new AttestationSubmission(Encoding.UTF8.GetBytes(input.Envelope), request.Actor)
            {
                IsDryRun = input.DryRun,
            },
            context.CancellationToken);
        request.SeeOwnWrite();
        return posting;
    }
}

/// <summary>The coerced <c>IngestAttestationInput</c>.</summary>
internal sealed record IngestAttestationInput(string Envelope, bool DryRun);
