using System.Text;
using System.Text.Json.Nodes;

namespace AiBom.Testing.Sigstore;

/// <summary>An entry in a log, and what of it a bundle holds.</summary>
public sealed record EntryRecipe
{
    /// <summary>Which log has it.</summary>
    public TransparencyLog Log { get; init; } = VirtualSigstore.FirstRekor;

    /// <summary>Its kind and version.</summary>
    public EntryKind Kind { get; init; } = EntryKind.HashedRekord1;

    /// <summary>When a log of the first version took it in.</summary>
    public DateTimeOffset At { get; init; } = VirtualSigstore.At;

    /// <summary>Whether the bundle holds the log's promise; logs of the second version make none.</summary>
    public bool HasPromise { get; init; } = true;

    /// <summary>Whether the bundle holds a proof of inclusion.</summary>
    public bool HasProof { get; init; } = true;

    /// <summary>The entry's index in its tree.</summary>
    public int Index { get; init; } = 6;

    /// <summary>How many entries the tree has.</summary>
    public int TreeSize { get; init; } = 11;

    /// <summary>What the submitter had the log take in, from what it should have been.</summary>
    public Change Logged { get; init; } = Changes.None;

    /// <summary>How the checkpoint is made and written.</summary>
    public CheckpointRecipe Checkpoint { get; init; } = new();

    /// <summary>What becomes of the entry on its way into the bundle.</summary>
    public Change Written { get; init; } = Changes.None;

    /// <summary>An entry in a log of the second version.</summary>
    public static EntryRecipe Second { get; } =
        new() { Log = VirtualSigstore.SecondRekor, Kind = EntryKind.HashedRekord2 };

    internal JsonObject Make(Signed signed)
    {
        JsonObject content = EntryBody.Of(Kind, signed);
        Logged(content, signed);
        byte[] body = Json.Bytes(content);
        int index = Log.Earlier + Index;
        var entry = new JsonObject
        {
            ["logIndex"] = Json.Number(index),
            ["logId"] = new JsonObject { ["keyId"] = Convert.ToBase64String(Log.Id) },
            ["kindVersion"] = new JsonObject { ["kind"] = Kind.Name, ["version"] = Kind.Version },
        };
        if (Log.Version is 1 && HasPromise)
        {
            entry["integratedTime"] = Json.Number(At.ToUnixTimeSeconds());
            entry["inclusionPromise"] = new JsonObject
            {
                ["signedEntryTimestamp"] = Convert.ToBase64String(Log.Promise(body, index, At)),
            };
        }

        if (HasProof)
        {
            entry["inclusionProof"] = Proof(body);
        }

        entry["canonicalizedBody"] = Convert.ToBase64String(body);
        Written(entry, signed);
        return entry;
    }

    private JsonObject Proof(byte[] body)
    {
        byte[][] leaves = [.. Enumerable.Range(0, TreeSize).Select(other => Encoding.UTF8.GetBytes($"entry {other}"))];
        leaves[Index] = body;
        byte[] root = MerkleTree.Root(leaves);
        IEnumerable<JsonNode> path =
            MerkleTree.Path(Index, leaves).Select(hash => (JsonNode)Convert.ToBase64String(hash));
        return new JsonObject
        {
            ["logIndex"] = Json.Number(Index),
            ["rootHash"] = Convert.ToBase64String(root),
            ["treeSize"] = Json.Number(TreeSize),
            ["hashes"] = new JsonArray([.. path]),
            ["checkpoint"] = new JsonObject { ["envelope"] = Log.Checkpoint(TreeSize, root, Checkpoint) },
        };
    }
}

/// <summary>The kind and version of a log entry.</summary>
/// <param name="Name">The kind.</param>
/// <param name="Version">Its version.</param>
public sealed record EntryKind(string Name, string Version)
{
    /// <summary>A signature over a hash, in a log of the first version.</summary>
    public static EntryKind HashedRekord1 { get; } = new("hashedrekord", "0.0.1");

    /// <summary>The same in a log of the second version.</summary>
    public static EntryKind HashedRekord2 { get; } = new("hashedrekord", "0.0.2");

    /// <summary>An envelope's signatures and hashes.</summary>
    public static EntryKind Dsse1 { get; } = new("dsse", "0.0.1");

    /// <summary>The same in a log of the second version.</summary>
    public static EntryKind Dsse2 { get; } = new("dsse", "0.0.2");

    /// <summary>An envelope's signatures and hashes, in their oldest form.</summary>
    public static EntryKind InToto2 { get; } = new("intoto", "0.0.2");
}
