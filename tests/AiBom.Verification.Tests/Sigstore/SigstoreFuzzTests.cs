using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiBom.Domain;
using AiBom.Verification.Sigstore;

namespace AiBom.Verification.Tests.Sigstore;

/// <summary>
/// Random damage to published bundles and trusted roots: never an exception, and nothing is believed but what was
/// believed whole.
/// </summary>
public sealed class SigstoreFuzzTests(ITestOutputHelper output)
{
    private const int Rounds = 12;

    /// <summary>Those refused for something that they may do without, so that damage can repair them.</summary>
    private static readonly HashSet<string> RefusedForAnExtra = new(StringComparer.Ordinal)
    {
        "conformance/intoto-tsa-timestamp-outside-cert-validity_fail", "conformance/message-digest-mismatch_fail",
        "go/dsse-2sigs", "python/tsa/bundle", "python/tsa/duplicate", "python/tsa/many",
    };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Damaged_bytes_of_a_bundle_are_data(int seed)
    {
        (int mutants, int believed) = Mutate(seed, (bundle, random) => Bytes(bundle, random));

        output.WriteLine($"bytes of bundles seed {seed}: {mutants} mutants, {believed} believed as they were");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Damaged_values_of_a_bundle_are_data(int seed)
    {
        (int mutants, int believed) = Mutate(seed, Values);

        output.WriteLine($"values of bundles seed {seed}: {mutants} mutants, {believed} believed as they were");
    }

    [Fact]
    public void Damaged_trusted_roots_are_data()
    {
        Assert.SkipUnless(CorpusRow.AreHere(out string reason), reason);
        var random = new Random(5);
        int mutants = 0;
        CorpusRow row = CorpusRow.Read("sigstore-bundle").First(one => one.Expected == "accept");
        byte[] bundle = row.Bundle;
        SigstorePolicy policy = row.Policy()!;
        for (; mutants < 300; mutants++)
        {
            byte[] root = mutants % 2 == 0 ? Bytes(row.TrustedRoot, random) : Values(row.TrustedRoot, random);

            new SigstoreVerifier(new TrustedRoots([root])).Verify(bundle, row.ByPath(), policy);
        }

        output.WriteLine($"trusted roots: {mutants} mutants");
    }

    private static (int Mutants, int Believed) Mutate(int seed, Func<byte[], Random, byte[]> damage)
    {
        Assert.SkipUnless(CorpusRow.AreHere(out string reason), reason);
        var random = new Random(seed);
        (int mutants, int believed) = (0, 0);
        foreach (CorpusRow row in CorpusRow.Read("sigstore-bundle").Where(row => row.Policy() is not null))
        {
            byte[] whole = row.Bundle;
            var verifier = new SigstoreVerifier(new TrustedRoots([row.TrustedRoot]));
            SigstorePolicy policy = row.Policy()!;
            SigstoreArtifact artifact = row.ByPath();
            SigstoreReport sound = verifier.Verify(whole, artifact, policy);
            for (int round = 0; round < Rounds; round++, mutants++)
            {
                SigstoreReport report = verifier.Verify(damage(whole, random), artifact, policy);
                if (report.Verified is { } verified)
                {
                    // Damage may miss what counts: a hint, a member's name. Then all is as it was.
                    believed++;
                    Assert.True(sound.Verified is not null || RefusedForAnExtra.Contains(row.Case), row.Case);
                    Assert.Equal(Text(sound.Verified ?? verified), Text(verified));
                }
            }
        }

        return (mutants, believed);
    }

    /// <summary>What a bundle proves, but for the times, of which one of several may be gone.</summary>
    private static string Text(VerifiedBundle verified) =>
        $"{verified.Identity} {verified.Issuer} {verified.Key.Id} {verified.Envelope?.PayloadType} "
            + Digest.Of(verified.Envelope is { } envelope ? envelope.Payload.Span : []).Hex;

    /// <summary>Flips, removes and repeats bytes.</summary>
    private static byte[] Bytes(byte[] whole, Random random)
    {
        List<byte> bytes = [.. whole];
        for (int count = random.Next(1, 4); count > 0; count--)
        {
            int at = random.Next(bytes.Count);
            int length = Math.Min(bytes.Count - at, random.Next(1, 40));
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1 when bytes.Count > length:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
                default:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes("\"null,0}]=="[..random.Next(1, 11)]));
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>Changes one value of the JSON, and often a byte within what it holds in base64.</summary>
    private static byte[] Values(byte[] whole, Random random)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(whole);
        }
        catch (JsonException)
        {
            return whole;
        }

        JsonNode[] nodes = [.. Descendants(root!)];
        JsonNode node = nodes[random.Next(nodes.Length)];
        JsonNode? changed = Change(node, nodes, random);
        switch (node.Parent)
        {
            case JsonObject parent:
                parent[node.GetPropertyName()] = changed;
                break;
            case JsonArray parent:
                parent[node.GetElementIndex()] = changed;
                break;
            default:
                break;
        }

        return Encoding.UTF8.GetBytes(root!.ToJsonString());
    }

    private static JsonNode? Change(JsonNode node, JsonNode[] nodes, Random random) => (node, random.Next(6)) switch
    {
        (JsonValue value, < 3) when value.TryGetValue(out string? text) => JsonValue.Create(Damage(text, random)),
        (_, 3) => null,
        (_, 4) => nodes[random.Next(nodes.Length)].DeepClone(),
        (JsonArray array, _) => new JsonArray([.. array.Concat(array).Select(item => item?.DeepClone())]),
        _ => JsonValue.Create(random.NextInt64(long.MinValue, long.MaxValue)),
    };

    private static string Damage(string text, Random random)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out int length) || length == 0)
        {
            return text.Length == 0 ? "x" : text.Remove(random.Next(text.Length), 1);
        }

        switch (random.Next(3))
        {
            case 0:
                bytes[random.Next(length)] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                length = random.Next(length);
                break;
            default:
                bytes[random.Next(Math.Min(length, 12))] = (byte)random.Next(256);
                break;
        }

        return Convert.ToBase64String(bytes, 0, length);
    }

    private static IEnumerable<JsonNode> Descendants(JsonNode node)
    {
        IEnumerable<JsonNode?> children = node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        };
        return [node, .. children.OfType<JsonNode>().SelectMany(Descendants)];
    }
}
