using AiBom.Domain;

namespace AiBom.Documents.Drafts.Rules;

/// <summary>
/// Datasets as a property of a model or of its card: <c>datasets</c>, <c>trainedOnDatasets</c> and their like. A piece
/// with a blank in it is taken for prose and no name.
/// </summary>
internal static class DatasetNames
{
    private const string Rule = "tools:dataset-name";

    private static readonly (string Property, DatasetRole Role)[] Names =
    [
        ("datasets", DatasetRole.Training),
        ("dataset", DatasetRole.Training),
        ("training_datasets", DatasetRole.Training),
        ("trainingDatasets", DatasetRole.Training),
        ("trainedOnDatasets", DatasetRole.Training),
        ("testedOnDatasets", DatasetRole.Testing),
    ];

    public static IEnumerable<NamedSource> Of(Entry model) =>
        from known in Names
        from property in model.Named(known.Property)
        from name in NamedSource.NamesIn(property.Value)
        where !name.Any(char.IsWhiteSpace)
        select new NamedSource(name, property.At, Rule) { Role = known.Role };
}
