using AiBom.GraphQL.Types;
using AiBom.Storage.Reads;

namespace AiBom.Server.Schema;

/// <summary>Leads from other objects to the document that says so.</summary>
internal static class SubmissionFields
{
    /// <summary>Resolves the submission of a journal entry.</summary>
    public static Field<T> ResolveSubmission<T>(this Field<T> field, Func<T, long> sequenceOf)
        where T : notnull => field.ResolveBatch(async (context, parents) =>
        {
            IReadOnlyDictionary<long, SubmissionRecord> submissions = await context.State<AibomRequest>().Registry.Store
                .Reads.Submissions.BySequenceAsync(parents.Select(sequenceOf).Distinct(), context.CancellationToken);
            return parents.Select(parent => submissions.GetValueOrDefault(sequenceOf(parent))).ToArray();
        });
}
