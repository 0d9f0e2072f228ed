using System.Text;
using System.Text.Json;
using AiBom.EndToEnd.Tests.Hosting;
using AiBom.Server.Demo;
using AiBom.Testing.Signing;

namespace AiBom.EndToEnd.Tests.BadInput;

/// <summary>
/// What logs in to an address stays in the original bytes: no answer, finding, table or log repeats it.
/// </summary>
public sealed class CredentialTests
{
    private const string Secret = "hunter2hunter2";
    private const string Url = $"https://user:{Secret}@host.example/a";
    private const string InPackageUrl = $"pkg:generic/acme/m@1?download_url=https://user:{Secret}%40host.example/a";

    private const string Questions =
        """
        { aiboms { nodes {
            mediaType serialNumber publisherName subject { id } artifacts { name declared }
            findings { code pointer message expected found }
            entities { qualifiedName name group version packageUrl description keys digests
              organizations { name } documents { pointer bomRef }
              attestations { subjects { name uri } inputs { name uri } builder result findings { message found } } } } }
          entities { nodes { qualifiedName keys } }
          attestations { nodes { builder subjects { name uri } inputs { name uri } findings { message found } } } }
        """;

    /// <summary>Every text of a CycloneDX document is the address, or has it in it.</summary>
    private static readonly string CycloneDx =
        $$$"""
        {"bomFormat":"CycloneDX","specVersion":"1.6","version":1,"serialNumber":"{{{Url}}}",
         "{{{Url}}}":1,
         "metadata":{"timestamp":"{{{Url}}}","manufacturer":{"name":"{{{Url}}}","url":["{{{Url}}}"]},
          "licenses":[{"license":{"id":"{{{Url}}}"}}],
          "component":{"type":"machine-learning-model","bom-ref":"{{{Url}}}","name":"{{{Url}}}","group":"{{{Url}}}",
           "version":"{{{Url}}}","description":"see {{{Url}}}","author":"{{{Url}}}","publisher":"{{{Url}}}",
           "supplier":{"name":"{{{Url}}}","url":"{{{Url}}}"},"purl":"{{{InPackageUrl}}}","cpe":"{{{Url}}}",
           "hashes":[{"alg":"{{{Url}}}","content":"{{{Url}}}"},{"alg":"SHA-256","content":"{{{Url}}}"}],
           "externalReferences":[{"type":"vcs","url":"{{{Url}}}"}],
           "properties":[{"name":"{{{Url}}}","value":"{{{Url}}}"},{"name":"base_model","value":"{{{Url}}}"},
            {"name":"aibom:derivation:method","value":"{{{Url}}}"}],
           "pedigree":{"ancestors":[{"type":"machine-learning-model","name":"{{{Url}}}0","purl":"{{{Url}}}"}],
            "notes":"{{{Url}}}"},
           "components":[{"type":"file","name":"{{{Url}}}",
            "hashes":[{"alg":"SHA-256","content":"{{{new string('a', 64)}}}"}]}],
           "modelCard":{"modelParameters":{"datasets":[{"ref":"{{{Url}}}1"},
            {"type":"dataset","name":"{{{Url}}}","contents":{"url":"{{{Url}}}"} }]} } } },
         "components":[{"type":"{{{Url}}}","name":"n"},{"type":"library","name":"l","bom-ref":"{{{Url}}}"},
          "{{{Url}}}",{"type":"data","name":7,"licenses":"{{{Url}}}"}],
         "dependencies":[{"ref":"{{{Url}}}","dependsOn":["{{{Url}}}2"]},{"ref":"{{{Url}}}3"}],
         "compositions":[{"aggregate":"{{{Url}}}","assemblies":["{{{Url}}}4"]}]}
        """;

    private const string Spdx =
        $$"""
        {"@context":["https://spdx.org/rdf/3.0.1/spdx-context.jsonld",{"own":"{{Url}}/"}],"@graph":[
         {"@id":"_:c","type":"CreationInfo","specVersion":"3.0.1","created":"{{Url}}","createdBy":["{{Url}}"]},
         {"type":"SpdxDocument","spdxId":"{{Url}}/d","creationInfo":"_:c","rootElement":["own:m"],"name":"{{Url}}"},
         {"type":"ai_AIPackage","spdxId":"own:m","creationInfo":"_:c","name":"{{Url}}","software_packageUrl":"{{Url}}",
          "software_packageVersion":"{{Url}}","software_downloadLocation":"{{Url}}","suppliedBy":"{{Url}}/gone",
          "ai_hyperparameter":[{"type":"DictionaryEntry","key":"baseModel","value":"{{Url}}"}],
          "verifiedUsing":[{"type":"Hash","algorithm":"{{Url}}","hashValue":"{{Url}}"}]},
         {"type":"Relationship","spdxId":"{{Url}}/r","creationInfo":"_:c","from":"own:m","to":["{{Url}}/gone"],
          "relationshipType":"trainedOn","description":"{{Url}}"}]}
        """;

    [Fact]
    public async Task No_answer_and_no_log_repeats_what_logs_in_to_an_address()
    {
        using var folder = new DataFolder();
        using ServerProcess server = await ServerProcess.StartAsync(
            folder.Path, "--Logging:LogLevel:Default=Trace", "--Aibom:GraphQL:MaxCost=1000000");
        byte[][] documents =
        [
            Encoding.UTF8.GetBytes(CycloneDx),
            Encoding.UTF8.GetBytes(CycloneDx.Replace("https://", "https:\\/\\/", StringComparison.Ordinal)
                .Replace("\"version\":1,", "\"version\":2,", StringComparison.Ordinal)),
            Encoding.UTF8.GetBytes(Spdx),
            Encoding.UTF8.GetBytes($$"""{"bomFormat":"{{Url}}","specVersion":"{{Url}}"}"""),
            Encoding.UTF8.GetBytes($$"""{"@context":"{{Url}}","spdxVersion":"SPDX-{{Url}}"}"""),
            Encoding.UTF8.GetBytes($$"""{"{{Url}}":1,"{{Url}}":1}"""),
        ];
        var answers = new List<Answer>();
        foreach (byte[] document in documents)
        {
            var file = new ChainFile(Url, "f");
            answers.Add(await server.Client.PostAsync(document, "application/json", "?dryRun=true"));
            answers.Add(await server.Client.PostAsync("?ingestPolicyId=strict", document, [], file));
            answers.Add(await server.Client.PostAsync(document, "application/json"));
            answers.Add(await server.Client.GraphQLAsync(
                "mutation($d: String!) { ingestAibom(input: {document: $d, mediaType: \"application/json\"}) "
                + "{ status findings { pointer message expected found } gate { reasons { message } } } }",
                new { d = Encoding.UTF8.GetString(document) }));
        }

        answers.Add(await server.Client.PostAsync(documents[0], query: $"?policyId={Uri.EscapeDataString(Url)}"));
        answers.Add(await server.Client.PostAsync(documents[0], $"application/json; x=\"{Url}\""));
        answers.Add(await server.Client.PostAsync(documents[0], [Encoding.UTF8.GetBytes($$"""{"{{Url}}":1}""")]));
        answers.Add(await server.Client.AttestAsync(Provenance()));
        answers.Add(await server.Client.GraphQLAsync(Questions));

        Assert.All(answers, answer => Assert.DoesNotContain(Secret, answer.Text, StringComparison.Ordinal));
        Assert.Contains(answers, answer => answer.Text.Contains("***", StringComparison.Ordinal));
        Assert.False(answers[^1].Json.TryGetProperty("errors", out _), answers[^1].Text);
        Assert.All(await Task.WhenAll(documents[..3].Select(server.Client.OriginalAsync)), original =>
            Assert.Contains(Secret, original.Text, StringComparison.Ordinal));

        string log = await server.EndAsync();
        Assert.NotEqual("", log);
        Assert.DoesNotContain(Secret, log, StringComparison.Ordinal);
        Assert.All(Directory.EnumerateFiles(folder.Path), file => Assert.DoesNotContain(
            Secret, Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal));
    }

    /// <summary>A signed provenance whose materials are addresses with credentials.</summary>
    private static byte[] Provenance() => Signer.Ecdsa().Sign("application/vnd.in-toto+json", Encoding.UTF8.GetBytes(
        JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["_type"] = "https://in-toto.io/Statement/v1",
            ["subject"] = new[] { new { name = Url, digest = new { sha256 = new string('a', 64) } } },
            ["predicateType"] = "https://slsa.dev/provenance/v1",
            ["predicate"] = new
            {
                buildDefinition = new
                {
                    buildType = Url,
                    externalParameters = new { },
                    resolvedDependencies = new[] { new { uri = Url, digest = new { sha256 = new string('b', 64) } } },
                },
                runDetails = new { builder = new { id = Url } },
            },
        }))).ToBytes();
}
