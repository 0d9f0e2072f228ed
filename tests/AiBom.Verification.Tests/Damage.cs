using System.Text;

namespace AiBom.Verification.Tests;

/// <summary>Random damage that repeats itself by its seed.</summary>
internal sealed class Damage(int seed)
{
    private static readonly string[] Fragments =
    [
        "{", "}", "[", "]", "\"", ":", ",", "\\u0000", "\\ud800", "null", "1e999", "-1", "true", "../", "=", "\u00e9",
        " ", "\"publicKey\":{},", "\"resources\":[],", "\"certificate\":null,", "\"value\":\"AA\",", "[[[[[[[[[[",
        "\"excludes\":[\"components\"],", "\"signers\":[],", "\"algorithm\":\"HS256\",", "\"digest\":\"\",",
    ];

    private readonly Random random = new(seed);

    /// <summary>A copy with one to three flips, cuts, insertions or repetitions.</summary>
    public byte[] Of(byte[] whole)
    {
        List<byte> bytes = [.. whole];
        for (int count = random.Next(1, 4); count > 0 && bytes.Count > 0; count--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 20)));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Fragments[random.Next(Fragments.Length)]));
                    break;
                default:
                    int length = Math.Min(bytes.Count - at, random.Next(1, 40));
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
            }
        }

        return [.. bytes];
    }
}
