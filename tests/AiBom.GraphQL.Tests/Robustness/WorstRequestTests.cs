using System.Buffers;
using System.Text.Json;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Tests.Robustness;

public sealed class WorstRequestTests
{
    private const int Size = 1_000_000;

    private const string Sdl = """
        type Query {
          a(x: Int, y: [Int!], z: Input, s: String, j: Json, one: One, d: [[[Int]]]): Query
          b: Query
          list: [Query!]
          leaf(x: Int): Int
          text: String
        }
        type Subscription { a: Int }
        input Input { x: Int  y: Input  z: [Input!]  r: Int! = 1 }
        input One @oneOf { a: Int  b: String }
        scalar Json
        """;

    public static IEnumerable<TheoryDataRow<string, string>> Requests
    {
        get
        {
            foreach ((string name, string query, string variables) in Shapes())
            {
                yield return new TheoryDataRow<string, string>(query, variables) { TestDisplayName = $"{name} is bounded" };
            }
        }
    }

    [Theory]
    [MemberData(nameof(Requests), DisableDiscoveryEnumeration = true)]
    public void Check(string query, string variables)
    {
        Schema schema = SdlSchema.Build(Sdl);
        var engine = new GraphQLEngine(schema);
        Ask(engine, "{ leaf }", "{}");
        string answer = "";
        long bytes = SmallStack.Run(() => answer = Ask(engine, query, variables));
        double ratio = (double)bytes / (2 * (query.Length + variables.Length));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{query.Length + variables.Length} characters, {bytes} bytes, ratio {ratio:F1}, answer {answer.Length}: {answer[..Math.Min(200, answer.Length)]}");
    }

    private static string Ask(GraphQLEngine engine, string query, string variables)
    {
        PreparedOperation prepared = engine.Prepare(query);
        ExecutionResult result = prepared.IsOk
            ? engine.ExecuteAsync(prepared.Plan, JsonDocument.Parse(variables).RootElement).AsTask().Result
            : new ExecutionResult(prepared.Errors);
        var output = new ArrayBufferWriter<byte>();
        result.WriteTo(output);
        return System.Text.Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static string Times(int count, string text) => string.Concat(Enumerable.Repeat(text, count));

    private static string Times(int count, Func<int, string> text) =>
        string.Concat(Enumerable.Range(0, count).Select(text));

    private static string Nested(int depth, string open, string inside, string close) =>
        Times(depth, open) + inside + Times(depth, close);

    private static IEnumerable<(string Name, string Query, string Variables)> Shapes()
    {
        string big = new('x', Size);
        yield return ("deep selections", Times(Size / 2, "{a"), "{}");
        yield return ("deep allowed selections", "{" + Nested(98, "a{", "leaf", "}") + "}", "{}");
        yield return ("deep values", "{a(d:" + Nested(99, "[", "1", "]") + "){leaf}}", "{}");
        yield return ("deep values around a large string", $"{{a(x:{Nested(99, "[", $"\"{big}\"", "]")}){{leaf}}}}", "{}");
        yield return ("deep objects around a large string", $"{{a(z:{Nested(99, "{y:", $"\"{big}\"", "}")}){{leaf}}}}", "{}");
        yield return ("deep values twice", $"{{a(j:{Nested(99, "[", $"\"{big}\"", "]")}){{leaf}}a(j:{Nested(99, "[", $"\"{big}\"", "]")}){{leaf}}}}", "{}");
        yield return ("deep JSON accepted", $"{{a(j:{Nested(99, "[", $"\"{big}\"", "]")}){{leaf}}}}", "{}");
        yield return ("a large name", $"{{{big}}}", "{}");
        yield return ("a large alias", $"{{{big}:a{{leaf}} {big}:b{{leaf}}}}", "{}");
        yield return ("a large number", $"{{leaf(x:1{Times(Size, "1")})}}", "{}");
        yield return ("a large float", $"{{leaf(x:1.{Times(Size, "1")})}}", "{}");
        yield return ("a large string", $"{{a(x:\"{big}\"){{leaf}}}}", "{}");
        yield return ("a large string of escapes", $"{{a(x:\"{Times(Size / 6, "\\u0001")}\"){{leaf}}}}", "{}");
        yield return ("a large block string", $"{{a(x:\"\"\"{Times(Size / 2, "a\n")}\"\"\"){{leaf}}}}", "{}");
        yield return ("a large block string of empty lines", $"{{a(x:\"\"\"{Times(Size, "\n")}\"\"\"){{leaf}}}}", "{}");
        yield return ("a large comment", "{leaf #" + big + "\n}", "{}");
        yield return ("commas", "{leaf " + new string(',', Size) + "}", "{}");
        yield return ("a large list", $"{{a(y:[{Times(Size / 2, "1 ")}]){{leaf}}}}", "{}");
        yield return ("a list within the tokens", $"{{a(y:[{Times(9_900, "1 ")}]){{leaf}}}}", "{}");
        yield return ("a list of wrong values", $"{{a(y:[{Times(9_900, "A ")}]){{leaf}}}}", "{}");
        yield return ("an object of unknown fields", $"{{a(z:{{{Times(3_000, i => $"q{i}:1 ")}}}){{leaf}}}}", "{}");
        yield return ("an object of equal fields", $"{{a(z:{{{Times(3_000, "x:1 ")}}}){{leaf}}}}", "{}");
        yield return ("equal arguments", $"{{a({Times(3_000, "x:1 ")}){{leaf}}}}", "{}");
        yield return ("unknown arguments", $"{{a({Times(3_000, i => $"q{i}:1 ")}){{leaf}}}}", "{}");
        yield return ("aliases", $"{{{Times(3_000, i => $"p{i}:leaf ")}}}", "{}");
        yield return ("fields", $"{{{Times(9_000, "leaf ")}}}", "{}");
        yield return ("unknown fields", $"{{{Times(9_000, i => $"q{i} ")}}}", "{}");
        yield return ("directives", $"{{leaf {Times(1_300, "@skip(if:false)")}}}", "{}");
        yield return ("unknown directives", $"{{leaf {Times(4_900, "@q")}}}", "{}");
        yield return ("conditions", $"query({Times(900, i => $"$v{i}:Boolean!")}){{{Times(900, i => $"leaf@skip(if:$v{i})")}}}", "{}");
        yield return ("fragments that double", $"{{...f0}}{Times(900, i => $"fragment f{i} on Query{{...f{i + 1}...f{i + 1}}}")}fragment f900 on Query{{leaf}}", "{}");
        yield return ("fragments that multiply by ten", $"{{...f0}}{Times(200, i => $"fragment f{i} on Query{{{Times(10, $"b{{...f{i + 1}}}")}}}")}fragment f200 on Query{{leaf}}", "{}");
        yield return ("a chain of fragments", $"{{...f0}}{Times(1_240, i => $"fragment f{i} on Query{{...f{i + 1}}}")}fragment f1240 on Query{{leaf}}", "{}");
        yield return ("a chain of fields in fragments", $"{{...f0}}{Times(900, i => $"fragment f{i} on Query{{b{{...f{i + 1}}}}}")}fragment f900 on Query{{leaf}}", "{}");
        yield return ("a chain of fragments and inline fragments", $"{{...f0}}{Times(20, i => $"fragment f{i} on Query{{{Nested(95, "...{", $"...f{i + 1}", "}")}}}")}fragment f20 on Query{{leaf}}", "{}");
        yield return ("a cycle of fragments", $"{{...f0}}{Times(1_240, i => $"fragment f{i} on Query{{...f{(i + 1) % 1_240}}}")}", "{}");
        yield return ("two chains of fragments", $"{{...f0...g0}}{Times(600, i => $"fragment f{i} on Query{{...f{i + 1}}}fragment g{i} on Query{{...g{i + 1}}}")}fragment f600 on Query{{leaf}}fragment g600 on Query{{leaf}}", "{}");
        yield return ("a subscription through a chain", $"subscription{{...f0}}{Times(1_240, i => $"fragment f{i} on Subscription{{...f{i + 1}}}")}fragment f1240 on Subscription{{a}}", "{}");
        yield return ("spreads of nothing", $"{{{Times(4_900, "...q ")}}}", "{}");
        yield return ("spreads of one fragment", $"{{{Times(4_900, "...f ")}}}fragment f on Query{{leaf}}", "{}");
        yield return ("spreads of many fragments", $"{{{Times(900, i => $"...f{i} ")}}}{Times(900, i => $"fragment f{i} on Query{{leaf}}")}", "{}");
        yield return ("operations by fragments", $"{Times(600, i => $"query q{i}{{...f0}}")}{Times(600, i => $"fragment f{i} on Query{{...f{i + 1}}}")}fragment f600 on Query{{leaf}}", "{}");
        yield return ("operations by undefined variables", $"{Times(600, i => $"query q{i}{{...f}}")}fragment f on Query{{{Times(1_000, i => $"leaf(x:$v{i})")}}}", "{}");
        yield return ("operations by variables of a wrong type", $"{Times(350, i => $"query q{i}($v:String){{...f}}")}fragment f on Query{{{Times(900, i => "leaf(x:$v)")}}}", "{}");
        yield return ("unused variables", $"query({Times(3_000, i => $"$v{i}:Int")}){{leaf}}", "{}");
        yield return ("equal variables", $"query({Times(3_000, "$v:Int")}){{leaf}}", "{}");
        yield return ("equal operations", Times(2_400, "query q{leaf}"), "{}");
        yield return ("anonymous operations", Times(3_300, "{leaf}"), "{}");
        yield return ("types", Times(3_000, "type T{a:B}"), "{}");
        yield return ("a type of many fields", $"type T{{{Times(3_000, "a:B ")}}}", "{}");
        yield return ("overlapping fields", $"{{{Times(900, i => $"x:leaf(x:{i})")}}}", "{}");
        yield return ("overlapping nested fields", "{" + Nested(9, "b{", "leaf}b{leaf", "}") + "}", "{}");
        yield return ("conflicts below many fields", $"{{{Times(40, i => $"b{{b{{b{{x:leaf(x:{i})}}}}}}")}}}", "{}");
        yield return ("conflicts under large keys", $"{{{Times(20, i => $"{new string('k', 20_000)}:b{{x:leaf(x:{i})}}")}}}", "{}");
        yield return ("introspection", "{__schema{types{" + Nested(20, "fields{type{", "name", "}}") + "}}}", "{}");
        yield return ("costly lists", "{" + Nested(14, "list{", "leaf", "}") + "}", "{}");
        yield return ("variables: a large list", "query($v:[Int!]){a(y:$v){leaf}}", $$"""{"v":[{{Times(Size / 2, "1,")}}1]}""");
        yield return ("variables: a list of wrong values", "query($v:[Int!]){a(y:$v){leaf}}", $$"""{"v":[{{Times(Size / 4, "\"\",")}}1]}""");
        yield return ("variables: a list of empty objects", "query($v:[Input!]){a(z:{z:$v}){leaf}}", $$"""{"v":[{{Times(Size / 3, "{},")}}{}]}""");
        yield return ("variables: a list of empty OneOf objects", "query($v:[One!]){a(one:$v){leaf}}", $$"""{"v":[{{Times(Size / 3, "{},")}}{}]}""");
        yield return ("variables: unknown fields", "query($v:Input){a(z:$v){leaf}}", "{\"v\":{" + Times(Size / 10, i => $"\"q{i}\":1,") + "\"x\":1}}");
        yield return ("variables: equal fields", "query($v:Input){a(z:$v){leaf}}", "{\"v\":{" + Times(Size / 6, "\"x\":1,") + "\"x\":1}}");
        yield return ("variables: a large string", "query($v:Int){a(x:$v){leaf}}", $$"""{"v":"{{big}}"}""");
        yield return ("variables: a large number", "query($v:Int){a(x:$v){leaf}}", $$"""{"v":1{{Times(Size, "1")}}}""");
        yield return ("variables: deep lists", "query($v:Json){a(j:$v){leaf}}", $$"""{"v":{{Nested(60, "[", "1", "]")}}}""");
        yield return ("variables: deep objects", "query($v:Input){a(z:$v){leaf}}", $$"""{"v":{{Nested(60, """{"y":""", "{}", "}")}}}""");
        yield return ("variables: a lone surrogate", "query($v:Int){a(x:$v){leaf}}", """{"v":"\\ud800"}""");
        yield return ("variables: a lone surrogate accepted", "query($v:String){text a(s:$v){leaf}}", """{"v":"\\ud800"}""");
        yield return ("variables: a lone surrogate in a key", "query($v:Input){a(z:$v){leaf}}", """{"v":{"\\ud800":1}}""");
        yield return ("variables: a lone surrogate in JSON", "query($v:Json){a(j:$v){leaf}}", """{"v":[{"\\ud800":"\\ud800"}]}""");
        yield return ("variables: unknown", "{leaf}", "{" + Times(Size / 10, i => $"\"q{i}\":1,") + "\"x\":1}");
    }
}
