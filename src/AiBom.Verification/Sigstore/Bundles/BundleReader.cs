using System.Collections.Immutable;
using System.Text.Json;

namespace AiBom.Verification.Sigstore.Bundles;

/// <summary>Reads bundles of versions 0.1 to 0.3. Members that the schema does not name are passed over.</summary>
internal sealed class BundleReader
{
    private readonly ImmutableArray<LogEntry>.Builder entries = ImmutableArray.CreateBuilder<LogEntry>();
    private readonly ImmutableArray<byte[]>.Builder timestamps = ImmutableArray.CreateBuilder<byte[]>();
    private SigstoreBundle bundle = new();

    private BundleReader()
    {
    }

    /// <summary>Reads a bundle.</summary>
    /// <param name="json">The bytes; refused by their length alone where there are too many.</param>
    /// <param name="problem">What is wrong where the result is null.</param>
    public static SigstoreBundle? Read(ReadOnlySpan<byte> json, out ProtoJsonProblem? problem)
    {
        if (json.Length > VerificationLimits.BundleBytes)
        {
            problem = new ProtoJsonProblem(
                ProtoJsonKind.Limit, $"The bundle has more than {VerificationLimits.BundleBytes} bytes.");
            return null;
        }

        var reader = new BundleReader();
        problem = ProtoJson.Read(json, reader.ReadBundle);
        return problem is null
            ? reader.bundle with
            {
                LogEntries = reader.entries.ToImmutable(),
                Timestamps = reader.timestamps.ToImmutable(),
            }
            : null;
    }

    private void ReadBundle(ref Utf8JsonReader reader, string name)
    {
        switch (name)
        {
            case "mediaType":
                bundle = bundle with { MediaType = ProtoJson.Text(ref reader) };
                break;
            case "verificationMaterial":
                ProtoJson.ReadMessage(ref reader, ReadMaterial);
                break;
            case "messageSignature":
                bundle = bundle with { Message = ReadMessageSignature(ref reader) };
                break;
            case "dsseEnvelope":
                bundle = bundle with { Envelope = ReadEnvelope(ref reader) };
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private void ReadMaterial(ref Utf8JsonReader reader, string name)
    {
        switch (name)
        {
            case "certificate":
                bundle = bundle with { Certificate = RawBytes(ref reader) };
                break;
            case "x509CertificateChain":
                bundle = bundle with { CertificateChain = ReadChain(ref reader) };
                break;
            case "publicKey":
                bundle = bundle with { KeyHint = ProtoJson.TextOf(ref reader, "hint") };
                break;
            case "tlogEntries":
                ProtoJson.ReadList(
                    ref reader,
                    VerificationLimits.LogEntries,
                    (ref entry) => entries.Add(LogEntryReader.Read(ref entry)));
                break;
            case "timestampVerificationData":
                ProtoJson.ReadMessage(ref reader, ReadTimestamps);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private void ReadTimestamps(ref Utf8JsonReader reader, string name)
    {
        if (name is "rfc3161Timestamps")
        {
            ProtoJson.ReadList(
                ref reader,
                VerificationLimits.Timestamps,
                (ref timestamp) => timestamps.Add(ProtoJson.BytesOf(ref timestamp, "signedTimestamp")));
        }
        else
        {
            reader.Skip();
        }
    }

    /// <summary>Reads a chain of certificates (sigstore_common.proto, X509CertificateChain).</summary>
    public static ImmutableArray<byte[]> ReadChain(ref Utf8JsonReader reader)
    {
        var chain = ImmutableArray.CreateBuilder<byte[]>();
        ProtoJson.ReadMessage(ref reader, (ref member, name) =>
        {
            if (name is "certificates")
            {
                ProtoJson.ReadList(
                    ref member,
                    VerificationLimits.ChainLength,
                    (ref certificate) => chain.Add(RawBytes(ref certificate)));
            }
            else
            {
                member.Skip();
            }
        });
        return chain.ToImmutable();
    }

    private static MessageSignature ReadMessageSignature(ref Utf8JsonReader reader)
    {
        var message = new MessageSignature("", [], []);
        ProtoJson.ReadMessage(ref reader, (ref member, name) =>
        {
            switch (name)
            {
                case "signature":
                    message = message with { Signature = ProtoJson.Bytes(ref member) };
                    break;
                case "messageDigest":
                    ProtoJson.ReadMessage(ref member, (ref part, partName) =>
                    {
                        switch (partName)
                        {
                            case "algorithm":
                                message = message with { DigestAlgorithm = ProtoJson.Enumerator(ref part) };
                                break;
                            case "digest":
                                message = message with { Digest = ProtoJson.Bytes(ref part) };
                                break;
                            default:
                                part.Skip();
                                break;
                        }
                    });
                    break;
                default:
                    member.Skip();
                    break;
            }
        });
        return message;
    }

    private static BundleEnvelope ReadEnvelope(ref Utf8JsonReader reader)
    {
        var envelope = new BundleEnvelope("", [], []);
        ProtoJson.ReadMessage(ref reader, (ref member, name) =>
        {
            switch (name)
            {
                case "payloadType":
                    envelope = envelope with { PayloadType = ProtoJson.Text(ref member) };
                    break;
                case "payload":
                    envelope = envelope with { Payload = ProtoJson.Bytes(ref member) };
                    break;
                case "signatures":
                    var signatures = ImmutableArray.CreateBuilder<byte[]>();
                    ProtoJson.ReadList(
                        ref member,
                        VerificationLimits.EnvelopeSignatures,
                        (ref signature) => signatures.Add(ProtoJson.BytesOf(ref signature, "sig")));
                    envelope = envelope with { Signatures = signatures.ToImmutable() };
                    break;
                default:
                    member.Skip();
                    break;
            }
        });
        return envelope;
    }

    private static byte[] RawBytes(ref Utf8JsonReader reader) => ProtoJson.BytesOf(ref reader, "rawBytes");
}
