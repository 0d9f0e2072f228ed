using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace AiBom.Testing.Sigstore;

/// <summary>Whom a trusted root names, from when, and how it says so.</summary>
public sealed record RootRecipe
{
    /// <summary>The logs.</summary>
    public ImmutableArray<TransparencyLog> Logs { get; init; } =
        [VirtualSigstore.FirstRekor, VirtualSigstore.SecondRekor, VirtualSigstore.SecondRekorOfEcdsa];

    /// <summary>The certificate authorities.</summary>
    public ImmutableArray<CertificateAuthority> Authorities { get; init; } = [VirtualSigstore.Fulcio];

    /// <summary>The certificate transparency logs.</summary>
    public ImmutableArray<CtLog> CtLogs { get; init; } = [VirtualSigstore.CtLog, VirtualSigstore.CtLogOfRsa];

    /// <summary>The timestamp authorities.</summary>
    public ImmutableArray<TimestampAuthority> Stampers { get; init; } = [VirtualSigstore.Stamper];

    /// <summary>What else is different about it.</summary>
    public Change Written { get; init; } = Changes.None;

    /// <summary>The validity that a member of it has.</summary>
    public static JsonObject Window(DateTimeOffset from, DateTimeOffset? until = null)
    {
        var window = new JsonObject { ["start"] = Json.Instant(from) };
        if (until is { } end)
        {
            window["end"] = Json.Instant(end);
        }

        return window;
    }

    internal JsonObject Make(Signed signed)
    {
        var root = new JsonObject
        {
            ["mediaType"] = "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
            ["tlogs"] = Array(Logs, log => Log(log.Host, log.Key, log.Key.SubjectPublicKeyInfo, log.Id, log.Operator)),
            ["certificateAuthorities"] =
                Array(Authorities, authority => Authority("fulcio", authority.Organization, authority.Chain)),
            ["ctlogs"] = Array(CtLogs, log => Log(log.Host, log.Key, log.Key.TrustedForm, log.Key.Id, null)),
            ["timestampAuthorities"] =
                Array(Stampers, stamper => Authority("stamps", stamper.Organization, stamper.Chain)),
        };
        Written(root, signed);
        return root;
    }

    private static JsonObject Log(string host, Key key, byte[] publicKey, byte[] id, string? owner)
    {
        var log = new JsonObject
        {
            ["baseUrl"] = $"https://{host}",
            ["hashAlgorithm"] = "SHA2_256",
            ["publicKey"] = new JsonObject
            {
                ["rawBytes"] = Convert.ToBase64String(publicKey),
                ["keyDetails"] = key.Details,
                ["validFor"] = Window(VirtualSigstore.Founded),
            },
            ["logId"] = new JsonObject { ["keyId"] = Convert.ToBase64String(id) },
        };
        if (owner is not null)
        {
            log["operator"] = owner;
        }

        return log;
    }

    private static JsonObject Authority(string service, string organization, IReadOnlyList<byte[]> chain) => new()
    {
        ["subject"] = new JsonObject { ["organization"] = "virtual.example", ["commonName"] = organization },
        ["uri"] = $"https://{service}.virtual.example",
        ["certChain"] = new JsonObject { ["certificates"] = VirtualSigstore.Certificates(chain) },
        ["validFor"] = Window(VirtualSigstore.Founded),
    };

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonObject> make) => [.. items.Select(make)];
}
