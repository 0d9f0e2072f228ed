namespace AiBom.Testing.Versions;

/// <summary>
/// Five versions of one application's bill of materials, the fourth in SPDX, and what a person would say of each step.
/// </summary>
public static class FiveVersions
{
    private const string Arrow = " -> ";

    /// <summary>The bytes of a version, from 1 to 5.</summary>
    public static byte[] Document(int version) => File.ReadAllBytes(PathOf(version));

    /// <summary>Where a version lies.</summary>
    public static string PathOf(int version) => At($"{version}.{(IsSpdx(version) ? "spdx" : "cdx")}.json");

    /// <summary>The media type of a version.</summary>
    public static string MediaTypeOf(int version) =>
        IsSpdx(version) ? "application/spdx+json" : "application/vnd.cyclonedx+json";

    /// <summary>The pairs of versions of which something was written down.</summary>
    public static IEnumerable<(int From, int To)> Steps => Expected.Select(step => (step.From, step.To));

    /// <summary>What a person would say, in ordinal order.</summary>
    public static string[] Sentences(int from, int to) =>
        [.. Expected.Single(step => step.From == from && step.To == to).Sentences.Order(StringComparer.Ordinal)];

    private static IEnumerable<(int From, int To, string[] Sentences)> Expected =>
        from block in File.ReadAllText(At("expected.txt")).Split("\n\n").Skip(1)
        let lines = block.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        let step = lines[0].Split(Arrow)
        select (int.Parse(step[0], null), int.Parse(step[1], null), lines[1..]);

    private static bool IsSpdx(int version) => version == 4;

    private static string At(string name) => Repository.At($"tests/AiBom.Testing/Versions/{name}");
}
