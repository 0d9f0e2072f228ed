using System.Buffers;
using System.Text;
using System.Text.Json;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Tests.Robustness;

/// <summary>
/// What a request costs is in proportion to its length, whatever it asks: it ends, on a small stack, with an answer.
/// </summary>
public sealed class WorstRequestTests
{
    private const long Fixed = 12 << 20;
    private const long BytesACharacter = 96;

    public static IEnumerable<TheoryDataRow<string, string>> Requests => WorstRequests.All.Select(request =>
        new TheoryDataRow<string, string>(request.Document, request.Variables)
        {
            TestDisplayName = $"A request with {request.Name} is bounded",
        });

    [Theory]
    [MemberData(nameof(Requests), DisableDiscoveryEnumeration = true)]
    public void A_request_is_answered_within_its_bounds(string document, string variables)
    {
        var engine = new GraphQLEngine(BuildSchema());
        byte[] answer = [];
        long allocated = SmallStack.Run(() => answer = Ask(engine, document, variables));

        int length = document.Length + variables.Length;
        TestContext.Current.TestOutputHelper?.WriteLine($"{allocated} bytes for {length} characters");
        Assert.InRange(allocated, 0, Fixed + (length * BytesACharacter));
        Assert.InRange(answer.Length, 1, (1 << 20) + (8 * length));
        using var json = JsonDocument.Parse(answer);
        Assert.DoesNotContain("INTERNAL", Encoding.UTF8.GetString(answer), StringComparison.Ordinal);
    }

    private static byte[] Ask(GraphQLEngine engine, string document, string variables)
    {
        PreparedOperation prepared = engine.Prepare(document);
        using var json = JsonDocument.Parse(variables);
        ExecutionResult result = prepared.IsOk
            ? engine.ExecuteAsync(prepared.Plan, json.RootElement, state: "root").AsTask().GetAwaiter().GetResult()
            : new ExecutionResult(prepared.Errors);
        var output = new ArrayBufferWriter<byte>();
        result.WriteTo(output);
        return output.WrittenSpan.ToArray();
    }

    private static Schema BuildSchema()
    {
        bool Parse(LeafInput input, out object? value, out string? reason)
        {
            (value, reason) = (input.Plain, null);
            return true;
        }

        var schema = new SchemaBuilder();
        var json = new ScalarType("Json", "Anything.", Parse, value => value.ToString());
        InputObjectType input = schema.InputObject("Input", "An object.");
        input.Field("x", "A number.", Scalars.Int).Field("y", "One inside.", input);
        input.Field("z", "Many inside.", input.NonNull().List()).Field("r", "One.", Scalars.Int.NonNull(), 1);
        InputObjectType one = schema.OneOf("One", "One of two.").Field("a", "A.", Scalars.Int).Field("b", "B.", Scalars.Id);
        schema.Query.Field("a", "The same.", schema.Query).Resolve((_, self) => self);
        schema.Query.Field("b", "The same.", schema.Query).Resolve((_, self) => self);
        schema.Query.Field("list", "The same.", schema.Query.List()).Resolve((_, self) => new[] { self });
        schema.Query.Field("leaf", "A number.", Scalars.Int)
            .Argument("x", "A number.", Scalars.Int)
            .Argument("y", "Numbers.", Scalars.Int.List())
            .Argument("z", "An object.", input)
            .Argument("o", "Objects.", one.NonNull().List())
            .Argument("j", "Anything.", json)
            .Resolve((_, _) => 1);
        schema.Subscription.Field("tick", "A number.", Scalars.Int).Subscribe(_ => AsyncEnumerable.Empty<object>());
        return schema.Build();
    }
}
