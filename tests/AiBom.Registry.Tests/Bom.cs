using System.Text;
using System.Text.Json.Nodes;

namespace AiBom.Registry.Tests;

/// <summary>A small CycloneDX document about one model, by the hand of whoever writes the test.</summary>
internal sealed record Bom(string Model)
{
    private static readonly char[] Separators = ['/', '@'];

    /// <summary>
    /// What it was made from, as names <c>group/name@version</c>; with <c>#</c> and the digit of its SHA-256 behind.
    /// </summary>
    public string[] Parents { get; init; } = [];

    public string? Publisher { get; init; }

    /// <summary>From whom it quotes what it was made from.</summary>
    public string? CitedFrom { get; init; }

    public int? Serial { get; init; }

    public int Version { get; init; } = 1;

    public string? Created { get; init; }

    /// <summary>One hexadecimal digit, of which its SHA-256 has 64.</summary>
    public char? Digit { get; init; }

    public string? Description { get; init; }

    /// <summary>A file's name and the digit of its SHA-256.</summary>
    public (string Name, string Sha256)? File { get; init; }

    public static string PackageUrlOf(string model) => $"pkg:huggingface/{model}";

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToJson().ToJsonString());

    private JsonObject ToJson()
    {
        var metadata = new JsonObject { ["component"] = Subject() };
        if (Publisher is not null)
        {
            metadata["manufacturer"] = new JsonObject { ["name"] = Publisher };
        }

        var bom = new JsonObject
        {
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["version"] = Version,
            ["metadata"] = metadata,
        };
        if (Serial is { } serial)
        {
            bom["serialNumber"] = $"urn:uuid:00000000-0000-4000-8000-{serial:D12}";
        }

        if (CitedFrom is not null)
        {
            metadata["supplier"] = new JsonObject { ["bom-ref"] = "cited", ["name"] = CitedFrom };
            bom["specVersion"] = "1.7";
            bom["citations"] = new JsonArray(new JsonObject
            {
                ["pointers"] = new JsonArray("/metadata/component/pedigree"),
                ["attributedTo"] = "cited",
                ["timestamp"] = "2026-01-01T00:00:00Z",
            });
        }

        return bom;
    }

    private JsonObject Subject()
    {
        JsonObject component = Component(Model);
        component["bom-ref"] = "subject";
        component["pedigree"] = new JsonObject
        {
            ["ancestors"] = new JsonArray([.. Parents.Select(Component)]),
        };
        if (Description is not null)
        {
            component["description"] = Description;
        }

        if (Created is not null)
        {
            component["releaseNotes"] = new JsonObject { ["type"] = "major", ["timestamp"] = Created };
        }

        if (Digit is { } digit)
        {
            component["hashes"] = Sha256(new string(digit, 64));
        }

        if (File is { } file)
        {
            component["components"] = new JsonArray(new JsonObject
            {
                ["type"] = "file",
                ["name"] = file.Name,
                ["hashes"] = Sha256(file.Sha256),
            });
        }

        return component;
    }

    private static JsonObject Component(string named)
    {
        string[] halves = named.Split('#');
        string model = halves[0];
        string[] parts = model.Split(Separators);
        var component = new JsonObject
        {
            ["type"] = "machine-learning-model",
            ["group"] = parts[0],
            ["name"] = parts[1],
            ["version"] = parts[2],
            ["purl"] = PackageUrlOf(model),
        };
        if (halves is [_, [var digit]])
        {
            component["hashes"] = Sha256(new string(digit, 64));
        }

        if (halves is [_, [var own], var licensee])
        {
            component["hashes"] = Sha256(new string(own, 64));
            component["licenses"] = new JsonArray(new JsonObject
            {
                ["license"] = new JsonObject
                {
                    ["name"] = "an agreement",
                    ["licensing"] = new JsonObject
                    {
                        ["licensee"] = new JsonObject { ["organization"] = new JsonObject { ["name"] = licensee } },
                    },
                },
            });
        }

        return component;
    }

    private static JsonArray Sha256(string hex) =>
        new(new JsonObject { ["alg"] = "SHA-256", ["content"] = hex });
}
