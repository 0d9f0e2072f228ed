using AiBom.GraphQL.Types;

namespace AiBom.Server.Schema;

/// <summary>Leads from other objects to the document that says so.</summary>
internal static class SubmissionFields
{
    /// <summary>Resolves the submission of a journal entry.</summary>
    public static Field<T> ResolveSubmission<T>(this Field<T> field, Func<T, long> sequenceOf)
        where T : notnull => field.Load(Loaders.Submissions, parent => sequenceOf(parent));
}
