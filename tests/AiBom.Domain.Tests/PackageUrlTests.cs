namespace AiBom.Domain.Tests;

public sealed class PackageUrlTests
{
    /// <summary>The forms that tools write for models and datasets, and those of the package URL standard.</summary>
    [Theory]
    [InlineData("pkg:huggingface/Org/Name@0AB1c2", "huggingface|Org|Name|0ab1c2|")]
    [InlineData("pkg:huggingface/datasets/Org/Name", "huggingface|datasets/Org|Name||")]
    [InlineData("pkg:huggingface/ns/n?repository_url=https%3A%2F%2Fhuggingface.co%2Fdatasets",
        "huggingface|ns|n||repository_url=https%3A%2F%2Fhuggingface.co%2Fdatasets")]
    [InlineData("pkg:huggingface-dataset/nvidia/Granary@1.0", "huggingface-dataset|nvidia|Granary|1.0|")]
    [InlineData("pkg:huggingface/org%2Fname@1.0", "huggingface|org|name|1.0|")]
    [InlineData("pkg:dataset/glue", "dataset||glue||")]
    [InlineData("pkg:npm/%40angular/animation@12.3.1", "npm|@angular|animation|12.3.1|")]
    [InlineData("pkg:npm/@angular/core", "npm|@angular|core||")]
    [InlineData("PKG:PyPI/Django@1.11.1", "pypi||Django|1.11.1|")]
    [InlineData("pkg://generic//name@1/", "generic||name|1|")]
    [InlineData("pkg:generic/name@", "generic||name||")]
    [InlineData("pkg:generic/name?", "generic||name||")]
    [InlineData("pkg:generic/name@1.0%2Bcu121", "generic||name|1.0+cu121|")]
    [InlineData("pkg:golang/google.golang.org/genproto@v1#apis/x", "golang|google.golang.org|genproto|v1||apis/x")]
    [InlineData("pkg:generic/name@1?a=b#c", "generic||name|1|a=b|c")]
    public void A_package_url_is_read_into_its_parts(string text, string expected)
    {
        Assert.True(PackageUrl.TryParse(text, out PackageUrl? url));

        string parts = $"{url.Type}|{url.Namespace}|{url.Name}|{url.Version}|{url.Qualifiers}";
        Assert.Equal(expected, url.Subpath is null ? parts : $"{parts}|{url.Subpath}");
    }

    [Theory]
    [InlineData("pkg:huggingface/Org/Name@0AB1c2", "pkg:huggingface/Org/Name@0ab1c2")]
    [InlineData("pkg:huggingface/org%2Fname@1.0", "pkg:huggingface/org/name@1.0")]
    [InlineData("PKG://npm/%40angular/core@1", "pkg:npm/%40angular/core@1")]
    [InlineData("pkg:npm/@angular/core", "pkg:npm/%40angular/core")]
    [InlineData("pkg:oci/image@sha256%3Aab", "pkg:oci/image@sha256:ab")]
    [InlineData("pkg:generic/a%20b@1+2?x=y#z", "pkg:generic/a%20b@1%2B2?x=y#z")]
    public void Spellings_of_one_package_url_have_one_text_that_reads_back_the_same(string text, string expected)
    {
        Assert.True(PackageUrl.TryParse(text, out PackageUrl? url));
        Assert.Equal(expected, url.ToString());
        Assert.True(PackageUrl.TryParse(url.ToString(), out PackageUrl? again));
        Assert.Equal(url, again);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("pkg:")]
    [InlineData("pkg:npm")]
    [InlineData("pkg:npm/")]
    [InlineData("pkg:/name")]
    [InlineData("pkg:npm/@1.0")]
    [InlineData("pkg:n pm/name")]
    [InlineData("https://huggingface.co/org/name")]
    public void Other_text_is_none(string? text) => Assert.False(PackageUrl.TryParse(text, out _));

    [Fact]
    public void The_length_is_bounded() =>
        Assert.False(PackageUrl.TryParse("pkg:generic/" + new string('a', PackageUrl.MaxLength), out _));

    [Theory]
    [InlineData("pkg:huggingface/org/name@a09a35458c702b33eeacc393d103063234e8bc28", RevisionKind.Commit)]
    [InlineData("pkg:huggingface/org/name@a09a3545", RevisionKind.ShortCommit)]
    [InlineData("pkg:huggingface/org/name@a09a35", RevisionKind.Release)]
    [InlineData("pkg:huggingface/org/name@2.1.0", RevisionKind.Release)]
    [InlineData("pkg:huggingface/org/name@1.0", RevisionKind.None)]
    [InlineData("pkg:huggingface-dataset/org/name@1.0", RevisionKind.None)]
    [InlineData("pkg:huggingface/org/name@main", RevisionKind.None)]
    [InlineData("pkg:huggingface/org/name", RevisionKind.None)]
    [InlineData("pkg:pypi/name@1.0", RevisionKind.Release)]
    public void A_placeholder_of_the_hub_is_no_revision(string text, RevisionKind expected)
    {
        Assert.True(PackageUrl.TryParse(text, out PackageUrl? url));
        Assert.Equal(expected, url.Revision);
    }

    [Theory]
    [InlineData("pkg:x/y?a=1&B=%2F", "b", "/")]
    [InlineData("pkg:x/y?a=1&ab=2", "a", "1")]
    [InlineData("pkg:x/y?ab=2", "a", null)]
    [InlineData("pkg:x/y?a=", "a", null)]
    [InlineData("pkg:x/y", "a", null)]
    public void A_qualifier_is_found_by_its_key(string text, string key, string? expected)
    {
        Assert.True(PackageUrl.TryParse(text, out PackageUrl? url));
        Assert.Equal(expected, url.Qualifier(key));
    }
}
