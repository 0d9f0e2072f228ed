using System.Text.Json;
using AiBom.Verification.Dsse;

namespace AiBom.Verification.ModelSigning;

/// <summary>
/// Reads the container of a model's signature: a Sigstore bundle, but for two rules of Sigstore that model signers
/// break: a certificate chain in version 0.3, and a public key given whole.
/// </summary>
internal sealed class ModelBundleReader
{
    private readonly List<byte[]> chain = [];
    private string? mediaType;
    private Range envelope;
    private bool hasMessageSignature;
    private bool hasKey;
    private string? hint;
    private byte[]? pem;
    private bool hasChain;
    private bool hasCertificate;
    private bool hasLogEntries;

    /// <summary>Reads a bundle; null where it is none, and then <paramref name="problem"/> says why.</summary>
    public static ModelBundle? Read(ReadOnlyMemory<byte> bundle, out string? problem)
    {
        if (bundle.Length > VerificationLimits.ModelBundleBytes)
        {
            problem = $"The bundle has more than {VerificationLimits.ModelBundleBytes} bytes.";
            return null;
        }

        var reader = new ModelBundleReader();
        problem = StrictJson.Read(bundle.Span, reader.ReadBundleMember) ?? reader.Judge();
        if (problem is not null)
        {
            return null;
        }

        EnvelopeReading reading = DsseEnvelopeReader.Read(bundle[reader.envelope], VerificationLimits.ModelBundleBytes);
        problem = (reading as EnvelopeReading.Malformed)?.Problem;
        return reading is EnvelopeReading.Envelope read ? new ModelBundle(read.Value, reader.Material()) : null;
    }

    /// <summary>What is wrong with the bundle as a whole; null for nothing.</summary>
    private string? Judge()
    {
        int materials = (hasKey ? 1 : 0) + (hasChain ? 1 : 0) + (hasCertificate ? 1 : 0);
        return 0 switch
        {
            _ when !IsMediaType(mediaType) => "The mediaType is not that of a Sigstore bundle 0.1, 0.2 or 0.3.",
            _ when hasMessageSignature || envelope.Equals(default) =>
                "The bundle has not exactly one content, a dsseEnvelope.",
            _ when materials != 1 =>
                "verificationMaterial has not exactly one of publicKey, x509CertificateChain and certificate.",
            _ when hasKey && string.IsNullOrEmpty(hint) && pem is not { Length: > 0 } =>
                "publicKey has neither hint nor rawBytes.",
            _ when hasChain && chain.Count == 0 => "x509CertificateChain is empty.",

            // Section 4.1: a certificate of one signing means nothing without the log that saw it.
            _ when hasCertificate && !hasLogEntries => "A bundle with a certificate has no tlogEntries.",
            _ => null,
        };
    }

    private ModelMaterial Material() => (hasKey, hasChain) switch
    {
        (true, _) => new ModelMaterial.Key(hint, pem),
        (_, true) => new ModelMaterial.Chain(chain),
        _ => new ModelMaterial.Keyless(),
    };

    private static bool IsMediaType(string? mediaType) => mediaType is
        "application/vnd.dev.sigstore.bundle.v0.3+json"
        or "application/vnd.dev.sigstore.bundle+json;version=0.3"
        or "application/vnd.dev.sigstore.bundle+json;version=0.2"
        or "application/vnd.dev.sigstore.bundle+json;version=0.1";

    private void ReadBundleMember(ref Utf8JsonReader reader, string name)
    {
        switch (name)
        {
            case "mediaType":
                mediaType = StrictJson.Text(ref reader);
                break;
            case "verificationMaterial":
                StrictJson.ReadObject(ref reader, ReadMaterialMember);
                break;
            case "dsseEnvelope" when reader.TokenType is JsonTokenType.StartObject:
                int start = (int)reader.TokenStartIndex;
                reader.Skip();
                envelope = start..(int)reader.BytesConsumed;
                break;
            default:
                hasMessageSignature |= name is "messageSignature" && reader.TokenType is not JsonTokenType.Null;
                reader.Skip();
                break;
        }
    }

    private void ReadMaterialMember(ref Utf8JsonReader reader, string name)
    {
        // In the JSON of protocol buffers null is absence.
        if (reader.TokenType is JsonTokenType.Null)
        {
            return;
        }

        switch (name)
        {
            case "publicKey":
                hasKey = true;
                StrictJson.ReadObject(ref reader, ReadKeyMember);
                break;
            case "x509CertificateChain":
                hasChain = true;
                StrictJson.ReadObject(ref reader, ReadChainMember);
                break;
            case "certificate":
                hasCertificate = true;
                StrictJson.ReadObject(ref reader, (ref member, _) => member.Skip());
                break;
            case "tlogEntries":
                StrictJson.ReadArray(ref reader, VerificationLimits.LogEntries, ReadLogEntry);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private void ReadLogEntry(ref Utf8JsonReader reader)
    {
        hasLogEntries = true;
        reader.Skip();
    }

    private void ReadKeyMember(ref Utf8JsonReader reader, string name)
    {
        switch (name)
        {
            case "hint" when reader.TokenType is not JsonTokenType.Null:
                hint = StrictJson.Text(ref reader);
                break;
            case "rawBytes" when reader.TokenType is not JsonTokenType.Null:
                pem = StrictJson.Bytes(ref reader);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private void ReadChainMember(ref Utf8JsonReader reader, string name)
    {
        if (name is "certificates")
        {
            StrictJson.ReadArray(ref reader, VerificationLimits.ChainLength, ReadCertificate);
        }
        else
        {
            reader.Skip();
        }
    }

    private void ReadCertificate(ref Utf8JsonReader reader)
    {
        byte[]? der = null;
        StrictJson.ReadObject(ref reader, (ref member, name) =>
        {
            if (name is "rawBytes")
            {
                der = StrictJson.Bytes(ref member);
            }
            else
            {
                member.Skip();
            }
        });
        chain.Add(der is { Length: > 0 and <= VerificationLimits.CertificateBytes }
            ? der
            : throw new JsonException(
                $"A certificate is empty or has more than {VerificationLimits.CertificateBytes} bytes."));
    }
}
