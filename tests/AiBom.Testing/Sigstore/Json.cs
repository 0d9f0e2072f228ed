using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AiBom.Testing.Sigstore;

/// <summary>JSON as Sigstore's programs write it.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// The text without white space. With members in order, and nothing but ASCII and whole numbers, which is all that
    /// is minted, this is RFC 8785.
    /// </summary>
    public static string Text(JsonNode node) => node.ToJsonString(Plain);

    /// <summary><see cref="Text"/> in UTF-8.</summary>
    public static byte[] Bytes(JsonNode node) => Encoding.UTF8.GetBytes(Text(node));

    /// <summary>A 64-bit number as protobuf writes it in JSON: a string.</summary>
    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>An instant as protobuf writes it in JSON.</summary>
    public static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A hash by its name in <c>sigstore_common.proto</c>.</summary>
    public static string ProtocolName(HashAlgorithmName hash) => $"SHA2_{hash.Name![3..]}";

    /// <summary>A hash by the name that in-toto and logs of the first version use.</summary>
    public static string PlainName(HashAlgorithmName hash) => $"sha{hash.Name![3..]}";
}
