using AiBom.Domain;

namespace AiBom.Documents.Drafts.Rules;

/// <summary>
/// Our properties of federated training. A component with a participant is that participant's update: it came from the
/// round's model by local training, and what lists it among its ancestors came from it by aggregation, as does a model
/// that names its aggregation from all of its ancestors.
/// </summary>
internal static class FederatedUpdates
{
    public static DerivationMethod? Of(Entry descendant, Entry? ancestor)
    {
        if (IsUpdate(descendant))
        {
            return DerivationMethod.LocalTraining;
        }

        return (ancestor is not null && IsUpdate(ancestor))
            || descendant.First(AibomProperties.FederatedAggregation) is not null
                ? DerivationMethod.FederatedAggregation
                : null;
    }

    private static bool IsUpdate(Entry entry) => entry.First(AibomProperties.FederatedParticipant) is not null;
}
