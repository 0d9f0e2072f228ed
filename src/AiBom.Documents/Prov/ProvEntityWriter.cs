using System.Text.Json;
using AiBom.Documents.Drafts;
using AiBom.Documents.Writing;
using AiBom.Domain;

namespace AiBom.Documents.Prov;

/// <summary>Writes the things of a lineage, and the activities that made them or used them.</summary>
internal sealed class ProvEntityWriter
{
    private readonly LineageDocument document;
    private readonly Utf8JsonWriter json;
    private readonly ILookup<int, LeftOutEdge> leftOut;
    private readonly ILookup<int, LineageStatement> training;
    private readonly ILookup<int, LineageStatement> testing;

    public ProvEntityWriter(LineageDocument document, Utf8JsonWriter json)
    {
        this.document = document;
        this.json = json;
        leftOut = document.LeftOut.ToLookup(own => own.Edge.Subject);
        training = document.Edges.Where(edge => edge.Kind is EdgeKind.TrainedOn).ToLookup(edge => edge.Subject);
        testing = document.Edges.Where(edge => edge.Kind is EdgeKind.TestedOn).ToLookup(edge => edge.Subject);
        Labeled =
        [
            .. Enumerable.Range(0, document.Entities.Length).Where(entity => document.Entities[entity] is
            {
                Kind: EntityKind.LabelSet,
            }),
        ];
    }

    /// <summary>The label sets: each was made by a labelling.</summary>
    public int[] Labeled { get; }

    public static string IdOf(int entity) => ProvWriter.Number("lineage:e", entity);

    public static string LabelingOf(int entity) => ProvWriter.Number("lineage:labeling", entity);

    public void WriteType(string qualifiedName)
    {
        json.WriteStartObject("prov:type");
        json.WriteString("$", qualifiedName);
        json.WriteString("type", "prov:QUALIFIED_NAME");
        json.WriteEndObject();
    }

    public void Write(int entity)
    {
        DeclaredEntity declared = document.Entities[entity];
        json.WriteStartObject(IdOf(entity));
        WriteType($"aibom:{declared.Kind}");
        json.WriteText("prov:label", declared.QualifiedNameAndVersion());
        json.WriteText("aibom:version", declared.Version);
        json.WriteText("aibom:package-url", declared.PackageUrl);
        json.WriteText("aibom:description", declared.Description);
        json.WriteTexts("aibom:digest", [.. declared.Digests.Select(digest => digest.ToString())]);
        foreach (CompletenessClaim claim in declared.Completeness.DistinctBy(claim => claim.Relation))
        {
            json.WriteString(
                OwnProperties.Relations.First(pair => pair.Relation == claim.Relation).Property,
                Terms.Own(claim.Completeness));
        }

        json.WriteTexts(
            AibomProperties.ExportLeftOut,
            [.. leftOut[entity].Select(own => OwnFacts.Of(own, IdOf(own.Edge.Object)).Value)]);
        json.WriteEndObject();
    }

    public IEnumerable<Action> Activities()
    {
        foreach (int model in training.Select(group => group.Key))
        {
            yield return () => WriteActivity(TrainingOf(model), "aibom:Training");
        }

        foreach (int model in testing.Select(group => group.Key))
        {
            yield return () => WriteActivity(TestingOf(model), "aibom:Testing");
        }

        foreach (int labels in Labeled)
        {
            DeclaredEntity declared = document.Entities[labels];
            yield return () =>
                WriteActivity(LabelingOf(labels), "aibom:Labeling", declared.LabeledFrom, declared.LabeledUntil);
        }
    }

    /// <summary>How each thing came to be: an entity is generated once (PROV constraint 24).</summary>
    public IEnumerable<Action> Generations()
    {
        for (int entity = 0; entity < document.Entities.Length; entity++)
        {
            DeclaredEntity declared = document.Entities[entity];
            string? activity = 0 switch
            {
                _ when declared.Kind is EntityKind.LabelSet => LabelingOf(entity),
                _ when training.Contains(entity) => TrainingOf(entity),
                _ => null,
            };
            if (activity is not null || declared.Created is not null)
            {
                string id = IdOf(entity);
                yield return () =>
                {
                    json.WriteString("prov:entity", id);
                    json.WriteText("prov:activity", activity);
                    json.WriteText("prov:time", declared.Created?.ToCanonicalText());
                };
            }
        }
    }

    public IEnumerable<Action> Usages()
    {
        foreach (LineageStatement edge in training.SelectMany(group => group))
        {
            yield return () => WriteUsage(TrainingOf(edge.Subject), edge.Object, Terms.Own(edge.Role!.Value));
        }

        foreach (IGrouping<int, LineageStatement> tests in testing)
        {
            yield return () => WriteUsage(TestingOf(tests.Key), tests.Key, role: null);
            foreach (LineageStatement edge in tests)
            {
                yield return () => WriteUsage(TestingOf(tests.Key), edge.Object, Terms.Own(edge.Role!.Value));
            }
        }
    }

    private static string TrainingOf(int entity) => ProvWriter.Number("lineage:training", entity);

    private static string TestingOf(int entity) => ProvWriter.Number("lineage:testing", entity);

    private void WriteUsage(string activity, int entity, string? role)
    {
        json.WriteString("prov:activity", activity);
        json.WriteString("prov:entity", IdOf(entity));
        json.WriteText("prov:role", role);
    }

    private void WriteActivity(string id, string type, DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        json.WriteStartObject(id);
        WriteType(type);
        json.WriteText("prov:startTime", from?.ToCanonicalText());
        json.WriteText("prov:endTime", until?.ToCanonicalText());
        json.WriteEndObject();
    }
}
