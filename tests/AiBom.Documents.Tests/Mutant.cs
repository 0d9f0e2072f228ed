using System.Text.Json.Nodes;

namespace AiBom.Documents.Tests;

/// <summary>Documents with a few things changed.</summary>
internal static class Mutant
{
    /// <summary>
    /// One with other bytes, or with texts in the places of others of the same length, which leaves the JSON whole.
    /// </summary>
    public static byte[] Of(byte[] original, Random random)
    {
        byte[] document = [.. original];
        for (int edit = random.Next(1, 8); edit > 0; edit--)
        {
            if (random.Next(4) == 0)
            {
                document[random.Next(document.Length)] = (byte)"{}[]\",:0nt\\u\u0000\u00ff"[random.Next(13)];
            }
            else
            {
                Swap(document, random);
            }
        }

        return random.Next(8) == 0 ? document[..random.Next(document.Length)] : document;
    }

    /// <summary>Puts a copy of one value of the document, or something plain, in the place of another.</summary>
    public static void Exchange(JsonNode document, Random random)
    {
        JsonNode[] values = [.. Values(document).Where(value => value.Parent is not null)];
        if (values.Length == 0)
        {
            return;
        }

        JsonNode place = values[random.Next(values.Length)];
        JsonNode? other = random.Next(3) switch
        {
            0 => values[random.Next(values.Length)].DeepClone(),
            1 => null,
            _ => JsonNode.Parse(((string[])["7", "true", "[]", "{}", "\"\"", "[null]", "{\"a\":1}"])[random.Next(7)]),
        };
        place.ReplaceWith(other);
    }

    private static void Swap(byte[] document, Random random)
    {
        int[] quotes = [.. Enumerable.Range(0, document.Length).Where(at => document[at] == '"')];
        if (quotes.Length < 2)
        {
            return;
        }

        int from = random.Next(quotes.Length - 1);
        int to = random.Next(quotes.Length - 1);
        int length = quotes[from + 1] - quotes[from];
        if (length == quotes[to + 1] - quotes[to])
        {
            document.AsSpan(quotes[from], length).CopyTo(document.AsSpan(quotes[to]));
        }
    }

    private static IEnumerable<JsonNode> Values(JsonNode node) => (node switch
    {
        JsonObject members => members.Select(member => member.Value),
        JsonArray items => items,
        _ => [],
    }).OfType<JsonNode>().SelectMany(Values).Prepend(node);
}
