using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using AiBom.Domain;
using AiBom.Verification.Sigstore.Bundles;
using AiBom.Verification.Sigstore.Certificates;

namespace AiBom.Verification.Sigstore.Roots;

/// <summary>Reads trusted roots. What is wrong with one stands in it, and the checks say so.</summary>
internal sealed class TrustedRootReader
{
    private readonly ProtoJson proto = new();
    private TrustedRoot root;

    private TrustedRootReader(Digest id) => root = new TrustedRoot { Id = id };

    public static TrustedRoot Read(ReadOnlySpan<byte> json)
    {
        var reader = new TrustedRootReader(Digest.Of(json));
        if (json.Length > VerificationLimits.TrustedRootBytes)
        {
            return reader.root with
            {
                Problem = $"The trusted root has more than {VerificationLimits.TrustedRootBytes} bytes.",
            };
        }

        ProtoJsonProblem? problem = reader.proto.Read(json, reader.ReadMember)
            ?? reader.proto.Notes.Values.FirstOrDefault();
        return problem is null ? reader.root : new TrustedRoot { Id = reader.root.Id, Problem = problem.Message };
    }

    private void ReadMember(ref Utf8JsonReader reader, string name)
    {
        switch (name)
        {
            case "mediaType":
                root = root with { MediaType = ProtoJson.Text(ref reader) };
                break;
            case "tlogs":
                root = root with { Logs = ReadList(ref reader, ReadLog) };
                break;
            case "ctlogs":
                root = root with { CertificateLogs = ReadList(ref reader, ReadLog) };
                break;
            case "certificateAuthorities":
                root = root with { CertificateAuthorities = ReadList(ref reader, ReadAuthority) };
                break;
            case "timestampAuthorities":
                root = root with { TimestampAuthorities = ReadList(ref reader, ReadAuthority) };
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private delegate T ReadItem<out T>(ref Utf8JsonReader reader);

    private ImmutableArray<T> ReadList<T>(ref Utf8JsonReader reader, ReadItem<T> read)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        proto.ReadList(ref reader, VerificationLimits.TrustedInstances, (ref item) => items.Add(read(ref item)));
        return items.ToImmutable();
    }

    private TransparencyLog ReadLog(ref Utf8JsonReader reader)
    {
        var log = new TransparencyLog();
        proto.ReadMessage(ref reader, (ref member, name) =>
        {
            switch (name)
            {
                case "baseUrl":
                    log = log with { BaseUrl = ProtoJson.Text(ref member) };
                    break;
                case "logId":
                    log = log with { LogId = proto.BytesOf(ref member, "keyId") };
                    break;
                case "checkpointKeyId":
                    log = log with { CheckpointKeyId = proto.BytesOf(ref member, "keyId") };
                    break;
                case "operator":
                    log = log with { Operator = ProtoJson.Text(ref member) };
                    break;
                case "publicKey":
                    log = ReadKey(ref member, log);
                    break;
                default:
                    member.Skip();
                    break;
            }
        });
        return log;
    }

    private TransparencyLog ReadKey(ref Utf8JsonReader reader, TransparencyLog log)
    {
        byte[] rawBytes = [];
        string details = "";
        TimeRange validFor = TimeRange.Unsaid;
        proto.ReadMessage(ref reader, (ref member, name) =>
        {
            switch (name)
            {
                case "rawBytes":
                    rawBytes = proto.Bytes(ref member);
                    break;
                case "keyDetails":
                    details = ProtoJson.Enumerator(ref member);
                    break;
                case "validFor":
                    validFor = ReadRange(ref member);
                    break;
                default:
                    member.Skip();
                    break;
            }
        });
        return log with { Key = LogKey.Read(rawBytes, details), ValidFor = validFor };
    }

    private CertificateAuthority ReadAuthority(ref Utf8JsonReader reader)
    {
        var authority = new CertificateAuthority();
        var chain = ImmutableArray.CreateBuilder<byte[]>();
        proto.ReadMessage(ref reader, (ref member, name) =>
        {
            switch (name)
            {
                case "uri":
                    authority = authority with { Uri = ProtoJson.Text(ref member) };
                    break;
                case "operator":
                    authority = authority with { Operator = ProtoJson.Text(ref member) };
                    break;
                case "validFor":
                    authority = authority with { ValidFor = ReadRange(ref member) };
                    break;
                case "certChain":
                    chain.AddRange(BundleReader.ReadChain(proto, ref member));
                    break;
                default:
                    member.Skip();
                    break;
            }
        });
        ImmutableArray<X509Certificate2?> certificates = [.. chain.Select(CertificateReader.Read)];
        return certificates is [] || certificates.Contains(null)
            ? authority with { Problem = $"The chain of '{authority.Uri}' is empty or holds what is no certificate." }
            : authority with { Chain = certificates! };
    }

    private TimeRange ReadRange(ref Utf8JsonReader reader)
    {
        TimeRange range = TimeRange.Unsaid;
        proto.ReadMessage(ref reader, (ref member, name) =>
        {
            switch (name)
            {
                case "start":
                    range = range with { Start = ReadInstant(ref member) };
                    break;
                case "end":
                    range = range with { End = ReadInstant(ref member) };
                    break;
                default:
                    member.Skip();
                    break;
            }
        });
        return range;
    }

    /// <summary>Reads an instant in RFC 3339; nanoseconds are cut to the hundred that the platform counts in.</summary>
    private static DateTimeOffset ReadInstant(ref Utf8JsonReader reader)
    {
        string text = ProtoJson.Text(ref reader);
        int fraction = text.IndexOf('.', StringComparison.Ordinal) + 1;
        int digits = fraction == 0 ? 0 : text.AsSpan(fraction).IndexOfAnyExceptInRange('0', '9');
        string cut = digits > 7 ? text.Remove(fraction + 7, digits - 7) : text;
        return DateTimeOffset.TryParseExact(
            cut,
            "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTimeOffset instant)
            ? instant
            : throw new JsonException("Expected an instant (RFC 3339).");
    }
}
