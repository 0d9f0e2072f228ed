using System.Text;
using System.Text.Json.Nodes;

namespace AiBom.Testing.Sigstore;

/// <summary>
/// A whole Sigstore: certificate authority, logs and timestamp authority, each with keys of one run. Nobody in it lies:
/// whatever is wrong with evidence from here was wrong before it was signed, or was written wrongly after.
/// </summary>
public static class VirtualSigstore
{
    /// <summary>The extended key usage of certificates that sign code.</summary>
    public const string CodeSigning = "1.3.6.1.5.5.7.3.3";

    /// <summary>The extended key usage of timestamp authorities.</summary>
    public const string TimeStamping = "1.3.6.1.5.5.7.3.8";

    /// <summary>Who signs, unless a recipe says otherwise.</summary>
    public const string Identity = "https://ci.example/northwind/models/.workflows/train.yml@refs/heads/main";

    /// <summary>Who vouches for the identity.</summary>
    public const string Issuer = "https://tokens.ci.example";

    /// <summary>When all is signed, unless a recipe says otherwise.</summary>
    public static DateTimeOffset At { get; } = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>When the authorities and logs began.</summary>
    public static DateTimeOffset Founded { get; } = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The certificate authority.</summary>
    public static CertificateAuthority Fulcio { get; } = new("fulcio", Founded, Founded.AddYears(10));

    /// <summary>The certificate transparency log.</summary>
    public static CtLog CtLog { get; } = new(Key.P256(), "ct.virtual.example");

    /// <summary>A certificate transparency log with an RSA key, which roots hold without its frame.</summary>
    public static CtLog CtLogOfRsa { get; } = new(Key.Rsa(), "rsa.ct.virtual.example");

    /// <summary>A log of the first version.</summary>
    public static TransparencyLog FirstRekor { get; } = TransparencyLog.First("rekor.virtual.example");

    /// <summary>A log of the second version, with Ed25519.</summary>
    public static TransparencyLog SecondRekor { get; } =
        TransparencyLog.Second("log2026-1.rekor.virtual.example", Key.Ed25519());

    /// <summary>A log of the second version, with ECDSA.</summary>
    public static TransparencyLog SecondRekorOfEcdsa { get; } =
        TransparencyLog.Second("log2026-2.rekor.virtual.example", Key.P256());

    /// <summary>The timestamp authority.</summary>
    public static TimestampAuthority Stamper { get; } = new("stamper", Founded, Founded.AddYears(10));

    /// <summary>Makes the evidence of a recipe.</summary>
    public static Evidence Mint(Recipe recipe)
    {
        Key key = recipe.Key();
        byte[] signature = key.Sign(recipe.Signs(recipe.ToBeSigned(), recipe), recipe.Hash, recipe.Form);
        var signed = new Signed(recipe, key, recipe.Leaf?.Issue(key), signature);

        JsonObject bundle = Bundle(recipe, signed);
        recipe.Written(bundle, signed);
        Demand demand = recipe.Demand;
        string pem = demand.IsOfAnotherKey ? Key.P256().Pem : key.Pem;
        return new Evidence(
            Encoding.UTF8.GetBytes(recipe.Text(Json.Text(bundle))),
            Json.Bytes(recipe.Root.Make(signed)),
            recipe.Artifact,
            recipe.Leaf is null == demand.IsOfTheOtherKind ? null : pem,
            demand);
    }

    internal static JsonArray Certificates(IEnumerable<byte[]> certificates) =>
        [.. certificates.Select(Certificate)];

    internal static JsonObject Certificate(byte[] certificate) =>
        new() { ["rawBytes"] = Convert.ToBase64String(certificate) };

    private static JsonObject Bundle(Recipe recipe, Signed signed)
    {
        JsonObject material = Material(recipe, signed);
        if (!recipe.Entries.IsEmpty)
        {
            material["tlogEntries"] = new JsonArray([.. recipe.Entries.Select(entry => entry.Make(signed))]);
        }

        if (!recipe.Timestamps.IsEmpty)
        {
            IEnumerable<JsonNode> stamps = recipe.Timestamps.Select(stamp => new JsonObject
            {
                ["signedTimestamp"] = Convert.ToBase64String(stamp.Make(signed)),
            });
            material["timestampVerificationData"] =
                new JsonObject { ["rfc3161Timestamps"] = new JsonArray([.. stamps]) };
        }

        var bundle = new JsonObject { ["mediaType"] = recipe.MediaType, ["verificationMaterial"] = material };
        if (recipe.IsEnvelope)
        {
            bundle["dsseEnvelope"] = signed.Envelope();
        }
        else
        {
            bundle["messageSignature"] = signed.MessageSignature();
        }

        return bundle;
    }

    private static JsonObject Material(Recipe recipe, Signed signed) => (signed.Certificate, recipe.HasChain) switch
    {
        (null, _) => new JsonObject
        {
            ["publicKey"] = new JsonObject { ["hint"] = Convert.ToBase64String(signed.Key.Id) },
        },
        ({ } leaf, true) => new JsonObject
        {
            ["x509CertificateChain"] = new JsonObject
            {
                ["certificates"] = Certificates([leaf, .. recipe.FurtherCertificates]),
            },
        },
        ({ } leaf, false) => new JsonObject { ["certificate"] = Certificate(leaf) },
    };
}
