using System.Xml.Linq;
using AiBom.Testing;

namespace AiBom.Tidy.Tests;

/// <summary>The arrows between projects, and who may know what of the world.</summary>
public sealed class ProjectTests
{
    private static readonly Dictionary<string, string[]> Arrows = new(StringComparer.Ordinal)
    {
        ["AiBom.Domain"] = [],
        ["AiBom.Documents"] = ["AiBom.Domain"],
        ["AiBom.Verification"] = ["AiBom.Domain"],
        ["AiBom.Lineage"] = ["AiBom.Domain"],
        ["AiBom.Storage"] = ["AiBom.Domain"],
        ["AiBom.GraphQL"] = [],
        ["AiBom.GraphQL.Http"] = ["AiBom.GraphQL"],
        ["AiBom.Registry"] =
            ["AiBom.Documents", "AiBom.Domain", "AiBom.Lineage", "AiBom.Storage", "AiBom.Verification"],
        ["AiBom.Server"] = ["AiBom.GraphQL.Http", "AiBom.Registry"],
        ["Microsoft.SqlServer.Server"] = [],
        ["AiBom.Cli"] = ["AiBom.Documents", "AiBom.Domain", "AiBom.Verification"],
    };

    [Fact]
    public void A_project_refers_to_those_that_the_design_lets_it_and_to_no_other()
    {
        foreach (SourceFile project in SourceTree.Projects.Where(project => project.IsUnder("src")))
        {
            string[] referred = [.. References(project, "ProjectReference").Order(StringComparer.Ordinal)];

            Assert.True(Arrows.TryGetValue(project.Name, out string[]? allowed), $"No arrows are drawn for {project}.");
            Assert.Equal(allowed, referred);
        }
    }

    [Theory]
    [InlineData("Microsoft.EntityFrameworkCore", "AiBom.Storage")]
    [InlineData("Azure.", "AiBom.Storage")]
    [InlineData("Microsoft.AspNetCore", "AiBom.Server AiBom.GraphQL.Http")]
    [InlineData("System.Security.Cryptography.X509Certificates", "AiBom.Verification")]
    public void A_namespace_is_used_only_where_the_design_puts_it(string space, string projects)
    {
        string[] allowed = projects.Split(' ');
        IEnumerable<string> trespassers = SourceTree.Source
            .Where(file => !allowed.Contains(file.Project, StringComparer.Ordinal))
            .Where(file => file.Lines().Any(line => line.Contains($"using {space}", StringComparison.Ordinal)))
            .Select(file => file.Path);

        Offenders.None(trespassers);
    }

    [Fact]
    public void Only_storage_has_packages_of_entity_framework_and_only_the_http_projects_the_web_framework()
    {
        foreach (SourceFile project in SourceTree.Projects.Where(project => project.IsUnder("src")))
        {
            bool hasStore = References(project, "PackageReference")
                .Any(package => package.Contains("EntityFrameworkCore", StringComparison.Ordinal));
            bool hasWeb = project.Text().Contains("Microsoft.NET.Sdk.Web", StringComparison.Ordinal)
                || References(project, "FrameworkReference").Any();

            Assert.True(!hasStore || project.Name is "AiBom.Storage", $"{project} refers to Entity Framework Core.");
            Assert.True(
                !hasWeb || project.Name is "AiBom.Server" or "AiBom.GraphQL.Http", $"{project} refers to the web.");
        }
    }

    [Fact]
    public void Only_verification_handles_keys()
    {
        string[] types = ["ECDsa", "RSA", "AsymmetricAlgorithm"];
        IEnumerable<string> trespassers = SourceTree.Source
            .Where(file => file.Project is not "AiBom.Verification")
            .Where(file => types.Any(type => file.Text().Contains($"{type}.Create", StringComparison.Ordinal)))
            .Select(file => file.Path);

        Offenders.None(trespassers);
    }

    [Fact]
    public void A_test_project_mirrors_a_project()
    {
        string[] own = ["AiBom.Benchmarks", "AiBom.EndToEnd.Tests", "AiBom.Testing", "AiBom.Tidy.Tests"];
        HashSet<string> projects = [.. SourceTree.Projects.Select(project => project.Name)];

        Assert.All(
            SourceTree.Projects.Where(project => project.IsUnder("tests")).Select(project => project.Name).Except(own),
            name => Assert.Contains(name[..^".Tests".Length], projects));
    }

    [Fact]
    public void Every_project_with_content_says_in_at_most_thirty_lines_what_it_is_for()
    {
        foreach (string project in SourceTree.Source.Select(file => file.Project).Distinct(StringComparer.Ordinal))
        {
            string readme = Repository.At($"src/{project}/README.md");

            Assert.True(File.Exists(readme), $"{project} has no README.md.");
            Assert.InRange(File.ReadAllLines(readme).Length, 3, 30);
        }
    }

    private static IEnumerable<string> References(SourceFile project, string kind) => XDocument
        .Load(Repository.At(project.Path))
        .Descendants(kind)
        .Select(reference => (string?)reference.Attribute("Include") ?? "")
        .Select(include => kind is "ProjectReference" ? Path.GetFileNameWithoutExtension(include) : include);
}
