using System.Text;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;
using AiBom.Registry.Gates;
using AiBom.Registry.Ingestion;
using AiBom.Verification;

namespace AiBom.Server.Schema;

/// <summary><c>ingestAibom</c> and its payload. Large documents go to <c>POST /v1/documents</c>.</summary>
internal static class IngestMutation
{
    private const int MaxBundles = VerificationLimits.Bundles;

    public static void Declare(SchemaTypes types)
    {
        ObjectType<SignatureVerdict> verification = types.Builder.Object<SignatureVerdict>(
            "Verification", "What the evidence says of who said a document.");
        verification.Field("authenticity", "The verdict.", types.Enums.Authenticity.NonNull(), own => own.Authenticity);
        verification.Field(
            "author", "The organization that the signature makes the author.", Scalars.String, own => own.Author);
        verification.Field(
            "signer", "The signer whose signature decided.", Scalars.String, own => own.Signer?.ToString());
        verification.Field(
            "claimedBy", "Whose words the statements are.", Scalars.String.NonNull(), own => own.ClaimedBy);
        verification.Field(
            "assurance", "How far they are proved.", types.Enums.Assurance.NonNull(), own => own.Assurance);

        ObjectType<Receipt> receipt = types.Builder.Object<Receipt>("Receipt", "Where the record keeps a submission.");
        receipt.Field(
            "submission",
            "Identifies document, evidence and poster together.",
            Scalars.String.NonNull(),
            own => own.Submission.ToString());
        receipt.Field("sequence", "The journal entry.", Scalars.Long.NonNull(), own => own.Sequence);
        receipt.Field("at", "When it was recorded.", Scalars.DateTime.NonNull(), own => own.At);
        receipt.Field("entryHash", "The entry's hash.", Scalars.String.NonNull(), own => own.EntryHash.ToString());

        verification.Field(
            "signedAt",
            "The earliest time of that signature that a trusted log or authority shows.",
            Scalars.DateTime,
            own => own.SignedAt);
        ObjectType<IngestAibomPayload> payload = DeclarePayload(types, receipt, verification);
        types.Builder.Mutation.Field(
            "ingestAibom",
            "Submits a bill of materials with its evidence. The same submission again gives the same receipt.",
            payload.NonNull())
            .Argument("input", "The submission.", DeclareInput(types).NonNull())
            .Resolve(IngestAsync);
        AttestationMutation.Declare(types, receipt, payload);
        LineageEventMutation.Declare(types, payload);
    }

    private static InputObjectType DeclareInput(SchemaTypes types) => types.Builder
        .InputObject("IngestAibomInput", "A bill of materials with its evidence.")
        .Field(
            "document",
            "The text of the document; its UTF-8 bytes are what is hashed and verified.",
            Scalars.String.NonNull())
        .Field("mediaType", "Its media type.", Scalars.String.NonNull(), "application/vnd.cyclonedx+json")
        .Field(
            "bundles",
            $"DSSE envelopes and Sigstore bundles about it, at most {MaxBundles}.",
            Scalars.String.NonNull().List())
        .Field(
            "policyId",
            $"The policy of the gate; `{PolicySet.Default}` where it is absent. It does not decide what is recorded.",
            Scalars.String)
        .Field(
            "ingestPolicyId",
            "A policy by which to take it besides the operator's: it can only be stricter. Where one of its rules is "
            + "enforced and not met, nothing is recorded, or it is quarantined where the rule is about evidence.",
            Scalars.String)
        .Field(
            "dryRun",
            "Whether only the verdict is wanted, and nothing is to be recorded.",
            Scalars.Boolean.NonNull(),
            false);

    private static ObjectType<IngestAibomPayload> DeclarePayload(
        SchemaTypes types,
        ObjectType<Receipt> receipt,
        ObjectType<SignatureVerdict> verification)
    {
        ObjectType<IngestAibomPayload> payload = types.Builder.Object<IngestAibomPayload>(
            "IngestAibomPayload", "What became of a submission.");
        payload.Field("status", "The verdict.", types.Enums.SubmissionStatus.NonNull(), own => own.Verdict.Status);
        payload.Field(
            "receipt",
            "The proof of the record; null where nothing was recorded.",
            receipt,
            own => own.Verdict.Receipt);
        payload.Field(
            "document",
            "The digest of the document's bytes.",
            Scalars.String.NonNull(),
            own => own.Verdict.Document.ToString());
        payload.Field("aibom", "The recorded document; null where nothing was recorded.", types.Documents.Aibom)
            .Load(Loaders.Submissions, own => own.Verdict.Receipt?.Sequence);
        payload.Field(
            "schema",
            "What the official schema of its format says of the document.",
            types.Enums.SchemaVerdict.NonNull(),
            own => own.Verdict.Schema);
        payload.Field(
            "policies",
            "The policies by which it was taken or refused: the operator's, then the one asked for.",
            types.Policies.Applied.NonNull().List().NonNull(),
            own => own.Verdict.Policies);
        payload.Field(
            "verification",
            "What the evidence says; null for what cannot be read.",
            verification,
            own => own.Verdict.Verification);
        payload.Field(
            "findings",
            "Everything that was found.",
            types.Documents.Finding.NonNull().List().NonNull(),
            own => own.Verdict.Findings);
        payload.Field(
            "artifacts",
            "How declared files stand against bytes.",
            types.Documents.ArtifactCheck.NonNull().List().NonNull(),
            own => own.Verdict.Artifacts);
        payload.Field(
            "attestations",
            "Those of its bundles that are attestations of something else than its authorship.",
            types.AttestationVerdict.NonNull().List().NonNull(),
            own => own.Verdict.Attestations);
        payload.Field(
            "gate",
            "Whether a pipeline may go on: for what was accepted, the gate of the document's subject as of now.",
            types.Gates.Gate.NonNull())
            .Resolve((context, own) => context.State<AibomRequest>().Registry.Gates.EvaluateAsync(
                own.Verdict, own.Policy, context.CancellationToken));
        payload.Field(
            "isRepeated",
            "Whether the record already had it.",
            Scalars.Boolean.NonNull(),
            own => own.Verdict.IsRepeated);
        return payload;
    }

    private static async Task<IngestAibomPayload> IngestAsync(ResolveContext context, object root)
    {
        AibomRequest request = context.State<AibomRequest>();
        IngestAibomInput input = context.Argument<IngestAibomInput>("input");
        string[] bundles = input.Bundles ?? [];
        if (bundles.Length > MaxBundles)
        {
            throw new GraphQLException(
                $"At most {MaxBundles} bundles can be given, not {bundles.Length}.", "ARGUMENT_INVALID");
        }

        // Before anything is recorded: a pipeline that asks by a policy that is not there gets no answer at all.
        PolicyVersion policy = request.Registry.Policies.Current.FindGate(input.PolicyId)
            ?? throw Unknown(input.PolicyId, "by which gates decide");
        if (input.IngestPolicyId is { } asked && !request.Registry.Ingestion.CanJudgeBy(asked))
        {
            throw Unknown(asked, "by which submissions are taken");
        }

        Verdict verdict = await request.Registry.Ingestion.IngestAsync(
            new Submission(Encoding.UTF8.GetBytes(input.Document), input.MediaType, request.Actor)
            {
                Bundles = [.. bundles.Select(bundle => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(bundle))],
                IsDryRun = input.DryRun,
                IngestPolicy = input.IngestPolicyId,
            },
            context.CancellationToken);
        request.SeeOwnWrite();
        return new IngestAibomPayload(verdict, policy);
    }

    private static GraphQLException Unknown(string? policy, string what) =>
        new($"There is no policy '{Domain.FindingLimits.Cut(policy)}' {what}.", "POLICY_UNKNOWN");
}

/// <summary>The coerced <c>IngestAibomInput</c>.</summary>
internal sealed record IngestAibomInput(
    string Document,
    string MediaType,
    string[]? Bundles,
    string? PolicyId,
    string? IngestPolicyId,
    bool DryRun);

/// <summary>What became of a submission, and the policy of its gate.</summary>
internal sealed record IngestAibomPayload(Verdict Verdict, PolicyVersion Policy);
