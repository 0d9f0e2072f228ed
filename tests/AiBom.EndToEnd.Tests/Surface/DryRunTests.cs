using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AiBom.EndToEnd.Tests.Chains;
using AiBom.EndToEnd.Tests.Hosting;
using AiBom.Server.Demo;
using AiBom.Testing;
using AiBom.Testing.Signing;
using Microsoft.Data.Sqlite;

namespace AiBom.EndToEnd.Tests.Surface;

/// <summary>A dry run finds what the real one finds, and leaves nothing behind.</summary>
public sealed class DryRunTests
{
    private const string Weights = "the weights\n";

    [Fact]
    public async Task A_dry_run_finds_what_the_real_one_finds_and_leaves_no_trace()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        var poster = new ChainPoster(SpeechChain.Create());
        await poster.RegisterAsync(host.Client);
        foreach ((string what, byte[] document, byte[][] bundles, ChainFile[] files) in Cases())
        {
            Answer real = await CheckAsync(host, what, document, bundles, files);
            Assert.True(what.Split(' ')[0] == real.Json.String("status"), $"{what}: {real.Text}");
        }
    }

    [Fact]
    public async Task It_is_so_for_real_documents()
    {
        if (!Repository.HasShared("conformance/bom", out string reason))
        {
            Assert.Skip(reason);
        }

        await using ServerHost host = await ServerHost.StartAsync();
        string[] files = ["bxf12315-hf-aibom", "manifest-cyber-aibom", "spdx-3-model-examples", "cyclonedx-guides"];
        int count = 0;
        foreach (string path in files.SelectMany(folder => Directory.EnumerateFiles(
            Repository.Shared($"conformance/bom/{folder}"), "*.json", SearchOption.AllDirectories)).Order())
        {
            await CheckAsync(
                host, path, await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken), [], []);
            count++;
        }

        Assert.InRange(count, 20, 1_000);
    }

    [Fact]
    public async Task A_dry_run_of_what_is_recorded_answers_the_record()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        byte[] document = Model("recorded");
        Answer posted = await host.Client.PostAsync(document);

        Answer again = await host.Client.PostAsync(document, query: "?dryRun=true");

        Assert.Equal(posted.Json.At("receipt").GetRawText(), again.Json.At("receipt").GetRawText());
        Assert.True(again.Json.GetProperty("isRepeated").GetBoolean());
    }

    [Fact]
    public async Task An_artifact_over_the_bound_is_refused_in_a_dry_run_too()
    {
        await using ServerHost host = await ServerHost.StartAsync("MaxArtifactBytes=1024");
        string before = Folder(host);

        Answer answer = await host.Client.PostAsync(
            "?dryRun=true", Model("large"), [], new ChainFile("w", new string('w', 1_025)));

        Assert.Equal("413 SIZE_EXCEEDED", answer.Verdict());
        Assert.Equal(before, Folder(host));
    }

    [Fact]
    public async Task What_is_neither_true_nor_false_is_a_malformed_request()
    {
        await using ServerHost host = await ServerHost.StartAsync();

        Assert.Equal(
            "400 MALFORMED_REQUEST", (await host.Client.PostAsync(Model("x"), query: "?dryRun=perhaps")).Verdict());
    }

    private static async Task<Answer> CheckAsync(
        ServerHost host, string what, byte[] document, byte[][] bundles, ChainFile[] files)
    {
        string before = Folder(host);
        long head = await host.HeadAsync();

        Answer dry = await host.Client.PostAsync("?dryRun=true", document, bundles, files);
        string after = Folder(host);
        long headAfter = await host.HeadAsync();
        Answer real = await host.Client.PostAsync(document, bundles, files);

        Assert.True(before == after, $"{what} left something: {before}\n{after}");
        Assert.Equal(head, headAfter);
        Assert.True(Found(dry) == Found(real), $"{what}\n{Found(dry)}\n{Found(real)}");
        return real;
    }

    /// <summary>Everything that an answer says of the submission itself.</summary>
    private static string Found(Answer answer)
    {
        JsonObject json = JsonNode.Parse(answer.Text)!.AsObject();
        foreach (string name in new[] { "receipt", "aibom", "gate" })
        {
            json.Remove(name);
        }

        foreach (JsonNode? attestation in json["attestations"]!.AsArray())
        {
            attestation!.AsObject().Remove("receipt");
        }

        return json.ToJsonString();
    }

    /// <summary>Every file with its length, and of the database how many rows each table has.</summary>
    private static string Folder(ServerHost host)
    {
        IEnumerable<string> files = Directory.EnumerateFiles(
            Path.Combine(host.Folder, "blobs"), "*", SearchOption.AllDirectories)
            .Select(file => $"{Path.GetRelativePath(host.Folder, file)} {new FileInfo(file).Length}")
            .Concat(Directory.EnumerateFiles(host.Folder).Select(file => Path.GetFileName(file)));
        using var database = new SqliteConnection($"Data Source={Path.Combine(host.Folder, "aibom.db")};Mode=ReadOnly");
        database.Open();
        IEnumerable<string> rows = Texts(
            database, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
            .Select(table => $"{table} {Texts(database, $"SELECT count(*) FROM \"{table}\"").Single()}");
        return string.Join('\n', files.Order(StringComparer.Ordinal).Concat(rows));
    }

    [SuppressMessage(
        "Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "The tables' own names.")]
    private static List<string> Texts(SqliteConnection database, string sql)
    {
        using SqliteCommand command = database.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read())
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }

    /// <summary>A status, what is special, and the submission.</summary>
    private static IEnumerable<(string What, byte[] Document, byte[][] Bundles, ChainFile[] Files)> Cases()
    {
        var weights = new ChainFile("w", Weights);
        string sha512 = Convert.ToHexStringLower(SHA512.HashData(weights.Bytes));
        byte[] signed = SpeechChain.Posting("harbor/spell-base@3").Document;
        byte[] stranger = Signer.Ecdsa().SignDocument(signed).ToBytes();
        yield return ("ACCEPTED plain", Model("plain"), [], []);
        yield return ("ACCEPTED with its file", Model("a", Declared("SHA-256", weights.Digest.Hex)), [], [weights]);
        yield return ("ACCEPTED by another function", Model("b", Declared("SHA-512", sha512)), [], [weights]);
        yield return (
            "ACCEPTED_WITH_FINDINGS by a function that is not computed",
            Model("c", Declared("BLAKE3", new string('0', 64))),
            [],
            [weights]);
        yield return ("ACCEPTED_WITH_FINDINGS a stray file", Model("d"), [], [weights]);
        yield return ("ACCEPTED_WITH_FINDINGS wrong types", Model("e", ",\"group\":7,\"extra\":1"), [], []);
        yield return ("QUARANTINED other bytes", Model("f", Declared("SHA-512", new string('0', 128))), [], [weights]);
        yield return ("QUARANTINED no envelope", Model("g"), ["{}"u8.ToArray()], []);
        yield return ("QUARANTINED a stranger's word", signed, [stranger], []);
        yield return ("REJECTED no JSON", "{"u8.ToArray(), [], []);
        yield return ("REJECTED its own ancestor", Model("h", Ancestor("h")), [], []);
        yield return ("ACCEPTED numbered", Model("i", number: 1), [], []);
        yield return ("CONFLICT the number again", Model("j", number: 1), [], []);
        yield return ("ACCEPTED the child of a cycle", Model("k", Ancestor("l")), [], []);
        yield return ("ACCEPTED_WITH_FINDINGS the cycle", Model("l", Ancestor("k")), [], []);
    }

    private static string Declared(string function, string hex) =>
        $$""","components":[{"type":"file","name":"w","hashes":[{"alg":"{{function}}","content":"{{hex}}"}]}]""";

    private static string Ancestor(string name) =>
        $$"""
        ,"pedigree":{"ancestors":[{"type":"machine-learning-model","name":"{{name}}","version":"1",
         "purl":"pkg:generic/dry/{{name}}@1"}]}
        """;

    private static byte[] Model(string name, string more = "", int? number = null)
    {
        string serial = number is null ? "" : $"\"serialNumber\":\"urn:uuid:00000000-0000-4000-8000-{number:D12}\",";
        return Encoding.UTF8.GetBytes(
            $$"""
            {"bomFormat":"CycloneDX","specVersion":"1.7","version":1,{{serial}}
             "metadata":{"component":{"type":"machine-learning-model","name":"{{name}}","version":"1",
              "purl":"pkg:generic/dry/{{name}}@1"{{more}} } } }
            """);
    }
}
