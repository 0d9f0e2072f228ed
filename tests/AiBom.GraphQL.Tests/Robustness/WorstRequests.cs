namespace AiBom.GraphQL.Tests.Robustness;

/// <summary>Requests of up to a megabyte that ask for as much work as their form allows.</summary>
internal static class WorstRequests
{
    private const int Size = 1_000_000;

    private static readonly string Big = new('x', Size);

    /// <summary>A name, a document for the schema of <see cref="WorstRequestTests"/>, and variables.</summary>
    public static IEnumerable<(string Name, string Document, string Variables)> All =>
    [
        .. Texts().Concat(Values()).Concat(Selections()).Concat(Fragments()).Concat(Definitions())
            .Select(shape => (shape.Name, shape.Document, "{}")),
        .. Variables(),
    ];

    private static IEnumerable<(string Name, string Document)> Texts() =>
    [
        ("a large name", $"{{{Big}}}"),
        ("a large alias twice", $"{{{Half}:a{{leaf}} {Half}:b{{leaf}}}}"),
        ("a large comment", $"{{leaf #{Big}\n}}"),
        ("many commas", $"{{leaf {new string(',', Size)}}}"),
        ("a large integer", $"{{leaf(x:1{Times(Size, "1")})}}"),
        ("a large float", $"{{leaf(x:1.{Times(Size, "1")})}}"),
        ("a large string", $"{{leaf(x:\"{Big}\")}}"),
        ("a large string of escapes", $"{{leaf(x:\"{Times(Size / 6, "\\u0001")}\")}}"),
        ("a large block string", $"{{leaf(x:\"\"\"{Times(Size / 2, "a\n")}\"\"\")}}"),
        ("a large block string of empty lines", $"{{leaf(x:\"\"\"{Times(Size, "\n")}\"\"\")}}"),
        ("a large description", $"\"{Big}\" query Q{{leaf}}"),
        ("a large text without an end", $"{{leaf(x:\"\"\"{Big}"),
    ];

    private static IEnumerable<(string Name, string Document)> Values() =>
    [
        ("deep lists", $"{{leaf(x:{Nested(99, "[", "1", "]")})}}"),
        ("deep lists around a large string", $"{{leaf(x:{Nested(97, "[", $"\"{Big}\"", "]")})}}"),
        ("deep objects around a large string", $"{{leaf(z:{Nested(97, "{y:", $"\"{Big}\"", "}")})}}"),
        ("deep values twice", $"{{{Twice($"leaf(j:{Nested(97, "[", $"\"{Half}\"", "]")})")}}}"),
        ("deep objects twice", $"{{{Twice($"leaf(z:{Nested(97, "{y:", "{}", "}")})")}}}"),
        ("a list of more tokens than are read", $"{{leaf(y:[{Times(Size / 2, "1 ")}])}}"),
        ("a list", $"{{leaf(y:[{Times(9_900, "1 ")}])}}"),
        ("a list of wrong values", $"{{leaf(y:[{Times(9_900, "A ")}])}}"),
        ("a list of empty lists", $"{{leaf(y:[{Times(4_900, "[]")}])}}"),
        ("an object of unknown fields", $"{{leaf(z:{{{Times(3_000, i => $"q{i}:1 ")}}})}}"),
        ("an object of equal fields", $"{{leaf(z:{{{Times(3_000, "x:1 ")}}})}}"),
        ("equal arguments", $"{{leaf({Times(3_000, "x:1 ")})}}"),
        ("unknown arguments", $"{{leaf({Times(3_000, i => $"q{i}:1 ")})}}"),
    ];

    private static IEnumerable<(string Name, string Document)> Selections() =>
    [
        ("deep selections", Times(Size / 2, "{a")),
        ("deep selections that are closed", $"{{{Nested(98, "a{", "leaf", "}")}}}"),
        ("deep inline fragments", $"{{{Nested(98, "...{", "leaf", "}")}}}"),
        ("fields", $"{{{Times(9_000, "leaf ")}}}"),
        ("unknown fields", $"{{{Times(1_900, i => $"q{i} ")}}}"),
        ("aliases", $"{{{Times(3_000, i => $"p{i}:leaf ")}}}"),
        ("conflicts", $"{{{Times(49, i => $"x:leaf(x:{i})")}}}"),
        ("conflicts below many fields", $"{{{Times(40, i => $"b{{b{{b{{x:leaf(x:{i})}}}}}}")}}}"),
        ("conflicts under large keys", $"{{{Times(20, i => $"{Big[..20_000]}:b{{x:leaf(x:{i})}}")}}}"),
        ("fields with many equal ones below", $"{{{Times(12, $"b{{{Times(12, $"b{{{Times(12, "leaf ")}}}")}}}")}}}"),
        ("directives", $"{{leaf {Times(1_300, "@skip(if:false)")}}}"),
        ("unknown directives", $"{{{Times(1_200, "leaf@q@q@q@q ")}}}"),
        ("conditions", $"query({Times(70, i => $"$v{i}:Boolean!")}){{{Times(70, i => $"b{{leaf@skip(if:$v{i})}}")}}}"),
        ("introspection", $"{{__schema{{types{{{Nested(20, "fields{type{", "name", "}}")}}}}}}}"),
        ("lists of lists", $"{{{Nested(14, "list{", "leaf", "}")}}}"),
    ];

    private static IEnumerable<(string Name, string Document)> Fragments() =>
    [
        ("fragments that double", $"{{...f0}}{Chain(900, i => $"...f{i}...f{i}")}"),
        ("fragments that multiply by ten", $"{{...f0}}{Chain(200, i => Times(10, $"b{{...f{i}}}"))}"),
        ("a chain of fragments", $"{{...f0}}{Chain(1_240, i => $"...f{i}")}"),
        ("a chain of fragments and fields", $"{{...f0}}{Chain(900, i => $"b{{...f{i}}}")}"),
        ("a chain of deep fragments", $"{{...f0}}{Chain(20, i => Nested(95, "...{", $"...f{i}", "}"))}"),
        ("a chain of fragments back to its start", $"{{...f0}}{Chain(1_200, i => $"...f{i}")}fragment f1200 on Query{{...f0}}"),
        ("short circles", $"{{...f0}}{Times(1_200, i => $"fragment f{i} on Query{{...f{i}}}")}"),
        ("a subscription of a chain", $"subscription{{...f0}}{Chain(1_240, i => $"...f{i}", "Subscription", "tick")}"),
        ("spreads of nothing", $"{{{Times(4_900, "...q ")}}}"),
        ("spreads of one fragment", $"{{{Times(1_900, "...f ")}}}fragment f on Query{{leaf}}"),
        ("spreads of many fragments", $"{{{Times(900, i => $"...f{i} ")}}}{Times(900, i => $"fragment f{i} on Query{{leaf}}")}"),
        ("spreads of many fragments by many", $"{Times(20, _ => $"{{{Times(90, i => $"...f{i} ")}}}")}{Times(90, i => $"fragment f{i} on Query{{a{{{Times(90, j => $"...f{j}")}}}}}")}"),
    ];

    private static IEnumerable<(string Name, string Document)> Definitions() =>
    [
        ("anonymous operations", Times(3_300, "{leaf}")),
        ("equal operations", Times(1_900, "query q{leaf}")),
        ("operations by fragments", $"{Times(600, i => $"query q{i}{{...f0}}")}{Chain(95, i => $"...f{i}")}"),
        (
            "operations by undefined variables",
            $"{Times(600, i => $"query q{i}{{...f}}")}fragment f on Query{{leaf(y:[{Times(2_900, i => $"$v{i}")}])}}"),
        (
            "operations by variables of a wrong type",
            $"{Times(350, i => $"query q{i}($v:String){{...f}}")}fragment f on Query{{leaf(y:[{Times(2_800, "$v")}])}}"),
        (
            "operations by variables",
            $"{Times(350, i => $"query q{i}($v:Int){{...f}}")}fragment f on Query{{leaf(y:[{Times(2_800, "$v")}])}}"),
        ("unused variables", $"query({Times(2_400, i => $"$v{i}:Int")}){{leaf}}"),
        ("equal variables", $"query({Times(2_400, "$v:Int")}){{leaf}}"),
        ("equal fragments", $"{{...f}}{Times(1_200, "fragment f on Query{leaf}")}"),
        ("unused fragments", $"{{leaf}}{Times(1_200, i => $"fragment f{i} on Query{{leaf}}")}"),
        ("types", Times(1_400, "type T{a:B}")),
        ("a type of many fields", $"type T{{{Times(3_000, "a:B ")}}}"),
        ("extensions of one type", Times(1_900, "extend type T@q")),
    ];

    private static IEnumerable<(string Name, string Document, string Variables)> Variables() =>
    [
        ("a variable with a large list", "query($v:[Int!]){leaf(y:$v)}", $$"""{"v":[{{Times(Size / 2, "1,")}}1]}"""),
        ("a variable with wrong values", "query($v:[Int!]){leaf(y:$v)}", $$"""{"v":[{{Times(Size / 3, "\"\",")}}1]}"""),
        ("a variable with objects", "query($v:[Input!]){leaf(z:{z:$v})}", $$"""{"v":[{{Times(Size / 3, "{},")}}{}]}"""),
        ("a variable with OneOf objects", "query($v:[One!]){leaf(o:$v)}", $$"""{"v":[{{Times(Size / 3, "{},")}}{}]}"""),
        ("a variable with unknown fields", "query($v:Input){leaf(z:$v)}", $"{{\"v\":{{{Keys(Size / 10)}}}}}"),
        ("a variable with equal fields", "query($v:Input){leaf(z:$v)}", $"{{\"v\":{{{Times(Size / 6, "\"x\":1,")}\"x\":1}}}}"),
        ("a variable with a large string", "query($v:Int){leaf(x:$v)}", $$"""{"v":"{{Big}}"}"""),
        ("a variable with a large number", "query($v:Int){leaf(x:$v)}", $$"""{"v":1{{Times(Size, "1")}}}"""),
        ("a variable with deep lists", "query($v:Json){leaf(j:$v)}", $$"""{"v":{{Nested(60, "[", "1", "]")}}}"""),
        ("a variable with deep objects", "query($v:Input){leaf(z:$v)}", $"{{\"v\":{Nested(60, "{\"y\":", "{}", "}")}}}"),
        ("variables that nobody asks for", "query($v:Int){leaf(x:$v)}", $"{{{Keys(Size / 10)}}}"),
    ];

    private static string Half => Big[..(Size / 2)];

    private static string Keys(int count) => string.Join(',', Enumerable.Range(0, count).Select(i => $"\"q{i}\":1"));

    private static string Twice(string text) => $"{text} {text}";

    private static string Times(int count, string text) => string.Concat(Enumerable.Repeat(text, count));

    private static string Times(int count, Func<int, string> text) =>
        string.Concat(Enumerable.Range(0, count).Select(text));

    private static string Nested(int depth, string open, string inside, string close) =>
        Times(depth, open) + inside + Times(depth, close);

    private static string Chain(int length, Func<int, string> next, string type = "Query", string last = "leaf") =>
        Times(length, i => $"fragment f{i} on {type}{{{next(i + 1)}}}") + $"fragment f{length} on {type}{{{last}}}";
}
