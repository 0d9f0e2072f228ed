using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Drafts;

/// <summary>What an edge between two things is, by what they are.</summary>
internal static class Derivations
{
    /// <summary>
    /// The edge to something that went into the subject. Tools list among the ancestors what is none: the data a model
    /// was trained on, the model that made a dataset.
    /// </summary>
    public static EdgeKind EdgeOf(EntityKind subject, EntityKind source) => (subject, source) switch
    {
        (EntityKind.Model, EntityKind.Dataset) => EdgeKind.TrainedOn,
        (EntityKind.Dataset, EntityKind.Model) => EdgeKind.GeneratedWith,
        (EntityKind.Dataset, EntityKind.LabelSet) => EdgeKind.LabeledWith,
        _ => EdgeKind.DerivedFrom,
    };

    /// <summary>How something was made from several of its kind: a merge of models, a join of datasets.</summary>
    public static DerivationMethod? OfSeveral(EntityKind? kind) => kind switch
    {
        EntityKind.Model => DerivationMethod.Merge,
        EntityKind.Dataset => DerivationMethod.Join,
        _ => null,
    };

    /// <summary>What an untyped dependency between two things is read as.</summary>
    public static EdgeKind EdgeOfDependency(EntityKind subject, EntityKind source) => (subject, source) switch
    {
        (EntityKind.Model, EntityKind.Dataset) => EdgeKind.TrainedOn,
        (EntityKind.Model, EntityKind.Model) or (EntityKind.Dataset, EntityKind.Dataset) => EdgeKind.DerivedFrom,
        (EntityKind.Dataset, EntityKind.LabelSet) => EdgeKind.LabeledWith,
        (EntityKind.AiSystem, EntityKind.Model) => EdgeKind.Contains,
        _ => EdgeKind.DependsOn,
    };

    /// <summary>Adds the edge to an ancestor that the document declares.</summary>
    /// <param name="draft">The statements that are made.</param>
    /// <param name="descendant">What came from it.</param>
    /// <param name="ancestor">What it came from.</param>
    /// <param name="at">Where the edge stands.</param>
    /// <param name="rule">The rule that read it.</param>
    /// <param name="reading">What the form is where it states a derivation; elsewhere it is always a reading.</param>
    /// <param name="ofSeveral">What follows from there being several ancestors.</param>
    public static void RelateAncestor(
        StatementDraft draft,
        Entry descendant,
        Entry ancestor,
        Pointer at,
        string rule,
        Reading reading = Reading.Declared,
        DerivationMethod? ofSeveral = null)
    {
        EdgeKind edge = EdgeOf(descendant.Kind!.Value, ancestor.Kind!.Value);
        int source = ancestor.Entity!.Value;
        bool isDerivation = edge is EdgeKind.DerivedFrom;
        draft.Relate(
            descendant.Entity!.Value,
            edge,
            source,
            at,
            isDerivation ? reading : Reading.Inferred,
            rule,
            isDerivation
                ? draft.MethodsOf(descendant).Of(ancestor, draft.NameOf(source), ofSeveral)
                : null,
            edge is EdgeKind.TrainedOn ? DatasetRole.Training : null);
    }

    /// <summary>
    /// Adds the edge of an untyped dependency: between models and datasets it is a reading, elsewhere a quotation.
    /// </summary>
    public static void RelateDependency(
        StatementDraft draft,
        int subject,
        int source,
        Pointer at,
        string rule,
        DerivationMethod? method,
        DatasetRole? role)
    {
        switch (EdgeOfDependency(draft.Entities[subject].Kind, draft.Entities[source].Kind))
        {
            case EdgeKind.TrainedOn:
                DatasetRole use = role ?? DatasetRole.Training;
                draft.Relate(subject, Terms.EdgeOf(use), source, at, Reading.Inferred, rule, role: use);
                break;
            case EdgeKind.DerivedFrom:
                draft.Relate(subject, EdgeKind.DerivedFrom, source, at, Reading.Inferred, rule, method);
                break;
            case EdgeKind.DependsOn:
                draft.Relate(subject, EdgeKind.DependsOn, source, at, Reading.Declared, rule);
                break;
            case var other:
                draft.Relate(subject, other, source, at, Reading.Inferred, rule);
                break;
        }
    }
}
