using System.Collections.Immutable;
using System.Text.Json;

namespace AiBom.Verification.Sigstore.Bundles;

/// <summary>Reads bundles of versions 0.1 to 0.3. Members that the schema does not name are passed over.</summary>
internal sealed class BundleReader
{
    private readonly ImmutableArray<LogEntry>.Builder entries = ImmutableArray.CreateBuilder<LogEntry>();
    private readonly ImmutableArray<byte[]>.Builder timestamps = ImmutableArray.CreateBuilder<byte[]>();
    private readonly ProtoJson proto = new();
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
        problem = reader.proto.Read(json, reader.ReadBundle);
        return problem is null
            ? reader.bundle with
            {
                LogEntries = reader.entries.ToImmutable(),
                Timestamps = reader.timestamps.ToImmutable(),
                Notes = reader.proto.Notes,
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
                proto.ReadMessage(ref reader, ReadMaterial);
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
                bundle = bundle with { CertificateChain = ReadChain(proto, ref reader) };
                break;
            case "publicKey":
                bundle = bundle with { KeyHint = proto.TextOf(ref reader, "hint") };
                break;
            case "tlogEntries":
                proto.ReadList(
                    ref reader,
                    VerificationLimits.LogEntries,
                    (ref entry) => entries.Add(LogEntryReader.Read(proto, ref entry)));
                break;
            case "timestampVerificationData":
                proto.ReadMessage(ref reader, ReadTimestamps);
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
            proto.ReadList(
                ref reader,
                VerificationLimits.Timestamps,
                (ref timestamp) => timestamps.Add(proto.BytesOf(ref timestamp, "signedTimestamp")));
        }
        else
        {
            reader.Skip();
        }
    }

    /// <summary>Reads a chain of certificates (sigstore_common.proto, X509CertificateChain).</summary>
    public static ImmutableArray<byte[]> ReadChain(ProtoJson proto, ref Utf8JsonReader reader)
    {
        var chain = ImmutableArray.CreateBuilder<byte[]>();
        proto.ReadMessage(ref reader, (ref member, name) =>
        {
            if (name is "certificates")
            {
                proto.ReadList(
                    ref member,
                    VerificationLimits.ChainLength,
                    (ref certificate) => chain.Add(proto.BytesOf(ref certificate, "rawBytes")));
            }
            else
            {
                member.Skip();
            }
        });
        return chain.ToImmutable();
    }

    private MessageSignature ReadMessageSignature(ref Utf8JsonReader reader)
    {
        var message = new MessageSignature("", [], []);
        proto.ReadMessage(ref reader, (ref member, name) =>
        {
            switch (name)
            {
                case "signature":
                    message = message with { Signature = proto.Bytes(ref member) };
                    break;
                case "messageDigest":
                    proto.ReadMessage(ref member, (ref part, partName) =>
                    {
                        switch (partName)
                        {
                            case "algorithm":
                                message = message with { DigestAlgorithm = ProtoJson.Enumerator(ref part) };
                                break;
                            case "digest":
                                message = message with { Digest = proto.Bytes(ref part) };
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

    private BundleEnvelope ReadEnvelope(ref Utf8JsonReader reader)
    {
        var envelope = new BundleEnvelope("", [], []);
        proto.ReadMessage(ref reader, (ref member, name) =>
        {
            switch (name)
            {
                case "payloadType":
                    envelope = envelope with { PayloadType = ProtoJson.Text(ref member) };
                    break;
                case "payload":
                    envelope = envelope with { Payload = proto.Bytes(ref member) };
                    break;
                case "signatures":
                    var signatures = ImmutableArray.CreateBuilder<byte[]>();
                    proto.ReadList(
                        ref member,
                        VerificationLimits.EnvelopeSignatures,
                        (ref signature) => signatures.Add(proto.BytesOf(ref signature, "sig")));
                    envelope = envelope with { Signatures = signatures.ToImmutable() };
                    break;
                default:
                    member.Skip();
                    break;
            }
        });
        return envelope;
    }

    private byte[] RawBytes(ref Utf8JsonReader reader) => proto.BytesOf(ref reader, "rawBytes");
}
