using System.Diagnostics.CodeAnalysis;

namespace AiBom.GraphQL.Http;

/// <summary>Where a page comes from: scheme, host and port (RFC 6454).</summary>
public sealed record WebOrigin
{
    private WebOrigin(string scheme, string host, int port)
    {
        Scheme = scheme;
        Host = host;
        Port = port;
    }

    /// <summary>Such as <c>https</c>.</summary>
    public string Scheme { get; }

    /// <summary>In lower case, in its ASCII form.</summary>
    public string Host { get; }

    /// <summary>The scheme's own port where none is said.</summary>
    public int Port { get; }

    /// <summary>Reads <c>scheme://host[:port]</c>; a path, even an empty one, is refused.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out WebOrigin? origin)
    {
        origin = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Host.Length == 0)
        {
            return false;
        }

        string authority = uri.GetLeftPart(UriPartial.Authority);
        if (uri.UserInfo.Length > 0
            || !(text.Equals(authority, StringComparison.OrdinalIgnoreCase)
                || text.Equals($"{authority}:{uri.Port}", StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        string host = uri.HostNameType is UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;
        origin = new WebOrigin(uri.Scheme, host.ToLowerInvariant(), uri.Port);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Scheme}://{Host}:{Port}";
}
