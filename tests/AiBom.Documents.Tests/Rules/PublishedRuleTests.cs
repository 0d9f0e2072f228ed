using System.Text.RegularExpressions;
using AiBom.Testing;

namespace AiBom.Documents.Tests.Rules;

/// <summary>The table of rules stays true.</summary>
public sealed partial class PublishedRuleTests
{
    [Fact]
    public void Every_rule_that_names_itself_on_an_edge_is_in_the_table()
    {
        string published = File.ReadAllText(Repository.At("src/AiBom.Documents/RULES.md"));
        IEnumerable<string> rules =
            from file in Directory.EnumerateFiles(
                Repository.At("src/AiBom.Documents"), "*.cs", SearchOption.AllDirectories)
            where !file.Contains("/obj/", StringComparison.Ordinal)
            from Match rule in Rule().Matches(File.ReadAllText(file))
            select rule.Groups["name"].Value;

        string[] names = [.. rules.Distinct(StringComparer.Ordinal)];
        Assert.True(names.Length > 20, "The rules are written in another way now.");
        Assert.Equal(
            "", string.Join(' ', names.Where(name => !published.Contains($"`{name}`", StringComparison.Ordinal))));
    }

    [GeneratedRegex("const string Rule = \"(?<name>[^\"]+)\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Rule();
}
