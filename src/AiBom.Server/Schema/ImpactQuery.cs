using AiBom.Domain;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;
using AiBom.Lineage;
using AiBom.Registry.Catalog;
using AiBom.Registry.Incidents;

namespace AiBom.Server.Schema;

/// <summary><c>impact</c>: the incident question, for an advisory or, as a dry question, for anything.</summary>
internal static class ImpactQuery
{
    /// <summary>The most things that one dry question may be about.</summary>
    private const int MaxSeeds = 1_000;

    public static void Declare(SchemaTypes types)
    {
        UnionType result = types.Builder.Union(
            "ImpactResult",
            "An impact, or why there is none.",
            types.Impact.Impact,
            types.Errors.NotFound,
            types.Errors.Ambiguous,
            types.Errors.Invalid);
        types.Builder.Query.Field(
            "impact",
            "What a compromise means: what is affected, by which path and on whose word, what runs it, "
            + "and who has to act.",
            result.NonNull())
            .Argument(
                "advisory",
                "The number of an advisory, such as `ADV-1`; its subjects are the compromised.",
                Scalars.String)
            .Argument(
                "of",
                "What would be compromised: a question without an advisory, which records nothing.",
                types.Inputs.EntityReference.NonNull().List())
            .Argument(
                "minAssurance",
                "The least assurance of an edge. Anything above ASSERTED may hide what is affected, "
                + "and the answer says so.",
                types.Enums.Assurance.NonNull(),
                Assurance.Asserted)
            .Argument(
                "environments",
                "The environments that count; absent for all.",
                types.Enums.Environment.NonNull().List())
            .Argument("at", "The instant at which \"active\" is meant; now where it is absent.", Scalars.DateTime)
            .Argument(
                "treatUnspecifiedAsUnknown",
                "Whether a lineage of which nothing was said counts as declared unknown.",
                Scalars.Boolean.NonNull(),
                false)
            .Argument(
                "includeContainment",
                "Whether what contains an affected part is affected.",
                Scalars.Boolean.NonNull(),
                false)
            .Argument(
                "includeTooling",
                "Whether what needed an affected library or tool is affected.",
                Scalars.Boolean.NonNull(),
                false)
            .Resolve(ImpactAsync);
    }

    private static async Task<object> ImpactAsync(ResolveContext context, object root)
    {
        AibomRequest request = context.State<AibomRequest>();
        (IReadOnlyCollection<int> seeds, RequestError? error) = await SeedsAsync(context, request);
        if (error is not null)
        {
            return error;
        }

        return await request.Registry.Impact.AssessAsync(
            seeds,
            new ImpactOptions
            {
                MinAssurance = context.Argument<Assurance>("minAssurance"),
                TreatUnspecifiedAsUnknown = context.Argument<bool>("treatUnspecifiedAsUnknown"),
                IncludeContainment = context.Argument<bool>("includeContainment"),
                IncludeTooling = context.Argument<bool>("includeTooling"),
                Budget = new TraversalBudget { Deadline = context.CancellationToken },
            },
            context.Argument<DeploymentEnvironment[]?>("environments") ?? [],
            context.Argument<DateTimeOffset?>("at") ?? request.Registry.Clock.GetUtcNow(),
            request.Lineage,
            context.CancellationToken);
    }

    private static async Task<(IReadOnlyCollection<int> Seeds, RequestError? Error)> SeedsAsync(
        ResolveContext context, AibomRequest request)
    {
        string? advisory = context.Argument<string?>("advisory");
        EntityReferenceInput[]? of = context.Argument<EntityReferenceInput[]?>("of");
        return (advisory, of) switch
        {
            ({ } id, null) => await OfAdvisoryAsync(context, request, id),
            (null, { Length: > 0 and <= MaxSeeds }) => await OfReferencesAsync(context, request, of),
            _ => ([], new InvalidRequestError(
                $"Give either 'advisory' or 'of' with 1 to {MaxSeeds} references.")),
        };
    }

    private static async Task<(IReadOnlyCollection<int>, RequestError?)> OfAdvisoryAsync(
        ResolveContext context, AibomRequest request, string id)
    {
        AdvisorySubjects subjects = await request.Registry.Advisories.SubjectsAsync(
            id, request.Lineage, context.CancellationToken);
        return subjects is AdvisorySubjects.Known(_, var ids) ? (ids, null) : ([], ErrorTypes.Of(subjects));
    }

    private static async Task<(IReadOnlyCollection<int>, RequestError?)> OfReferencesAsync(
        ResolveContext context, AibomRequest request, EntityReferenceInput[] references)
    {
        var seeds = new List<int>();
        foreach (EntityReferenceInput reference in references)
        {
            EntityLookup lookup = await request.FindAsync(reference.ToReference(), context.CancellationToken);
            if (lookup is not EntityLookup.Found(int id))
            {
                return ([], ErrorTypes.Of(lookup));
            }

            seeds.Add(id);
        }

        return (seeds, null);
    }
}
