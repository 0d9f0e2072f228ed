namespace AiBom.Testing.Sigstore;

/// <summary>What a verifier is given.</summary>
/// <param name="Bundle">The bundle, as bytes.</param>
/// <param name="TrustedRoot">The trusted root, as bytes.</param>
/// <param name="Artifact">The artifact.</param>
/// <param name="KeyPem">The managed key in PEM; null where a certificate is asked for.</param>
/// <param name="Demand">What else is asked for.</param>
public sealed record Evidence(byte[] Bundle, byte[] TrustedRoot, byte[] Artifact, string? KeyPem, Demand Demand);

/// <summary>What a verifier asks for.</summary>
public sealed record Demand
{
    /// <summary>The identity in the certificate.</summary>
    public string Identity { get; init; } = VirtualSigstore.Identity;

    /// <summary>The issuer of the identity.</summary>
    public string Issuer { get; init; } = VirtualSigstore.Issuer;

    /// <summary>Whether a managed key is given where the bundle holds a certificate, and the reverse.</summary>
    public bool IsOfTheOtherKind { get; init; }

    /// <summary>Whether the key given is another than the one that signed.</summary>
    public bool IsOfAnotherKey { get; init; }

    /// <summary>The start of the managed key's validity; null for always.</summary>
    public DateTimeOffset? KeyValidFrom { get; init; }

    /// <summary>The end of the managed key's validity; null for never.</summary>
    public DateTimeOffset? KeyValidUntil { get; init; }

    /// <summary>The least count of logs.</summary>
    public int Logs { get; init; } = 1;

    /// <summary>The least count of verified times of any kind.</summary>
    public int Times { get; init; } = 1;

    /// <summary>The least count of timestamp authorities.</summary>
    public int Stampers { get; init; }

    /// <summary>The least count of certificate transparency logs.</summary>
    public int CtLogs { get; init; } = 1;
}
