using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace AiBom.Testing.Sigstore;

/// <summary>A Rekor log. It signs what it is asked to, and says truthfully what it has logged and when.</summary>
public sealed record TransparencyLog
{
    /// <summary>What it signs with.</summary>
    public required Key Key { get; init; }

    /// <summary>Where it is.</summary>
    public required string Host { get; init; }

    /// <summary>Whose it is; null leaves the operator out of the trusted root.</summary>
    public string? Operator { get; init; }

    /// <summary>1 with signed entry timestamps, 2 with checkpoints alone.</summary>
    public required int Version { get; init; }

    /// <summary>The first line of its checkpoints: its host, in version 1 with its tree's number.</summary>
    public string Origin { get; init; } = "";

    /// <summary>The name on its signature lines.</summary>
    public string SignerName { get; init; } = "";

    /// <summary>How many entries its earlier trees have: what a global index is more than one in its tree.</summary>
    public int Earlier { get; init; }

    /// <summary>Its id, by which a trusted root and entries name it.</summary>
    public byte[] Id => Key.IdUnder(SignerName);

    /// <summary>A log of the first version, with ECDSA.</summary>
    public static TransparencyLog First(string host, string? owner = null) => new()
    {
        Key = Key.P256(),
        Host = host,
        Operator = owner,
        Version = 1,
        Origin = $"{host} - 2605736670972794746",
        SignerName = host,
        Earlier = 4_163_431,
    };

    /// <summary>A log of the second version.</summary>
    public static TransparencyLog Second(string host, Key key, string? owner = null) => new()
    {
        Key = key,
        Host = host,
        Operator = owner,
        Version = 2,
        Origin = host,
        SignerName = host,
    };

    /// <summary>A promise to include an entry: RFC 8785 over what the entry's fields are, signed.</summary>
    internal byte[] Promise(byte[] body, long index, DateTimeOffset at)
    {
        var promised = new JsonObject
        {
            ["body"] = Convert.ToBase64String(body),
            ["integratedTime"] = at.ToUnixTimeSeconds(),
            ["logID"] = Convert.ToHexStringLower(Id),
            ["logIndex"] = index,
        };
        return Key.Sign(Json.Bytes(promised));
    }

    /// <summary>A checkpoint (C2SP tlog-checkpoint), signed by the log.</summary>
    internal string Checkpoint(int size, byte[] root, CheckpointRecipe recipe)
    {
        string text = recipe.Text(string.Create(
            CultureInfo.InvariantCulture, $"{Origin}\n{size}\n{Convert.ToBase64String(root)}\n"));
        IEnumerable<string> lines =
            recipe.Lines(SignatureLine(SignerName, Key, text), [.. recipe.Witnesses.Select(By(text))]);
        return $"{text}\n{string.Concat(lines)}";
    }

    private static Func<(string Name, Key Key), string> By(string text) =>
        witness => SignatureLine(witness.Name, witness.Key, text);

    private static string SignatureLine(string name, Key key, string text)
    {
        byte[] signature = [.. key.IdUnder(name)[..4], .. key.Sign(Encoding.UTF8.GetBytes(text))];
        return $"\u2014 {name} {Convert.ToBase64String(signature)}\n";
    }
}

/// <summary>How a checkpoint is made and written.</summary>
public sealed record CheckpointRecipe
{
    /// <summary>The text that the log signs.</summary>
    public Func<string, string> Text { get; init; } = text => text;

    /// <summary>Who signs beside the log.</summary>
    public IReadOnlyList<(string Name, Key Key)> Witnesses { get; init; } = [];

    /// <summary>The order of the lines: the log's, and the witnesses'.</summary>
    public Func<string, IReadOnlyList<string>, IEnumerable<string>> Lines { get; init; } =
        (own, witnesses) => [own, .. witnesses];
}
