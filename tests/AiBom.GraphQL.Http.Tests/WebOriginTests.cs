namespace AiBom.GraphQL.Http.Tests;

public sealed class WebOriginTests
{
    [Theory]
    [InlineData("https://console.example", "https://console.example:443")]
    [InlineData("HTTPS://Console.Example:443", "https://console.example:443")]
    [InlineData("http://console.example:8080", "http://console.example:8080")]
    [InlineData("http://[::1]:5080", "http://[::1]:5080")]
    [InlineData("https://b\u00fccher.example", "https://xn--bcher-kva.example:443")]
    [InlineData("https://console.example/", null)]
    [InlineData("https://console.example/path", null)]
    [InlineData("https://console.example?", null)]
    [InlineData("https://user@console.example", null)]
    [InlineData("https://*.example", null)]
    [InlineData("console.example", null)]
    [InlineData("https://", null)]
    [InlineData("null", null)]
    [InlineData("*", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void An_origin_is_a_scheme_a_host_and_a_port_and_nothing_else(string? text, string? expected)
    {
        WebOrigin.TryParse(text, out WebOrigin? origin);

        Assert.Equal(expected, origin?.ToString());
    }
}
