using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;
using AiBom.Registry.Catalog;
using AiBom.Registry.Identity;
using AiBom.Storage.Reads;

namespace AiBom.Server.Schema;

/// <summary><c>assertSameAs</c> and <c>retractSameAs</c>.</summary>
internal static class IdentityMutations
{
    public static void Declare(SchemaTypes types)
    {
        UnionType assertion = types.Builder.Union(
            "AssertSameAsResult",
            "The statement, or why nothing was recorded.",
            types.SameAs.Type,
            types.Errors.NotFound,
            types.Errors.Ambiguous,
            types.Errors.Invalid);
        types.Builder.Mutation.Field(
            "assertSameAs",
            "Says that two things are one: an asserted statement of the caller's, which counts in incident questions "
            + "and proves nothing. Refused as `IDENTITY_CONFLICT` where their bytes or kinds are recorded as others.",
            assertion.NonNull())
            .Argument("input", "The two, and how you know.", types.Builder
                .InputObject("AssertSameAsInput", "Two things that are one.")
                .Field("one", "The one.", types.Inputs.EntityReference.NonNull())
                .Field("other", "The other.", types.Inputs.EntityReference.NonNull())
                .Field("reason", "How you know.", Scalars.String.NonNull())
                .NonNull())
            .Resolve(AssertAsync);
        UnionType retraction = types.Builder.Union(
            "RetractSameAsResult",
            "The statement as it was taken back, or why nothing was recorded.",
            types.SameAs.Type,
            types.Errors.NotFound,
            types.Errors.Invalid);
        types.Builder.Mutation.Field(
            "retractSameAs",
            "Takes back what the caller said of two things; what only that joined is apart again. What others or "
            + "documents say is theirs: `NOT_YOURS`.",
            retraction.NonNull())
            .Argument("input", "The two, as they were asserted, and why.", types.Builder
                .InputObject("RetractSameAsInput", "Two things that the caller no longer says are one.")
                .Field("one", "The one.", types.Inputs.EntityReference.NonNull())
                .Field("other", "The other.", types.Inputs.EntityReference.NonNull())
                .Field("reason", "Why.", Scalars.String.NonNull())
                .NonNull())
            .Resolve(RetractAsync);
    }

    private static async Task<object> AssertAsync(ResolveContext context, object root)
    {
        AibomRequest request = context.State<AibomRequest>();
        SameAsInput input = context.Argument<SameAsInput>("input");
        SameAsAssertion assertion = await request.Registry.Identities.AssertAsync(
            input.ToCommand(), request.Actor, context.CancellationToken);
        request.SeeOwnWrite();
        return assertion switch
        {
            SameAsAssertion.Unclear(EntityLookup lookup) => ErrorTypes.Of(lookup),
            SameAsAssertion.Conflict(string problem) => new InvalidRequestError(problem, "IDENTITY_CONFLICT"),
            SameAsAssertion.Invalid(string problem) => new InvalidRequestError(problem),
            SameAsAssertion.Asserted(SameAsRecord said) => said,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static async Task<object> RetractAsync(ResolveContext context, object root)
    {
        AibomRequest request = context.State<AibomRequest>();
        SameAsInput input = context.Argument<SameAsInput>("input");
        SameAsRetraction retraction = await request.Registry.Identities.RetractAsync(
            input.ToCommand(), request.Actor, context.CancellationToken);
        request.SeeOwnWrite();
        return retraction switch
        {
            SameAsRetraction.Unknown(EntityReference one, EntityReference other) =>
                NotFoundError.Of("word of yours that two things are one:", $"{one} = {other}"),
            SameAsRetraction.Foreign(SameAsRecord said) => new InvalidRequestError(
                $"'{Domain.FindingLimits.Cut(said.Claimant)}' says so ({said.Rule}), and you do not.", "NOT_YOURS"),
            SameAsRetraction.Invalid(string problem) => new InvalidRequestError(problem),
            SameAsRetraction.Retracted(SameAsRecord said) => said,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}

/// <summary>The coerced <c>AssertSameAsInput</c> and <c>RetractSameAsInput</c>.</summary>
internal sealed record SameAsInput(EntityReferenceInput One, EntityReferenceInput Other, string Reason)
{
    public SameAsCommand ToCommand() => new(One.ToReference(), Other.ToReference(), Reason);
}
