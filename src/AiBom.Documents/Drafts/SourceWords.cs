using AiBom.Documents.Drafts.Rules;
using AiBom.Domain;

namespace AiBom.Documents.Drafts;

/// <summary>
/// What a thing says of itself as the source of edges. Any number of edges may lead to it, so it is read once.
/// </summary>
internal sealed class SourceWords(Entry source, StatementDraft draft)
{
    private readonly Lazy<DerivationMethod?> method = new(() => OwnProperties.Method(source, draft));
    private readonly Lazy<DerivationMethod?> relation = new(() => RelationProperties.OfBase(source));
    private readonly Lazy<DatasetRole[]> roles =
        new(() => OwnProperties.Roles(source.Properties[AibomProperties.DatasetRole], draft));

    private readonly Lazy<DatasetRole[]> worded = new(() => DatasetWords.RolesOf(source, draft));

    /// <summary>Whether it says that nobody said how what came from it was derived.</summary>
    public bool SaysNoMethod { get; } = OwnProperties.SaysNoMethod(source.Properties);

    /// <summary>How what came from it was derived, in a property of ours.</summary>
    public DerivationMethod? Method => method.Value;

    /// <summary>How what depends on it was derived, in a tool's property.</summary>
    public DerivationMethod? Relation => relation.Value;

    /// <summary>What it was used for, in properties of ours.</summary>
    public DatasetRole[] Roles => roles.Value;

    /// <summary>What it was used for, in words beside it.</summary>
    public DatasetRole[] WordedRoles => worded.Value;

    /// <summary>The first of its worded roles; of several uses the one that taints.</summary>
    public DatasetRole? WordedRole => WordedRoles.Length == 0 ? null : WordedRoles.Min();
}
