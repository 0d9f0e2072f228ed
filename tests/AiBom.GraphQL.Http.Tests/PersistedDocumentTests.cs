using System.Security.Cryptography;
using System.Text;

namespace AiBom.GraphQL.Http.Tests;

/// <summary>Requests that name their document by its SHA-256.</summary>
public sealed class PersistedDocumentTests
{
    private const string Hello = "{ hello }";
    private const string Page = "query Page($n: String) { hello(name: $n) }";
    private const string World = """200 application/json {"data":{"hello":"hello world"}}""";
    private const string NotFound = "PERSISTED_QUERY_NOT_FOUND: PersistedQueryNotFound";
    private const string NotTrusted = "DOCUMENT_NOT_TRUSTED: Only the documents of the operator's list are executed.";
    private const string Mismatch =
        "PERSISTED_QUERY_HASH_MISMATCH: The document's SHA-256 is not the one that came with it.";

    private static readonly string HelloHash = HashOf(Hello);

    [Fact]
    public void The_hash_is_that_of_the_specifications_example() => Assert.Equal(
        "7dba4bd717b41f10434822356a93c32b1fb4907b983e854300ad839f84cdcd6e",
        DocumentHash.Of("query ($id: ID!) {\n  user(id: $id) {\n    name\n  }\n}"));

    [Theory]
    [InlineData("""{"documentId":"sha256:HASH"}""")]
    [InlineData("""{"documentId":"HASH"}""")]
    [InlineData("""{"documentId":"HASH","query":null}""")]
    [InlineData("""{"documentId":"HASH","query":"{ hello }"}""")]
    [InlineData("""{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"HASH"}}}""")]
    [InlineData("""{"documentId":"HASH","extensions":{"persistedQuery":{"version":1,"sha256Hash":"HASH"}}}""")]
    public async Task A_listed_document_is_executed_by_its_hash(string body)
    {
        await using Site site = await Site.StartAsync(Listing(Hello));

        Assert.Equal(World, await site.AskAsync("POST", Filled(body)));
    }

    [Theory]
    [InlineData("documentId=sha256:HASH")]
    [InlineData("documentId=HASH&operationName=&variables={}")]
    [InlineData("extensions={\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"HASH\"}}")]
    public async Task A_listed_document_is_executed_over_get_too(string parameters)
    {
        await using Site site = await Site.StartAsync(Listing(Hello));

        Assert.Equal(World, await site.AskAsync($"GET ?{Filled(parameters)} | GraphQL-Preflight: 1"));
        Assert.StartsWith(
            "400 PREFLIGHT_REQUIRED", await site.CodeAsync($"GET ?{Filled(parameters)}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listed_mutation_is_not_executed_over_get()
    {
        await using Site site = await Site.StartAsync(Listing("mutation { shout }"));

        Assert.StartsWith(
            "405 METHOD_NOT_ALLOWED",
            await site.CodeAsync($"GET ?documentId={HashOf("mutation { shout }")} | GraphQL-Preflight: 1"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_other_parameters_are_those_of_any_request()
    {
        await using Site site = await Site.StartAsync(Listing(Page));
        string body = """{"documentId":"HASH","operationName":"Page","variables":{"n":"you"}}"""
            .Replace("HASH", HashOf(Page), StringComparison.Ordinal);

        Assert.Equal("""200 application/json {"data":{"hello":"hello you"}}""", await site.AskAsync("POST", body));
    }

    [Fact]
    public async Task An_event_stream_takes_a_hash_as_well()
    {
        await using Site site = await Site.StartAsync(Listing(Hello));
        string answer = await site.AskAsync("POST | Accept: text/event-stream", Filled("""{"documentId":"HASH"}"""));

        Assert.Contains("""data: {"data":{"hello":"hello world"}}""", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json", "200")]
    [InlineData("application/graphql-response+json", "400")]
    public async Task A_hash_that_is_not_known_is_answered_as_clients_expect(string accept, string status)
    {
        await using Site site = await Site.StartAsync();

        Assert.Equal(
            $"{status} {NotFound}",
            await site.CodeAsync($"POST | Accept: {accept}", Filled("""{"documentId":"sha256:HASH"}""")));
    }

    [Theory]
    [InlineData("""{"documentId":7}""", "The parameter 'documentId' must be a string, not a number.")]
    [InlineData("""{"documentId":"md5:x"}""", "The parameter 'documentId' must be 64 lowercase hexadecimal digits")]
    [InlineData("""{"documentId":"sha256:abc"}""", "The parameter 'documentId' must be")]
    [InlineData("""{"documentId":"UPPER"}""", "The parameter 'documentId' must be")]
    [InlineData("""{"documentId":""}""", "The parameter 'documentId' must be")]
    [InlineData("""{"extensions":{"persistedQuery":1}}""", "'extensions.persistedQuery' must have")]
    [InlineData("""{"extensions":{"persistedQuery":{"sha256Hash":"HASH"}}}""", "'extensions.persistedQuery' must have")]
    [InlineData("""{"extensions":{"persistedQuery":{"version":2,"sha256Hash":"HASH"}}}""", "'extensions.persisted")]
    [InlineData("""{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"UPPER"}}}""", "'extensions.persisted")]
    [InlineData("""{"extensions":{"persistedQuery":{"version":1e99,"sha256Hash":"HASH"}}}""", "'extensions.persisted")]
    [InlineData("""{"documentId":"OTHER","extensions":{"persistedQuery":{"version":1,"sha256Hash":"HASH"}}}""",
        "'documentId' and 'extensions.persistedQuery' name different documents.")]
    [InlineData("""{"extensions":{}}""", "The parameter 'query' is missing.")]
    public async Task What_is_no_hash_is_a_malformed_request(string body, string problem)
    {
        await using Site site = await Site.StartAsync(Listing(Hello));

        Assert.StartsWith(
            $"400 MALFORMED_REQUEST: {problem}", await site.CodeAsync("POST", Filled(body)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{QUERY"documentId":"sha256:HASH"}""")]
    [InlineData("""{QUERY"extensions":{"persistedQuery":{"version":1,"sha256Hash":"HASH"}}}""")]
    public async Task A_document_that_comes_with_its_hash_is_known_from_then_on(string form)
    {
        await using Site site = await Site.StartAsync();
        string byHash = Filled(form.Replace("QUERY", "", StringComparison.Ordinal));
        string both = Filled(form.Replace("QUERY", "\"query\":\"{ hello }\",", StringComparison.Ordinal));

        Assert.Equal($"200 {NotFound}", await site.CodeAsync("POST", byHash));
        Assert.Equal(World, await site.AskAsync("POST", both));
        Assert.Equal(World, await site.AskAsync("POST", byHash));
        Assert.Equal(World, await site.AskAsync("POST", Filled("""{"documentId":"HASH"}""")));
    }

    [Fact]
    public async Task A_hash_of_another_document_is_refused_and_nothing_is_remembered()
    {
        await using Site site = await Site.StartAsync();

        Assert.Equal(
            $"200 {Mismatch}", await site.CodeAsync("POST", Filled("""{"query":"{ user }","documentId":"HASH"}""")));
        Assert.Equal($"200 {NotFound}", await site.CodeAsync("POST", Filled("""{"documentId":"HASH"}""")));
    }

    [Fact]
    public async Task A_document_that_cannot_be_executed_is_not_remembered()
    {
        await using Site site = await Site.StartAsync();
        string hash = HashOf("{ nothing }");

        Assert.StartsWith(
            "200 VALIDATION_ERROR",
            await site.CodeAsync("POST", $$"""{"query":"{ nothing }","documentId":"{{hash}}"}"""),
            StringComparison.Ordinal);
        Assert.Equal($"200 {NotFound}", await site.CodeAsync("POST", $$"""{"documentId":"{{hash}}"}"""));
    }

    [Fact]
    public async Task Where_nothing_is_listed_and_nothing_remembered_clients_are_told_not_to_try()
    {
        await using Site site = await Site.StartAsync(options => options with
        {
            Limits = GraphQLHttpLimits.Default with { MaxRegisteredDocumentBytes = 0 },
        });

        Assert.Equal(World, await site.AskAsync("POST", Filled("""{"query":"{ hello }","documentId":"HASH"}""")));
        Assert.Equal(
            "200 PERSISTED_QUERY_NOT_SUPPORTED: PersistedQueryNotSupported",
            await site.CodeAsync("POST", Filled("""{"documentId":"HASH"}""")));
    }

    [Theory]
    [InlineData("""{"documentId":"sha256:HASH"}""", "200 OK")]
    [InlineData("""{"query":"{ hello }"}""", "200 OK")]
    [InlineData("""{"query":"{hello}"}""", $"200 {NotTrusted}")]
    [InlineData("""{"query":"{"}""", $"200 {NotTrusted}")]
    [InlineData("""{"query":"{ __schema { description } }"}""", $"200 {NotTrusted}")]
    [InlineData("""{"query":"{ user }","documentId":"HASH"}""", $"200 {Mismatch}")]
    [InlineData("""{"query":"{ user }","documentId":"USER"}""", $"200 {NotTrusted}")]
    [InlineData("""{"documentId":"USER"}""", $"200 {NotTrusted}")]
    [InlineData("""{"documentId":"OTHER"}""", $"200 {NotTrusted}")]
    public async Task With_the_switch_on_nothing_but_the_list_is_executed(string body, string expected)
    {
        await using Site site = await Site.StartAsync(options => Listing(Hello)(options) with
        {
            TrustedDocumentsOnly = true,
        });

        // First of all somebody tries to have another document remembered.
        await site.CodeAsync("POST", Filled("""{"query":"{ user }","documentId":"USER"}"""));

        Assert.Equal(expected, await site.CodeAsync("POST", Filled(body)));
    }

    [Fact]
    public void Documents_of_clients_are_forgotten_before_they_fill_the_memory_and_the_list_is_not()
    {
        OperationCache cache = OperationCacheTests.NewCache(new GraphQLHttpOptions
        {
            CreateState = _ => default,
            TrustedDocuments = TrustedDocuments.Of("{a}"),
            Limits = GraphQLHttpLimits.Default with { MaxRegisteredDocumentBytes = 10_000 },
        });
        for (int i = 0; i < 1_000; i++)
        {
            string document = $"{{a{i}:a}}";
            Assert.True(cache.Prepare(Request(document, HashOf(document))).IsOk);
        }

        Assert.InRange(cache.Registered.Bytes, 9_000, 10_000);
        Assert.InRange(cache.Registered.Count, 20, 40);
        Assert.True(cache.Prepare(Request(null, HashOf("{a}"))).IsOk);
        Assert.True(cache.Prepare(Request(null, HashOf("{a999:a}"))).IsOk);
        Assert.False(cache.Prepare(Request(null, HashOf("{a1:a}"))).IsOk);
    }

    [Theory]
    [InlineData("""{"HASH":"{ hello }"}""", null)]
    [InlineData("""{"sha256:HASH":"{ hello }"}""", null)]
    [InlineData("{}", null)]
    [InlineData("""{"OTHER":"{ hello }"}""", "Trusted document 'OTHER' has the SHA-256 HASH.")]
    [InlineData("""{"hello":"{ hello }"}""",
        "The key of a trusted document is 64 lowercase hexadecimal digits, with or without 'sha256:' before them, not "
        + "'hello'.")]
    [InlineData("""{"HASH":1}""", "Trusted document 'HASH' must be a string, not Number.")]
    [InlineData("[]", "The manifest of trusted documents must be a JSON object, not Array.")]
    [InlineData("{", "The manifest of trusted documents is not JSON: ")]
    [InlineData("""{"HASH":"{ hello }","HASH":"{ hello }"}""", "The manifest of trusted documents is not JSON: ")]
    [InlineData("""{"\ud800":"{ hello }"}""", "The manifest of trusted documents is not JSON: ")]
    public void A_manifest_is_checked_when_it_is_read(string manifest, string? problem)
    {
        Exception? exception = Record.Exception(() => TrustedDocuments.Parse(Encoding.UTF8.GetBytes(Filled(manifest))));

        Assert.StartsWith(Filled(problem ?? ""), exception?.Message ?? "", StringComparison.Ordinal);
        Assert.Equal(problem is null, exception is null);
    }

    [Fact]
    public void A_manifest_may_begin_with_a_byte_order_mark() => Assert.Equal(
        1, TrustedDocuments.Parse([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Filled("""{"HASH":"{ hello }"}"""))]).Count);

    private static Func<GraphQLHttpOptions, GraphQLHttpOptions> Listing(params string[] documents) =>
        options => options with { TrustedDocuments = TrustedDocuments.Of(documents) };

    private static RequestParameters Request(string? document, string hash) =>
        new(document, hash, OperationName: null, Variables: null, Extensions: null);

    private static string Filled(string text) => text
        .Replace("HASH", HelloHash, StringComparison.Ordinal)
        .Replace("USER", HashOf("{ user }"), StringComparison.Ordinal)
        .Replace("OTHER", HashOf("{ other }"), StringComparison.Ordinal)
        .Replace("UPPER", HelloHash.ToUpperInvariant(), StringComparison.Ordinal);

    // Worked out here once more, so that it is not the product that says what is right.
    private static string HashOf(string document) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));
}
