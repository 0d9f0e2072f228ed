using AiBom.EndToEnd.Tests.Asking;

namespace AiBom.EndToEnd.Tests.Chains;

/// <summary>The short names that the acceptance stories use for what is in the reference fixture.</summary>
internal static class FixtureNames
{
    private static readonly Dictionary<string, string> ByQualifiedName = new()
    {
        ["xenon/dashcam@1.0"] = "X10",
        ["xenon/dashcam@1.1"] = "X11",
        ["xenon/dashcam@1.2"] = "X12",
        ["yonder/street-scenes@2025.11"] = "Y",
        ["zephyr/sign-images@3"] = "Zr",
        ["zephyr/sign-images-labeled@3.1"] = "Z31",
        ["zephyr/sign-images-labeled@3.2"] = "Z32",
        ["brightlabel/z-labels@1"] = "L1",
        ["brightlabel/z-labels@2"] = "L2",
        ["aurora/sign-base@2.1.0"] = "base21",
        ["aurora/sign-base@2.2.0"] = "base22",
        ["northwind/sign-detect@1.0.0"] = "det10",
        ["northwind/sign-detect@1.1.0"] = "det11",
        ["northwind/sign-detect@1.2.0"] = "det12",
        ["northwind/sign-detect-int8@1.1.0"] = "det11q",
        ["northwind/synthetic-signs@1"] = "Syn",
        ["northwind/sign-lite@1.0.0"] = "lite",
        ["cobalt/lane-keeper@5.0"] = "lane",
        ["cobalt/road-merge@0.9"] = "merge",
        ["northwind/pedestrian@4.0.0"] = "ped",
        ["darkbox/sign-saas@2026.04"] = "saas",
    };

    private static readonly Dictionary<string, string> ByShortName =
        ByQualifiedName.ToDictionary(pair => pair.Value, pair => pair.Key);

    public static Reader Read { get; } = new(ByQualifiedName);

    /// <summary>The qualified name, which is also the alias in the chain.</summary>
    public static string Of(string shortName) => ByShortName[shortName];

    public static string[] Of(params string[] shortNames) => [.. shortNames.Select(name => Of(name))];

    /// <summary>The short name of a qualified name; what has none is called as it is.</summary>
    public static string Short(string qualifiedName) => ByQualifiedName.GetValueOrDefault(qualifiedName, qualifiedName);
}
