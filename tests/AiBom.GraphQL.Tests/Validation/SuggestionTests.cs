using System.Text.Json;
using AiBom.GraphQL.Execution;

namespace AiBom.GraphQL.Tests.Validation;

/// <summary>
/// An error names what the document got wrong and never what it might have meant: that would hand out the schema name by
/// name where introspection is off.
/// </summary>
public sealed class SuggestionTests
{
    // Everything that can be asked for is called secret something, and nothing that is asked for is quite that.
    private const string Sdl = """
        type Query { secretField(secretArgument: Int, secretEnum: SecretEnum, secretInput: SecretInput): Int }
        enum SecretEnum { SECRET_VALUE }
        input SecretInput { secretName: Int }
        directive @secretDirective(secretCondition: Int) on FIELD
        """;

    [Theory]
    [InlineData("{ secretFiel }", "{}")]
    [InlineData("{ secretfield }", "{}")]
    [InlineData("{ x: secretField(secretArg: 1) }", "{}")]
    [InlineData("{ x: secretField(secretEnum: SECRET_VALU) }", "{}")]
    [InlineData("{ x: secretField(secretEnum: \"SECRET_VALUE\") }", "{}")]
    [InlineData("{ x: secretField(secretInput: { secretNam: 1 }) }", "{}")]
    [InlineData("{ x: secretField @secretDirectiv }", "{}")]
    [InlineData("{ x: secretField @secretDirective(secretConditio: 1) }", "{}")]
    [InlineData("{ ... on SecretEnu { x } }", "{}")]
    [InlineData("{ ...secretFragment } fragment secretFragmen on Query { x: __typename }", "{}")]
    [InlineData("query($v: SecretInpu) { x: secretField(secretInput: $v) }", "{}")]
    [InlineData("query($v: SecretEnum) { x: secretField(secretEnum: $v) }", """{"v":"SECRET_VALU"}""")]
    [InlineData("query($v: SecretInput) { x: secretField(secretInput: $v) }", """{"v":{"secretNam":1}}""")]
    public async Task An_error_suggests_nothing(string query, string variables)
    {
        var engine = new GraphQLEngine(SdlSchema.Build(Sdl));
        PreparedOperation prepared = engine.Prepare(query);
        ExecutionResult result = prepared.IsOk
            ? await engine.ExecuteAsync(
                prepared.Plan,
                JsonSerializer.Deserialize<JsonElement>(variables),
                cancellationToken: TestContext.Current.CancellationToken)
            : new ExecutionResult(prepared.Errors);

        Assert.NotEmpty(result.Errors);
        string[] told = [.. result.Errors.SelectMany(error => error.Message.Split([' ', '"', '.', ',', ':', '@', '$']))];
        string[] known =
        [
            "secretField", "secretArgument", "secretEnum", "secretInput", "SECRET_VALUE", "secretName",
            "secretDirective", "secretCondition",
        ];
        Assert.DoesNotContain(
            told,
            word => known.Contains(word, StringComparer.Ordinal)
                && !(query + variables).Contains(word, StringComparison.Ordinal));
        Assert.DoesNotContain("mean", string.Join(' ', told), StringComparison.Ordinal);
    }
}
