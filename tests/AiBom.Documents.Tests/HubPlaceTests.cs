using System.Text.RegularExpressions;
using AiBom.Domain;
using AiBom.Testing;

namespace AiBom.Documents.Tests;

/// <summary>
/// What has no package URL is found on its hub by its links; whatever is written for it there is one.
/// </summary>
public sealed partial class HubPlaceTests
{
    private const string Commit = "a09a35458c702b33eeacc393d103063234e8bc28";

    [Theory]
    [InlineData("Qwen2.5-7B", null, "https://huggingface.co/Qwen/Qwen2.5-7B", "pkg:huggingface/Qwen/Qwen2.5-7B")]
    [InlineData("Qwen/Qwen2.5-7B", null, "https://huggingface.co/Qwen/Qwen2.5-7B", "pkg:huggingface/Qwen/Qwen2.5-7B")]
    [InlineData("Qwen2.5-7B", "Qwen", "https://hf.co/Qwen/Qwen2.5-7B", "pkg:huggingface/Qwen/Qwen2.5-7B")]
    [InlineData("Qwen2.5-7B", "other", "https://huggingface.co/Qwen/Qwen2.5-7B", "")]
    [InlineData("tuned", null, "https://huggingface.co/Qwen/Qwen2.5-7B", "")]
    [InlineData("qwen2.5-7b", null, "https://huggingface.co/Qwen/Qwen2.5-7B", "")]
    [InlineData("Qwen2.5-7B", null, "https://huggingface.co/Qwen/Qwen2.5-7B/blob/main/LICENSE", "")]
    [InlineData("Qwen2.5-7B", null, "https://huggingface.co/datasets/Qwen/Qwen2.5-7B", "")]
    [InlineData("Qwen2.5-7B", null, "https://huggingface.co/Qwen/Qwen2.5-7B/tree/" + Commit,
        "pkg:huggingface/Qwen/Qwen2.5-7B@" + Commit)]
    public void A_link_counts_that_is_to_a_repository_of_its_own_name(
        string name, string? group, string link, string expected)
    {
        string groupField = group is null ? "" : $"\"group\":\"{group}\",";
        DeclaredEntity model = Subject(
            $$"""
            {"type":"machine-learning-model",{{groupField}}"name":"{{name}}",
             "externalReferences":[{"type":"website","url":"https://example.com"},{"type":"other","url":"{{link}}"}]}
            """);

        Assert.Equal(expected, model.NormalizedUrl()?.ToString() ?? "");
    }

    [Fact]
    public void The_contents_of_a_dataset_need_no_name()
    {
        DeclaredEntity data = Subject(
            """
            {"type":"data","name":"feedback","data":[{"type":"dataset","contents":
             {"url":"https://huggingface.co/datasets/openbmb/UltraFeedback"}}]}
            """);
        DeclaredEntity inline = Read(
            """
            {"type":"machine-learning-model","name":"m","modelCard":{"modelParameters":{"datasets":[
             {"type":"dataset","name":"feedback","contents":{"url":"hf://datasets/openbmb/UltraFeedback"}}]}}}
            """).Entities[1];

        Assert.Equal("pkg:huggingface/datasets/openbmb/UltraFeedback", data.NormalizedUrl()!.ToString());
        Assert.Equal(data.NormalizedUrl(), inline.NormalizedUrl());
    }

    [Fact]
    public void A_package_url_goes_before_any_link_and_is_kept_as_written()
    {
        const string written = "pkg:huggingface/Qwen%2FQwen2.5-7B@1.0";
        DeclaredEntity model = Subject(
            $$"""
            {"type":"machine-learning-model","name":"Qwen2.5-7B","purl":"{{written}}","version":"{{Commit}}",
             "externalReferences":[{"type":"other","url":"https://huggingface.co/Qwen/Qwen2.5-7B"}]}
            """);

        Assert.Equal((written, null), (model.PackageUrl, model.HubLink));
        Assert.Equal("pkg:huggingface/Qwen/Qwen2.5-7B@" + Commit, model.NormalizedUrl()!.ToString());
    }

    /// <summary>
    /// Nothing that really occurs is lost: what names a repository is read, and reads back as itself.
    /// </summary>
    [Fact]
    public void Every_package_url_of_a_hub_in_the_field_has_one_spelling()
    {
        if (!Repository.HasShared("conformance/bom", out string reason))
        {
            Assert.Skip(reason);
        }

        string[] found =
        [
            .. Directory.EnumerateFiles(Repository.Shared("conformance/bom"), "*.json", SearchOption.AllDirectories)
                .Where(path => new FileInfo(path).Length < 4_000_000)
                .SelectMany(path => PackageUrls().Matches(File.ReadAllText(path)).Select(match => match.Value))
                .Distinct(StringComparer.Ordinal),
        ];

        Assert.NotEmpty(found);
        Assert.All(found, text =>
        {
            Assert.True(PackageUrl.TryParse(text, out PackageUrl? url), text);
            Assert.True(HubIdentity.TryOf(url, out HubIdentity? place), text);
            string normalized = place.ToPackageUrl().ToString();
            Assert.StartsWith("pkg:huggingface/", normalized, StringComparison.Ordinal);
            Assert.Equal(text.Contains("-dataset/", StringComparison.Ordinal), place.Kind is EntityKind.Dataset);
            Assert.DoesNotContain("@1.0", normalized, StringComparison.Ordinal);
            Assert.True(PackageUrl.TryParse(normalized, out PackageUrl? again));
            Assert.Equal(normalized, again.Normalized(declared: null).ToString());
        });
    }

    private static DeclaredEntity Subject(string component) => Read(component).Entities[0];

    private static StatementSet Read(string component) => Reading.Of(
        $$"""{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,"metadata":{"component":{{component}} } }""")
        .Statements!;

    [GeneratedRegex(
        "pkg:huggingface(-dataset)?/[^\"' ,\\\\<)]+",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex PackageUrls();
}
