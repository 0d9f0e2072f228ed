using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Documents.Drafts;

/// <summary>What the properties of our taxonomy (<see cref="AibomProperties"/>) say of one thing.</summary>
internal static class OwnProperties
{
    /// <summary>
    /// The method of one of several ancestors of which nobody said how: no merge and no join is read.
    /// </summary>
    public const string NoMethod = "NOT_STATED";

    /// <summary>The property by which each relation's completeness is said.</summary>
    public static readonly ImmutableArray<(CompletenessRelation Relation, string Property)> Relations =
    [
        (CompletenessRelation.Ancestors, AibomProperties.CompletenessAncestors),
        (CompletenessRelation.TrainingData, AibomProperties.CompletenessTrainingData),
        (CompletenessRelation.Labels, AibomProperties.CompletenessLabels),
    ];

    private static readonly (string Property, OrganizationRole Role)[] OrganizationsOf =
    [
        (AibomProperties.LabelingVendor, OrganizationRole.LabelingVendor),
        (AibomProperties.LabelingOnBehalfOf, OrganizationRole.LabelingPrincipal),
        (AibomProperties.FederatedParticipant, OrganizationRole.Producer),
    ];

    /// <summary>What was made of data: labels, where our property says so.</summary>
    public static EntityKind KindOfData(Entry entry) =>
        IsOfKind(entry, EntityKind.LabelSet) ? EntityKind.LabelSet : EntityKind.Dataset;

    /// <summary>Whether our property says that it is of a kind for which its format has no word.</summary>
    public static bool IsOfKind(Entry entry, EntityKind kind) =>
        entry.Properties[AibomProperties.ComponentKind].Any(own => Terms.Own<EntityKind>(own.Value) == kind);

    /// <summary>When it was made.</summary>
    public static DateTimeOffset? Created(Entry entry, Report report) =>
        Instant.OfProperty(entry, AibomProperties.Created, report);

    /// <summary>How complete its relations are said to be.</summary>
    public static ImmutableArray<CompletenessClaim> Completeness(Entry entry, StatementDraft draft)
    {
        if (entry.Properties.IsEmpty)
        {
            return [];
        }

        List<CompletenessClaim>? claims = null;
        foreach ((CompletenessRelation relation, string name) in Relations)
        {
            if (entry.First(name) is { } property && draft.ValueOf<Completeness>(property) is { } completeness)
            {
                (claims ??= []).Add(new CompletenessClaim(relation, completeness, property.At.ToString()));
            }
        }

        return claims is null ? [] : [.. claims];
    }

    /// <summary>When its labels were made, from when until when.</summary>
    public static (DateTimeOffset? From, DateTimeOffset? Until) Labeled(Entry entry, Report report) => (
        Instant.OfProperty(entry, AibomProperties.LabelingFrom, report),
        Instant.OfProperty(entry, AibomProperties.LabelingUntil, report, isEnd: true));

    /// <summary>Who made its labels, and in whose name; whose update it is.</summary>
    public static IEnumerable<OrganizationClaim> Organizations(Entry entry) =>
        OrganizationsOf.Any(known => entry.First(known.Property) is not null)
            ? OrganizationsOf.SelectMany(known => Organizations(entry, known.Property, known.Role))
            : [];

    /// <summary>Whether the properties say that nobody said how it was derived.</summary>
    public static bool SaysNoMethod(PropertyList properties) =>
        properties.First(AibomProperties.DerivationMethod)?.Value is NoMethod;

    /// <summary>Who made it, delivers it, or was given it, where the format has no place for that.</summary>
    public static IEnumerable<OrganizationClaim> Parties(Entry entry) =>
        Organizations(entry, AibomProperties.Producer, OrganizationRole.Producer)
            .Concat(Organizations(entry, AibomProperties.Supplier, OrganizationRole.Supplier))
            .Concat(Organizations(entry, AibomProperties.Recipient, OrganizationRole.Recipient));

    /// <summary>In whose name a document about it speaks: who made it, else who delivers it.</summary>
    public static string? MakerOf(DeclaredEntity entity) =>
        entity.Organizations.FirstOrDefault(claim => claim.Role is OrganizationRole.Producer)?.Name
        ?? entity.Organizations.FirstOrDefault(claim => claim.Role is OrganizationRole.Supplier)?.Name;

    /// <summary>What it is, where our property says so; another value is a finding.</summary>
    public static EntityKind? Kind(Entry entry, StatementDraft draft) =>
        entry.First(AibomProperties.ComponentKind) is { } property ? draft.ValueOf<EntityKind>(property) : null;

    /// <summary>How it was derived, or what is derived from it in this document.</summary>
    public static DerivationMethod? Method(Entry entry, StatementDraft draft) =>
        entry.First(AibomProperties.DerivationMethod) is { } property
            ? draft.ValueOf<DerivationMethod>(property)
            : null;

    /// <summary>The dataset roles that properties state.</summary>
    public static DatasetRole[] Roles(IEnumerable<Property> properties, StatementDraft draft) =>
        [.. properties.Select(draft.ValueOf<DatasetRole>).OfType<DatasetRole>().Distinct()];

    private static IEnumerable<OrganizationClaim> Organizations(Entry entry, string name, OrganizationRole role) =>
        entry.Properties[name].Select(property => new OrganizationClaim(role, property.Value, property.At.ToString()));
}
