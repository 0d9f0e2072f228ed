using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using AiBom.Domain;

namespace AiBom.Server.Access;

/// <summary>Bearer tokens (RFC 6750): 256 random bits. Only their digests are kept.</summary>
internal static class BearerToken
{
    /// <summary>The longest token that is looked at, in characters.</summary>
    public const int MaxLength = 512;

    private const string Prefix = "aibom_";
    private const string Scheme = "Bearer ";

    /// <summary>Makes a new token.</summary>
    public static string Create() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What the record keeps of a token. A plain hash serves, because a token is random and long.</summary>
    public static Digest DigestOf(string token) => Digest.Of(Encoding.UTF8.GetBytes(token));

    /// <summary>The token of an <c>Authorization</c> header; null where there is none that can be looked up.</summary>
    public static string? Of(string? authorization) =>
        authorization is not null
        && authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && authorization.Length <= Scheme.Length + MaxLength
            ? authorization[Scheme.Length..].Trim()
            : null;
}
