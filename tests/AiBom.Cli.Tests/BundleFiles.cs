using System.Text.Json.Nodes;
using AiBom.Testing.Sigstore;

namespace AiBom.Cli.Tests;

/// <summary>Minted evidence as files in a folder of its own, and questions about them.</summary>
internal sealed class BundleFiles : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("aibom-bundles-");

    /// <summary>Writes evidence; of several in one folder the last one stands.</summary>
    public BundleFiles(Recipe recipe)
    {
        Evidence evidence = VirtualSigstore.Mint(recipe);
        File.WriteAllBytes(At("bundle.json"), evidence.Bundle);
        File.WriteAllBytes(At("root.json"), evidence.TrustedRoot);
        File.WriteAllBytes(At("artifact"), evidence.Artifact);
        if (evidence.KeyPem is { } pem)
        {
            File.WriteAllText(At("key.pem"), pem);
        }
    }

    public string At(string name) => Path.Combine(folder.FullName, name);

    /// <summary>Runs the verb; words in braces are names of files.</summary>
    public Task<Answer> RunAsync(string line) => Aibom.RunAsync([.. line.Split(' ').Select(Filled)]);

    /// <summary>Writes a batch and runs it.</summary>
    public async Task<(Answer Whole, JsonNode[] Lines)> BatchAsync(params string[] lines)
    {
        await File.WriteAllTextAsync(
            At("batch.jsonl"), string.Join('\n', lines) + "\n", TestContext.Current.CancellationToken);
        Answer answer = await Aibom.RunAsync("verify-bundle", "--batch", At("batch.jsonl"));
        string[] answers = answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return (answer, [.. answers.Select(text => JsonNode.Parse(text)!)]);
    }

    /// <summary>A sound question about the certificate's bundle, with some members different.</summary>
    public static string Question(params (string Name, JsonNode? Value)[] changes)
    {
        var question = new JsonObject
        {
            ["case"] = "one",
            ["bundle"] = "bundle.json",
            ["artifact"] = "artifact",
            ["identity"] = VirtualSigstore.Identity,
            ["issuer"] = VirtualSigstore.Issuer,
            ["trustedRoot"] = "root.json",
        };
        foreach ((string name, JsonNode? value) in changes)
        {
            question[name] = value?.DeepClone();
        }

        return question.ToJsonString();
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string Filled(string word) => word switch
    {
        "{identity}" => VirtualSigstore.Identity,
        "{issuer}" => VirtualSigstore.Issuer,
        _ => word.Replace("@", folder.FullName + Path.DirectorySeparatorChar, StringComparison.Ordinal),
    };
}
