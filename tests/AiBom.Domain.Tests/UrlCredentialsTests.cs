namespace AiBom.Domain.Tests;

public sealed class UrlCredentialsTests
{
    [Theory]
    [InlineData("https://user:secret@host/a", "https://***@host/a")]
    [InlineData("https%3A//user:secret@host/a", "https%3A//***@host/a")]
    [InlineData("https://secret@host", "https://***@host")]
    [InlineData("git+https://user:secret@host/a.git@v1", "git+https://***@host/a.git@v1")]
    [InlineData("see https://a:secret@b/c and ftp://d:secret@e", "see https://***@b/c and ftp://***@e")]
    [InlineData("https://user:se@cret@host/", "https://***@host/")]
    [InlineData("https://user:secret@[::1]:8080/", "https://***@[::1]:8080/")]
    [InlineData(
        "pkg:generic/x@1?download_url=https://user:secret%40host/a",
        "pkg:generic/x@1?download_url=https://***%40host/a")]
    [InlineData(
        "pkg:generic/x@1?vcs_url=git%2Bhttps%3A%2F%2Fuser%3Asecret%40host%2Fa",
        "pkg:generic/x@1?vcs_url=git%2Bhttps%3A%2F%2F***%40host%2Fa")]
    [InlineData("/components/https:~1~1user:secret@host~1a", "/components/https:~1~1***@host~1a")]
    public void Who_logs_in_and_by_what_is_hidden(string text, string masked) =>
        Assert.Equal(masked, UrlCredentials.Mask(text));

    [Theory]
    [InlineData("")]
    [InlineData("https://host/a@b")]
    [InlineData("https://host/?a=b@c")]
    [InlineData("https://host#@")]
    [InlineData("pkg:npm/%40scope/name@1.0")]
    [InlineData("ssh://git@github.com/a/b")]
    [InlineData("git@github.com:a/b")]
    [InlineData("someone@example.org")]
    [InlineData("https:// @")]
    public void All_else_stays_as_it_is(string text) => Assert.Same(text, UrlCredentials.Mask(text));

    [Theory]
    [InlineData("\"https://user:secr", "\"https://***")]
    [InlineData("https://user:secret@host/ https://a:b@c https://user", "https://***@host/ https://***@c https://***")]
    [InlineData("https://host/a", "https://host/a")]
    [InlineData("no address", "no address")]
    public void Where_the_text_is_cut_within_an_address_nothing_of_it_is_shown(string text, string masked) =>
        Assert.Equal(masked, UrlCredentials.Mask(text, isCut: true));

    [Fact]
    public void An_excerpt_is_masked_before_it_is_cut()
    {
        string text = $"{new string('x', FindingLimits.Excerpt - 20)} https://user:{new string('s', 500)}@host/";

        string cut = FindingLimits.Cut(text)!;

        Assert.DoesNotContain("ss", cut, StringComparison.Ordinal);
        Assert.Equal(FindingLimits.Excerpt + 1, FindingLimits.Cut(new string('x', 10_000))!.Length);
    }

    [Fact]
    public void Megabytes_of_schemes_take_one_look()
    {
        string text = string.Concat(Enumerable.Repeat(":%2F%2F", 1_000_000)) + "@";

        Assert.Equal(text.Length + 2, UrlCredentials.Mask(text).Length - 1);
    }
}
