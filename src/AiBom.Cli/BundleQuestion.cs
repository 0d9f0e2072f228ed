using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using AiBom.Verification.Keys;
using AiBom.Verification.Sigstore;

namespace AiBom.Cli;

/// <summary>What is asked of one bundle, by options or by a line of a batch. Empty text stands for none.</summary>
internal sealed record BundleQuestion
{
    /// <summary>The prefix of an identity that is a name of Fulcio's own kind, as other clients write it.</summary>
    private const string OtherName = "othername:";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        AllowDuplicateProperties = false,
    };

    /// <summary>The name under which the answer comes back.</summary>
    public string? Case { get; init; }

    /// <summary>The bundle's path.</summary>
    public string? Bundle { get; init; }

    /// <summary>A path, or <c>digest:sha256:hex</c>; none where only an envelope is verified.</summary>
    public string? Artifact { get; init; }

    /// <summary>The name that must have signed.</summary>
    public string? Identity { get; init; }

    /// <summary>Who vouched for that name.</summary>
    public string? Issuer { get; init; }

    /// <summary>The path of the public key that must have signed.</summary>
    public string? Key { get; init; }

    /// <summary>The path of the trusted root.</summary>
    public string? TrustedRoot { get; init; }

    /// <summary>How much evidence there must be.</summary>
    public BundleDemand? Policy { get; init; }

    /// <summary>Reads a line of a batch.</summary>
    /// <exception cref="JsonException">It is no such line.</exception>
    public static BundleQuestion Parse(ReadOnlySpan<byte> line) =>
        JsonSerializer.Deserialize<BundleQuestion>(line, Options) ?? throw new JsonException("The line is null.");

    /// <summary>What is demanded of the bundle.</summary>
    /// <param name="key">The key that <see cref="Key"/> names, read; null where it names none.</param>
    /// <exception cref="InvalidDataException">The question contradicts itself, or leaves out who signed.</exception>
    public SigstorePolicy ToPolicy(PublicKey? key)
    {
        BundleDemand demand = Policy ?? new BundleDemand();
        (DateTimeOffset? from, DateTimeOffset? until) = demand.Window();
        SigstorePolicy policy = (key, Identity, Issuer) switch
        {
            ({ } one, null or "", null or "") => SigstorePolicy.ForKey(one, from, until),
            (not null, _, _) => throw new InvalidDataException("Give a key or an identity, not both."),
            (null, { Length: > 0 } identity, { Length: > 0 } issuer) => SigstorePolicy.ForIdentity(
                identity.StartsWith(OtherName, StringComparison.Ordinal) ? identity[OtherName.Length..] : identity,
                issuer),
            _ => throw new InvalidDataException("Give a key, or an identity together with its issuer."),
        };
        if (key is null && string.IsNullOrEmpty(TrustedRoot))
        {
            throw new InvalidDataException(
                "A trusted root is needed to verify a certificate: give one, because none is fetched.");
        }

        if (key is null && (from ?? until) is not null)
        {
            throw new InvalidDataException("Only a key has a window of validity.");
        }

        // Without a trusted root there is nobody who could vouch for a log or a time, and only the key is left.
        int vouched = string.IsNullOrEmpty(TrustedRoot) ? 0 : 1;
        return policy with
        {
            LogEntries = BundleDemand.Count(demand.Tlog, vouched),
            Times = BundleDemand.Count(demand.Time, vouched),
            Timestamps = BundleDemand.Count(demand.Tsa, policy.Timestamps),
            CertificateTimestamps = BundleDemand.Count(demand.Sct, policy.CertificateTimestamps),
        };
    }
}

/// <summary>The least counts of evidence, and when a key counts.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record BundleDemand
{
    /// <summary>How many transparency logs must hold the signature.</summary>
    public int? Tlog { get; init; }

    /// <summary>How many sources of trusted time there must be.</summary>
    public int? Time { get; init; }

    /// <summary>How many certificate transparency logs must hold the certificate.</summary>
    public int? Sct { get; init; }

    /// <summary>How many time-stamp authorities must vouch for the time.</summary>
    public int? Tsa { get; init; }

    /// <summary>The first instant at which the key counts (RFC 3339).</summary>
    public string? KeyValidFrom { get; init; }

    /// <summary>The last instant at which it counts.</summary>
    public string? KeyValidUntil { get; init; }

    /// <summary>A count as it was given, or the default.</summary>
    /// <exception cref="InvalidDataException">It is negative.</exception>
    public static int Count(int? given, int usual) => given switch
    {
        null => usual,
        < 0 => throw new InvalidDataException("A least count is negative."),
        { } count => count,
    };

    /// <summary>When the key counts.</summary>
    /// <exception cref="InvalidDataException">An end is no instant.</exception>
    public (DateTimeOffset? From, DateTimeOffset? Until) Window() => (Instant(KeyValidFrom), Instant(KeyValidUntil));

    private static DateTimeOffset? Instant(string? text) => text switch
    {
        null or "" => null,
        _ when DateTimeOffset.TryParseExact(
            text,
            ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTimeOffset instant) => instant,
        _ => throw new InvalidDataException("An end of the key's window is no instant (RFC 3339)."),
    };
}
