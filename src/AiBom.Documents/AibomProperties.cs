namespace AiBom.Documents;

/// <summary>
/// The names of our property taxonomy, for what CycloneDX has no field for. <c>schemas/aibom-properties.md</c>
/// publishes them with their values; the same names serve SPDX's <c>extension_CdxPropertiesExtension</c>.
/// </summary>
public static class AibomProperties
{
    /// <summary>What a component is, where its type cannot say: <c>LABEL_SET</c>.</summary>
    public const string ComponentKind = "aibom:component:kind";

    /// <summary>When it was made (RFC 3339), where release notes have no place for it.</summary>
    public const string Created = "aibom:created";

    /// <summary>On an ancestor, or on the component for all of its ancestors: a derivation method.</summary>
    public const string DerivationMethod = "aibom:derivation:method";

    /// <summary>
    /// On a dataset: a dataset role. Followed by <c>:</c> and a bom-ref, in a model card: the role of that dataset.
    /// </summary>
    public const string DatasetRole = "aibom:dataset:role";

    /// <summary>On a dataset, repeatable: the bom-ref of a label set that it carries.</summary>
    public const string DatasetLabelSet = "aibom:dataset:label-set";

    /// <summary>On a dataset, repeatable: the bom-ref of a model that made rows or labels of it.</summary>
    public const string DatasetGeneratedWith = "aibom:dataset:generated-with";

    /// <summary>On a label set, repeatable: who made the labels.</summary>
    public const string LabelingVendor = "aibom:labeling:vendor";

    /// <summary>On a label set, repeatable: in whose name the vendor worked.</summary>
    public const string LabelingOnBehalfOf = "aibom:labeling:on-behalf-of";

    /// <summary>On a label set: when the labelling began (RFC 3339).</summary>
    public const string LabelingFrom = "aibom:labeling:from";

    /// <summary>On a label set: when it ended (RFC 3339).</summary>
    public const string LabelingUntil = "aibom:labeling:until";

    /// <summary>On a participant's update, repeatable: who trained it.</summary>
    public const string FederatedParticipant = "aibom:federated:participant";

    /// <summary>On a model whose ancestors are updates: how they were aggregated, in any words.</summary>
    public const string FederatedAggregation = "aibom:federated:aggregation";

    /// <summary>Repeatable: the bom-ref or package URL of what it replaces.</summary>
    public const string Supersedes = "aibom:supersedes";

    /// <summary>How complete its ancestors are listed.</summary>
    public const string CompletenessAncestors = "aibom:completeness:ancestors";

    /// <summary>How complete its training data are listed.</summary>
    public const string CompletenessTrainingData = "aibom:completeness:training-data";

    /// <summary>How complete its label sets are listed.</summary>
    public const string CompletenessLabels = "aibom:completeness:labels";

    /// <summary>On a written lineage: the journal entry up to which the author's record was read.</summary>
    public const string ExportAsOf = "aibom:export:as-of";

    /// <summary>On a written lineage: whether nothing of what was asked for is left out.</summary>
    public const string ExportComplete = "aibom:export:complete";

    /// <summary>On a written lineage: what cut it.</summary>
    public const string ExportTruncatedBy = "aibom:export:truncated-by";

    /// <summary>On a written lineage: how many edges a demand for assurance left out.</summary>
    public const string ExportExcludedByAssurance = "aibom:export:excluded-by-assurance";

    /// <summary>On a dependent, repeatable: an edge that is left out, and why.</summary>
    public const string ExportLeftOut = "aibom:export:left-out";

    /// <summary>
    /// On a dependent, followed by edge and source, or on a relationship: how far the author found it proved.
    /// </summary>
    public const string ExportAssurance = "aibom:export:assurance";

    /// <summary>
    /// As the assurance, repeatable: how far somebody's claim was proved, how derived, and who claims it.
    /// </summary>
    public const string ExportClaim = "aibom:export:claim";

    /// <summary>On a written thing, repeatable: a digest whose function the format has no name for.</summary>
    public const string ExportDigest = "aibom:export:digest";

    /// <summary>In provenance and events, repeatable: who made it.</summary>
    public const string Producer = "aibom:producer";

    /// <summary>In provenance and events, repeatable: who delivers it.</summary>
    public const string Supplier = "aibom:supplier";

    /// <summary>In provenance and events, repeatable: to whom it was given.</summary>
    public const string Recipient = "aibom:recipient";

    /// <summary>In provenance: the files that it consists of, as resource descriptors with name and digest.</summary>
    public const string Files = "aibom:files";

    /// <summary>In events: its package URL.</summary>
    public const string PackageUrl = "aibom:purl";

    /// <summary>In events: its digests, as an in-toto DigestSet.</summary>
    public const string Digest = "aibom:digest";
}
