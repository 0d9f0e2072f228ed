using System.Text;
using AiBom.Domain;

namespace AiBom.Documents.Tests.InToto;

/// <summary>Makes statements of provenance as text, and reads them as lines.</summary>
internal static class Provenance
{
    public const string MediaType = "application/vnd.in-toto+json";

    /// <summary>A Statement v1 of SLSA provenance 1.</summary>
    public static string V1(string subjects, string dependencies, string parameters = "{}") =>
        $$$$$$"""
        {"_type":"https://in-toto.io/Statement/v1","subject":[{{{{{{subjects}}}}}}],
         "predicateType":"https://slsa.dev/provenance/v1","predicate":{
          "buildDefinition":{"buildType":"https://ci.example/train/v1","externalParameters":{{{{{{parameters}}}}}},
           "resolvedDependencies":[{{{{{{dependencies}}}}}}]},
          "runDetails":{"builder":{"id":"https://ci.example/builder"},"metadata":{"invocationId":"run 7",
           "startedOn":"2026-01-25T00:00:00Z","finishedOn":"2026-01-27T00:00:00Z"}}}}
        """;

    /// <summary>A Statement v0.1 of SLSA provenance 0.2.</summary>
    public static string V02(string subjects, string materials, bool isComplete = false) =>
        $$$$$$"""
        {"_type":"https://in-toto.io/Statement/v0.1","subject":[{{{{{{subjects}}}}}}],
         "predicateType":"https://slsa.dev/provenance/v0.2","predicate":{
          "builder":{"id":"https://ci.example/builder"},"buildType":"https://ci.example/train/v1",
          "invocation":{"parameters":{}},"metadata":{"buildInvocationId":"run 7",
           "buildStartedOn":"2026-01-25T00:00:00Z","buildFinishedOn":"2026-01-27T00:00:00Z",
           "completeness":{"materials":{{{{{{(isComplete ? "true" : "false")}}}}}}}},
          "materials":[{{{{{{materials}}}}}}]}}
        """;

    public static ReadResult Read(string statement) => Read(Encoding.UTF8.GetBytes(statement));

    public static ReadResult Read(byte[] statement) =>
        DocumentReader.Read(statement, MediaType, DocumentLimits.Default);

    /// <summary>The edges by name.</summary>
    public static string Edges(ReadResult read) => string.Join('\n', Set(read).Statements.Select(edge =>
    {
        StatementSet set = read.Statements!;
        string detail = edge.Method?.ToString() ?? edge.Role?.ToString() ?? "";
        return $"{set.Entities[edge.Subject].Name} {edge.Predicate} {set.Entities[edge.Object].Name} {detail}".Trim();
    }));

    /// <summary>The entities: kind, name, package URL, digests.</summary>
    public static string Entities(ReadResult read) => string.Join('\n', Set(read).Entities.Select(entity =>
        string.Join(
            ' ',
            entity.Kind.ToString(),
            entity.QualifiedNameAndVersion(),
            entity.NormalizedUrl()?.ToString() ?? "-",
            string.Join(',', entity.Digests.Select(digest => digest.ToString()[..10]))).TrimEnd()));

    public static StatementSet Set(ReadResult read) => read.Statements
        ?? throw new InvalidOperationException($"Refused: {string.Join(", ", read.Findings)}");
}
