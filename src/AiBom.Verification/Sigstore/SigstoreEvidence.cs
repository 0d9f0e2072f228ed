using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using AiBom.Verification.Dsse;
using AiBom.Verification.Keys;
using AiBom.Verification.Sigstore.Bundles;
using AiBom.Verification.Sigstore.Certificates;
using AiBom.Verification.Sigstore.Logs;
using AiBom.Verification.Sigstore.Roots;
using AiBom.Verification.Sigstore.Times;
using PublicKey = AiBom.Verification.Keys.PublicKey;

namespace AiBom.Verification.Sigstore;

/// <summary>
/// What the checks of one bundle share: all that can be read from it, each part read once and when it is first asked
/// for. Nothing in here is believed. A part is only as good as the checks that look at it, and a bundle only where all
/// of them pass, so no check rests on an earlier one having run.
/// </summary>
internal sealed class SigstoreEvidence : IDisposable
{
    private readonly Lazy<X509Certificate2?> certificate;
    private readonly Lazy<PublicKey?> key;
    private readonly Lazy<ImmutableArray<EntryEvidence>> entries;
    private readonly Lazy<ImmutableArray<TimestampEvidence>> timestamps;
    private readonly Lazy<ImmutableArray<TimedPath>> paths;
    private readonly Lazy<(InTotoStatement Read, string? Problem)> statement;

    public SigstoreEvidence(
        ReadOnlyMemory<byte> json, SigstoreArtifact artifact, SigstorePolicy policy, TrustedRoots roots)
    {
        Artifact = artifact;
        Policy = policy;
        Roots = roots;
        SigstoreBundle? read = BundleReader.Read(json.Span, out ProtoJsonProblem? problem);
        Problem = problem;
        Bundle = read ?? new SigstoreBundle();
        Signature = new SignedBytes(Bundle.Signature);
        if (Bundle.Envelope is { } envelope)
        {
            Encoding = PreAuthenticationEncoding.Of(envelope.PayloadType, envelope.Payload);
            Payload = new SignedBytes(envelope.Payload);
        }

        certificate = new(() => Bundle.Leaf is { } der ? CertificateReader.Read(der) : null);
        key = new(ReadKey);
        entries = new(() => [.. Bundle.LogEntries.Select((entry, at) => new EntryEvidence(entry, at, roots))]);
        timestamps = new(() => [.. Bundle.Timestamps.Select((raw, at) => new TimestampEvidence(raw, at, roots))]);
        statement = new(() => InTotoStatement.ReadWithProblem(Bundle.Envelope?.Payload));
        paths = new(() => Certificate is { } leaf ? [.. Times.Select(time => new TimedPath(leaf, time, roots))] : []);
    }

    /// <summary>Why the bundle cannot be read; null where it can.</summary>
    public ProtoJsonProblem? Problem { get; }

    /// <summary>The check that tells <see cref="Problem"/>. No other is made then.</summary>
    public string? BrokenCheck => Problem?.Kind switch
    {
        null => null,
        ProtoJsonKind.Number => "A6",
        ProtoJsonKind.Base64 => "A7",
        ProtoJsonKind.Limit => "A8",
        _ => "A1",
    };

    /// <summary>The bundle; an empty one where it cannot be read.</summary>
    public SigstoreBundle Bundle { get; }

    public SigstoreArtifact Artifact { get; }

    public SigstorePolicy Policy { get; }

    public TrustedRoots Roots { get; }

    /// <summary>The pre-authentication encoding of the envelope; null where there is none.</summary>
    public SignedBytes? Encoding { get; }

    /// <summary>The payload of the envelope; null where there is none.</summary>
    public SignedBytes? Payload { get; }

    /// <summary>The signature, as what time stamps are over.</summary>
    public SignedBytes Signature { get; }

    /// <summary>What can be read of the Statement in the envelope, and why it is none; null where it is one.</summary>
    public (InTotoStatement Read, string? Problem) Statement => statement.Value;

    /// <summary>What the signature is over: the envelope's encoding, or the artifact. Null where unknown.</summary>
    public SignedBytes? Signed => Encoding ?? Artifact.Content;

    /// <summary>The signer's certificate; null where there is none or it cannot be read.</summary>
    public X509Certificate2? Certificate => certificate.Value;

    /// <summary>The key that should have signed, the certificate's or the policy's; null where there is none.</summary>
    public PublicKey? Key => key.Value;

    /// <summary>Every log entry.</summary>
    public ImmutableArray<EntryEvidence> AllEntries => entries.Value;

    /// <summary>The entries of logs that the operator knows. Others vouch for nothing, and are passed over.</summary>
    public IEnumerable<EntryEvidence> Entries => entries.Value.Where(entry => entry.Log is not null);

    /// <summary>Every time stamp.</summary>
    public ImmutableArray<TimestampEvidence> Timestamps => timestamps.Value;

    /// <summary>
    /// The times that the evidence gives. An entry's is one only with a promise, which signs it (C3); all others come
    /// from time stamps.
    /// </summary>
    public IEnumerable<DateTimeOffset> Times => Entries.Select(entry => entry.PromisedTime)
        .Concat(Timestamps.Select(timestamp => timestamp.Token?.Time))
        .OfType<DateTimeOffset>()
        .Distinct()
        .Order();

    /// <summary>For each time, the paths from the certificate to an authority; empty where a key signs.</summary>
    public ImmutableArray<TimedPath> Paths => paths.Value;

    /// <summary>What is proven once every check has passed.</summary>
    public VerifiedBundle Conclude() => new(
        Certificate is null ? null : CertificateFacts.SubjectNames(Certificate).FirstOrDefault(),
        Certificate is null ? null : CertificateFacts.Issuer(Certificate),
        Key!,
        [.. Times],
        Bundle.Envelope is { } envelope ? new VerifiedEnvelope(envelope.PayloadType, envelope.Payload) : null);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (certificate.IsValueCreated)
        {
            certificate.Value?.Dispose();
        }
    }

    private PublicKey? ReadKey()
    {
        if (Certificate is null)
        {
            return Bundle.KeyHint is null ? null : Policy.Key;
        }

        return CertificateReader.ReadKey(Certificate);
    }
}

/// <summary>A log entry, and the log that it names.</summary>
internal sealed class EntryEvidence
{
    private readonly Lazy<Checkpoint?> checkpoint;
    private readonly Lazy<ImmutableArray<CheckpointSignature>> logSignatures;
    private readonly Lazy<LogEntryBody?> body;
    private string? checkpointProblem;

    public EntryEvidence(LogEntry entry, int at, TrustedRoots roots)
    {
        Entry = entry;
        Pointer = $"/verificationMaterial/tlogEntries/{at}";
        Named = [.. roots.Logs.Where(log => log.IsNamedBy(entry.LogId))];
        Log = Named.FirstOrDefault(log => PromisedTime is { } time && log.ValidFor.Contains(time))
            ?? Named.FirstOrDefault();
        checkpoint = new(() => entry.Proof?.Checkpoint is { } note
            ? Checkpoint.Read(note, out checkpointProblem)
            : null);
        logSignatures = new(() => Checkpoint is { } read && Log?.Key.Key is { } logKey
            ? [.. read.SignedBy(logKey)]
            : []);
        body = new(() => LogEntryBody.Read(entry.Body));
    }

    public LogEntry Entry { get; }

    /// <summary>Where it stands in the bundle.</summary>
    public string Pointer { get; }

    /// <summary>
    /// The instances of that id: several where roots stand side by side, or where one log has several windows.
    /// </summary>
    public ImmutableArray<TransparencyLog> Named { get; }

    /// <summary>The log; null where the operator knows none of that id.</summary>
    public TransparencyLog? Log { get; }

    /// <summary>Whether the log is of Rekor's second version, which promises nothing and signs no time.</summary>
    public bool IsRekorV2 => Entry is { Kind: "hashedrekord", Version: "0.0.2" };

    /// <summary>When the log says it took the entry in; null for never, or beyond the calendar.</summary>
    public DateTimeOffset? IntegratedTime =>
        Entry.IntegratedTime > 0 && Entry.IntegratedTime <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(Entry.IntegratedTime)
            : null;

    /// <summary>The same, where a promise signs it.</summary>
    public DateTimeOffset? PromisedTime => Entry.Promise is null ? null : IntegratedTime;

    /// <summary>The checkpoint of the proof; null where there is none or it cannot be read.</summary>
    public Checkpoint? Checkpoint => checkpoint.Value;

    /// <summary>Why the checkpoint cannot be read; null where it can, or there is none.</summary>
    public string? CheckpointProblem => Checkpoint is null ? checkpointProblem : null;

    /// <summary>The checkpoint's signatures that hold under the log's key.</summary>
    public ImmutableArray<CheckpointSignature> LogSignatures => logSignatures.Value;

    /// <summary>What was logged; null where it cannot be read.</summary>
    public LogEntryBody? Body => body.Value;
}

/// <summary>A time stamp, and those who signed it.</summary>
internal sealed class TimestampEvidence
{
    private readonly Lazy<TimestampToken?> token;
    private readonly Lazy<ImmutableArray<CertificateAuthority>> signers;

    public TimestampEvidence(byte[] raw, int at, TrustedRoots roots)
    {
        Raw = raw;
        Pointer = $"/verificationMaterial/timestampVerificationData/rfc3161Timestamps/{at}";
        token = new(() => TimestampToken.Read(raw));
        signers = new(() => Token is { } read ? [.. roots.TimestampAuthorities.Where(read.IsSignedBy)] : []);
    }

    public byte[] Raw { get; }

    /// <summary>Where it stands in the bundle.</summary>
    public string Pointer { get; }

    /// <summary>The token; null where it cannot be read.</summary>
    public TimestampToken? Token => token.Value;

    /// <summary>
    /// The authorities whose chain its signer has: several where one authority has several windows.
    /// </summary>
    public ImmutableArray<CertificateAuthority> Signers => signers.Value;
}

/// <summary>The paths from a certificate to the authorities, at one time.</summary>
internal sealed class TimedPath
{
    private readonly Lazy<ImmutableArray<IssuingPath>> held;

    public TimedPath(X509Certificate2 leaf, DateTimeOffset time, TrustedRoots roots)
    {
        Time = time;
        held = new(() =>
        [
            .. from authority in roots.CertificateAuthorities
               where authority.Chain.Any(certificate =>
                   certificate.SubjectName.RawData.AsSpan().SequenceEqual(leaf.IssuerName.RawData))
               let issuer = CertificateChain.Build(leaf, authority, time, CertificateFacts.CodeSigning)
               where issuer is not null
               select new IssuingPath(authority, issuer),
        ]);
    }

    public DateTimeOffset Time { get; }

    /// <summary>The paths that are valid, whatever the operator says of their authorities' windows.</summary>
    public ImmutableArray<IssuingPath> Held => held.Value;
}

/// <summary>A valid path.</summary>
/// <param name="Authority">The authority at its end.</param>
/// <param name="Issuer">The certificate that signed the leaf.</param>
internal sealed record IssuingPath(CertificateAuthority Authority, X509Certificate2 Issuer);
