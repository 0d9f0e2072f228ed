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
}
