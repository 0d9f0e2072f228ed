using AiBom.Server.Demo;

namespace AiBom.EndToEnd.Tests.Asking;

/// <summary>What people ask, with every field that an answer can have.</summary>
internal static class Questions
{
    public const string NewlyAffected =
        """
        subscription($advisory: String!, $includeExisting: Boolean! = false) {
          newlyAffected(advisory: $advisory, includeExisting: $includeExisting) {
            sequence
            advisory { advisoryId isOpen }
            affected {
              distance assurance entity { qualifiedName }
              path { from { qualifiedName } kind to { qualifiedName } claims { claimedBy aibom { document } } }
            }
            deployments { deployment { deploymentId owner } models { model { qualifiedName } exposure } }
          }
        }
        """;

    private const string Page = "pageInfo { hasNextPage }";

    private const string Edge =
        """
        from { qualifiedName } kind to { qualifiedName } method role assurance substantiation
        claims {
          claimedBy assurance authenticity reading pointer method role aibom { document sequence }
          evidence { kind author { organizationId } }
        }
        """;

    private const string Completeness =
        $$"""
        completeness {
          isComplete truncatedBy depthReached excludedByAssurance excludedIsAtLeast sequence
          unknownParentCount unknownParents(first: 50) { {{Page}} nodes { qualifiedName isDescribed } }
          unspecifiedCount unspecified(first: 50) { {{Page}} nodes { qualifiedName } }
        }
        """;

    private const string Exposure =
        """
        exposure
        deployment { deploymentId environment owner system }
        models { exposure model { qualifiedName } interval { from until } }
        """;

    private const string Failure = "__typename ... on RequestError { code message }";

    /// <summary>Refers to an entity by its package URL.</summary>
    public static object Reference(string alias) => new { packageUrl = $"pkg:generic/{alias}" };

    /// <summary>Refers to an entity by what its files hash to together.</summary>
    public static object Reference(ChainEntity entity) => new
    {
        digest = Domain.RootDigest.Of(entity.Files.Select(file => (file.Name, file.Digest))).ToString(),
    };

    public static Question Lineage(
        string name, object of, string direction = "UPSTREAM", string minAssurance = "ASSERTED") => new(
        name,
        $$"""
        query($of: EntityReference!, $direction: LineageDirection!, $minAssurance: Assurance!) {
          lineage(of: $of, direction: $direction, minAssurance: $minAssurance) {
            {{Failure}}
            ... on Lineage {
              nodes(first: 50) { {{Page}} nodes { distance assurance entity { id keys qualifiedName createdAt } } }
              edges(first: 50) { {{Page}} nodes { {{Edge}} } }
              {{Completeness}}
            }
          }
        }
        """,
        new { of, direction, minAssurance });

    public static Question Impact(string name, string advisory, string minAssurance = "ASSERTED") =>
        Impact(name, new { advisory, minAssurance });

    public static Question ImpactOf(string name, params object[] of) => Impact(name, new { of });

    public static Question Paths(string name, string from, string to) => new(
        name,
        $$"""
        query($from: EntityReference!, $to: EntityReference!) {
          paths(from: $from, to: $to) {
            {{Failure}}
            ... on LineagePaths { isComplete paths { assurance edges { {{Edge}} } } }
          }
        }
        """,
        new { from = Reference(from), to = Reference(to) });

    public static Question DescendsFrom(string name, string model, string ancestor) => new(
        name,
        $$"""
        query($model: EntityReference!, $ancestor: EntityReference!) {
          descendsFrom(model: $model, ancestor: $ancestor) {
            {{Failure}}
            ... on Descent {
              exposure reasons assurance via { qualifiedName } path { {{Edge}} } successorHints { {{Edge}} }
              {{Completeness}}
            }
          }
        }
        """,
        new { model = Reference(model), ancestor = Reference(ancestor) });

    public static Question LabelsBy(string name, string vendor, bool includeDelegates = true) => new(
        name,
        $$"""
        query($vendor: String!, $includeDelegates: Boolean!) {
          labelsBy(vendor: $vendor, includeDelegates: $includeDelegates, first: 50) { {{Page}} nodes { qualifiedName } }
        }
        """,
        new { vendor, includeDelegates });

    public static Question Entity(string name, object reference) => new(
        name,
        $$"""
        query($reference: EntityReference!) {
          entity(ref: $reference) {
            {{Failure}}
            ... on AmbiguousError { candidates { id } }
            ... on Entity {
              id qualifiedName keys isDescribed createdAt conflicts { isChosen candidate { id qualifiedName keys } }
            }
            ... on ModelVersion { ancestorsCompleteness trainingDataCompleteness files { name digests status } }
          }
        }
        """,
        new { reference });

    public static Question Models(string name) => new(
        name,
        $$"""{ entities(kind: MODEL, first: 50) { {{Page}} nodes { id qualifiedName keys isDescribed } } }""");

    public static Question ArtifactsByDigest(string name, string digest) => new(
        name,
        "query($digest: String!) { artifactsByDigest(digest: $digest) { file entity { qualifiedName } } }",
        new { digest });

    private static Question Impact(string name, object variables) => new(
        name,
        $$"""
        query($advisory: String, $of: [EntityReference!], $minAssurance: Assurance! = ASSERTED) {
          impact(advisory: $advisory, of: $of, minAssurance: $minAssurance) {
            {{Failure}}
            ... on Impact {
              at resultDigest warnings
              seeds { qualifiedName }
              affected(first: 50) { {{Page}} nodes { distance assurance entity { qualifiedName } path { {{Edge}} } } }
              possiblyAffected(first: 50) {
                {{Page}} nodes { reasons createdBeforeSeed entity { qualifiedName } via { qualifiedName } }
              }
              evaluationOnly(first: 50) { {{Page}} nodes { {{Edge}} } }
              successorHints(first: 50) { {{Page}} nodes { {{Edge}} } }
              excludedByAssurance(first: 50) { {{Page}} nodes { qualifiedName } }
              deployments(first: 50) { {{Page}} nodes { {{Exposure}} } }
              possiblyAffectedDeployments(first: 50) { {{Page}} nodes { {{Exposure}} } }
              notAffectedDeployments(first: 50) { {{Page}} nodes { {{Exposure}} } }
              pastExposure(first: 50) {
                {{Page}} nodes { from until model { qualifiedName } deployment { deploymentId } }
              }
              systems {
                system exposure
                affectedBy { qualifiedName } possiblyAffectedBy { qualifiedName } unaffected { qualifiedName }
              }
              owners {
                owner
                affected { deployment { deploymentId } }
                possiblyAffected { deployment { deploymentId } }
              }
              {{Completeness}}
            }
          }
        }
        """,
        variables);
}
