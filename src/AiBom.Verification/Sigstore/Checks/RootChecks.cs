using AiBom.Domain;
using AiBom.Verification.Sigstore.Roots;

namespace AiBom.Verification.Sigstore.Checks;

/// <summary>The checks of the trusted roots, by themselves and against a bundle (B).</summary>
internal static class RootChecks
{
    private static readonly string[] MediaTypes =
    [
        "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
        "application/vnd.dev.sigstore.trustedroot.v0.1+json",
        "application/vnd.dev.sigstore.trustedroot+json;version=0.2",
        "application/vnd.dev.sigstore.trustedroot.v0.2+json",
    ];

    public static Flaw? MediaType(TrustedRoots roots)
    {
        foreach (TrustedRoot root in roots.Roots)
        {
            if (root.Problem is not null)
            {
                return Malformed($"The trusted root {root.Id} cannot be read. {FindingLimits.Cut(root.Problem)}");
            }

            if (!MediaTypes.Contains(root.MediaType, StringComparer.Ordinal))
            {
                return Malformed($"The trusted root {root.Id} is of no known media type.") with
                {
                    Expected = MediaTypes[1],
                    Found = root.MediaType,
                };
            }
        }

        return null;
    }

    public static Flaw? LogStart(TrustedRoots roots)
    {
        // A window without a start is malformed, and must not be taken for one that was always open.
        TransparencyLog? log =
            roots.Logs.Concat(roots.CertificateLogs).FirstOrDefault(one => one.ValidFor.Start is null);
        return log is null ? null : Malformed($"The log '{log.BaseUrl}' has no start of validity.");
    }

    public static Flaw? OrderedWindows(TrustedRoots roots)
    {
        bool isOrdered = roots.Logs.Concat(roots.CertificateLogs).All(log => log.ValidFor.IsOrdered)
            && roots.CertificateAuthorities.Concat(roots.TimestampAuthorities).All(one => one.ValidFor.IsOrdered);
        return isOrdered ? null : Malformed("A window of validity ends before it starts.");
    }

    public static Flaw? AuthorityChains(TrustedRoots roots)
    {
        CertificateAuthority? broken = roots.CertificateAuthorities.Concat(roots.TimestampAuthorities)
            .FirstOrDefault(authority => authority.Problem is not null);
        return broken is null ? null : Malformed(broken.Problem!);
    }

    /// <summary>
    /// The key of a log that signs its time must have been valid then. A log that signs none is measured by the times
    /// that others sign: one of them must be within its window.
    /// </summary>
    public static Flaw? LogWindow(SigstoreEvidence evidence)
    {
        foreach (EntryEvidence entry in evidence.Entries)
        {
            DateTimeOffset[] times = entry.PromisedTime is { } promised ? [promised] : [.. evidence.Times];
            bool holds = times is [] || times.Any(time => entry.Named.Any(log => log.ValidFor.Contains(time)));
            if (!holds)
            {
                return Flaw.Failed(
                    FindingCodes.LogEntryInvalid,
                    $"The key of the log '{entry.Log!.BaseUrl}' was not valid when the entry was made.",
                    entry.Pointer,
                    entry.Log.ValidFor.ToString(),
                    entry.PromisedTime?.ToCanonicalText());
            }
        }

        return OrderedWindows(evidence.Roots);
    }

    /// <summary>Where a log is unknown, the known ones must be enough without it; B7 counts the rest.</summary>
    public static Flaw? KnownLogs(SigstoreEvidence evidence)
    {
        EntryEvidence? unknown = evidence.AllEntries.FirstOrDefault(entry => entry.Log is null);
        int known = evidence.Entries.Select(entry => entry.Log!.CountedAs).Distinct(StringComparer.Ordinal).Count();
        return unknown is not null && known < evidence.Policy.LogEntries
            ? Flaw.Failed(
                FindingCodes.EvidenceInsufficient,
                "A log entry names a log that is in no trusted root, and without it there are too few.",
                unknown.Pointer,
                found: Convert.ToHexStringLower(unknown.Entry.LogId))
            : null;
    }

    public static Flaw? LogKeys(SigstoreEvidence evidence)
    {
        LogKey? unusable = evidence.Entries.Select(entry => entry.Log!.Key).FirstOrDefault(key => !key.IsUsable);
        return unusable switch
        {
            null => null,
            { Outcome: Outcome.Unsupported } => Flaw.Unsupported(unusable.Problem!),
            _ => Malformed(unusable.Problem!),
        };
    }

    public static Flaw? AuthorityWindow(SigstoreEvidence evidence)
    {
        // Where there is no path at all, D1 says so.
        TimedPath? outside = evidence.Paths.FirstOrDefault(path =>
            !path.Held.IsEmpty && !path.Held.Any(held => held.Authority.ValidFor.Contains(path.Time)));
        return outside is null
            ? AuthorityChains(evidence.Roots)
            : Flaw.Failed(
                FindingCodes.CertificateInvalid,
                "The certificate authority was not trusted at a verified time.",
                "/verificationMaterial",
                outside.Held[0].Authority.ValidFor.ToString(),
                outside.Time.ToCanonicalText());
    }

    /// <summary>
    /// Counts those who run logs and authorities, not what they sent: one operator cannot vouch twice. Whether unknown
    /// logs are among them is B4's question.
    /// </summary>
    public static Flaw? Thresholds(SigstoreEvidence evidence)
    {
        string[] logs = [.. evidence.AllEntries.Select(Counted).Distinct(StringComparer.Ordinal)];
        string[] authorities = [.. evidence.Timestamps.Select(Counted).Distinct(StringComparer.Ordinal)];
        int times = evidence.Entries
            .Where(entry => entry.PromisedTime is not null)
            .Select(entry => entry.Log!.CountedAs)
            .Concat(authorities)
            .Distinct(StringComparer.Ordinal)
            .Count();
        SigstorePolicy policy = evidence.Policy;
        return TooFew(logs.Length, policy.LogEntries, "transparency logs")
            ?? TooFew(authorities.Length, policy.Timestamps, "time-stamp authorities")
            ?? TooFew(times, policy.Times, "sources of trusted time");
    }

    private static string Counted(EntryEvidence entry) =>
        entry.Log?.CountedAs ?? $"unknown {Convert.ToHexStringLower(entry.Entry.LogId)}";

    /// <summary>A token whose signer is unknown counts as one more here, and is refused for that in its turn.</summary>
    private static string Counted(TimestampEvidence timestamp) =>
        timestamp.Signers is [var signer, ..] ? signer.CountedAs : timestamp.Pointer;

    private static Flaw? TooFew(int found, int demanded, string what) => found >= demanded
        ? null
        : Flaw.Failed(
            FindingCodes.EvidenceInsufficient,
            $"Fewer {what} vouch for the signature than are demanded.",
            "/verificationMaterial",
            $"{demanded}",
            $"{found}");

    private static Flaw Malformed(string message) => Flaw.Malformed(FindingCodes.TrustedRootMalformed, message);
}
