using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;
using AiBom.Registry.Catalog;
using AiBom.Registry.Gates;
using AiBom.Verification.Keys;

namespace AiBom.Server.Schema;

/// <summary>
/// <c>evaluateGate</c>, <c>verificationSummary</c> and <c>signingKey</c>. None of them records anything.
/// </summary>
internal static class GateQueries
{
    public static void Declare(SchemaTypes types)
    {
        UnionType gate = types.Builder.Union(
            "EvaluateGateResult",
            "A gate, or why there is none.",
            types.Gates.Gate,
            types.Errors.NotFound,
            types.Errors.Ambiguous,
            types.Errors.Invalid);
        types.Builder.Query.Field(
            "evaluateGate",
            "Whether a model may go on, by a policy, as of now. It records nothing, and asking again while nothing was "
            + "recorded gives the same answer. What cannot be found out is never a pass.",
            gate.NonNull())
            .Argument("input", "What is asked.", types.Builder
                .InputObject("EvaluateGateInput", "A model and the policy that decides.")
                .Field("model", "The model, or whatever is to go on.", types.Inputs.EntityReference.NonNull())
                .Field(
                    "policyId",
                    $"The policy's id; `{PolicySet.Default}` where it is absent. Its newest version decides.",
                    Scalars.String)
                .NonNull())
            .Resolve(async (context, _) =>
            {
                EvaluateGateInput input = context.Argument<EvaluateGateInput>("input");
                return (await EvaluateAsync(context, input.Model, input.PolicyId)).Answer;
            });

        DeclareSummary(types);
        ObjectType<PublicKey> key = types.Builder.Object<PublicKey>(
            "SigningKey", "The public key by which the service's own signatures are verified.");
        key.Field(
            "keyId",
            "The SHA-256 of its SubjectPublicKeyInfo in DER; the `keyid` of what it signed.",
            Scalars.String.NonNull(),
            own => own.Id.ToString());
        key.Field(
            "publicKey", "The SubjectPublicKeyInfo in PEM (RFC 7468).", Scalars.String.NonNull(), own => own.Pem);
        types.Builder.Query.Field(
            "signingKey", "The key by which the service signs; also at `/v1/signing-key`.", key.NonNull())
            .Resolve((context, _) => context.State<AibomRequest>().Identity.Key.PublicKey);
    }

    private static void DeclareSummary(SchemaTypes types)
    {
        ObjectType<VerificationSummary> summary = types.Builder.Object<VerificationSummary>(
            "VerificationSummary", "What a gate found, signed by the service for whoever was not there.");
        summary.Field(
            "envelope",
            "A DSSE envelope of an in-toto Statement v1 with the predicate "
            + $"`{VerificationSummary.PredicateType}`, as JSON.",
            Scalars.String.NonNull(),
            own => own.Envelope);
        summary.Field("gate", "What it says, and why.", types.Gates.Gate.NonNull(), own => own.Gate);
        summary.Field("keyId", "The key that signed it.", Scalars.String.NonNull(), own => own.KeyId.ToString());
        UnionType result = types.Builder.Union(
            "VerificationSummaryResult",
            "A summary, or why there is none.",
            summary,
            types.Errors.NotFound,
            types.Errors.Ambiguous,
            types.Errors.Invalid);
        types.Builder.Query.Field(
            "verificationSummary",
            "The gate of a model as a signed SLSA verification summary, passed or failed.",
            result.NonNull())
            .Argument("model", "The model.", types.Inputs.EntityReference.NonNull())
            .Argument("policyId", "The policy's id, as for `evaluateGate`.", Scalars.String)
            .Resolve(SummarizeAsync);
    }

    private static async Task<object> SummarizeAsync(ResolveContext context, object root)
    {
        (object answer, Entity? model) = await EvaluateAsync(
            context, context.Argument<EntityReferenceInput>("model"), context.Argument<string?>("policyId"));
        if (answer is not Gate gate)
        {
            return answer;
        }

        return VerificationSummary.Sign(gate, model!, context.State<AibomRequest>().Identity) is { } summary
            ? summary
            : new InvalidRequestError(
                $"'{Domain.FindingLimits.Cut(model!.QualifiedName)}' is known by no strong digest, so a signature "
                + "could be about nothing.",
                "SUBJECT_WITHOUT_DIGEST");
    }

    private static async Task<(object Answer, Entity? Model)> EvaluateAsync(
        ResolveContext context, EntityReferenceInput model, string? policyId)
    {
        AibomRequest request = context.State<AibomRequest>();
        if (request.Registry.Policies.Current.FindGate(policyId) is not { } policy)
        {
            return (NotFoundError.Of("policy", policyId ?? PolicySet.Default), null);
        }

        if (await request.LevelAsync(context.CancellationToken) is not { } lineage)
        {
            return (new InvalidRequestError(
                "The lineage is not as far as the journal yet; ask again.", GateCodes.Stale), null);
        }

        EntityLookup lookup = await request.Registry.Catalog.FindAsync(
            model.ToReference(), lineage, context.CancellationToken);
        if (lookup is not EntityLookup.Found(int id))
        {
            return (ErrorTypes.Of(lookup), null);
        }

        Gate gate = await request.Registry.Gates.EvaluateAsync(id, policy, lineage, context.CancellationToken);
        IReadOnlyDictionary<int, Entity> read =
            await request.Registry.Catalog.ReadAsync([id], lineage, context.CancellationToken);
        return (gate, read[id]);
    }
}

/// <summary>The coerced <c>EvaluateGateInput</c>.</summary>
internal sealed record EvaluateGateInput(EntityReferenceInput Model, string? PolicyId);
