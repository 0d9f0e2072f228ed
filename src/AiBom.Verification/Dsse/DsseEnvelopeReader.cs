using System.Text.Json;

namespace AiBom.Verification.Dsse;

/// <summary>
/// Reads the JSON form of a DSSE envelope (DSSE 1.0 envelope specification). Members that it does not name are
/// ignored, as it asks.
/// </summary>
/// <remarks>
/// Exactly one signature is taken, as Sigstore does: who else signs posts another bundle, and each bundle gets its own
/// verdict. An envelope with several would need a rule for one that holds beside one that does not.
/// </remarks>
internal sealed class DsseEnvelopeReader
{
    private string? payloadType;
    private byte[]? payload;
    private byte[]? signature;
    private string? keyId;
    private bool hasSignature;
    private bool isSigstoreBundle;

    /// <summary>Reads an envelope, or says why it is none.</summary>
    /// <param name="bundle">The bytes.</param>
    /// <param name="most">The most of them that are read.</param>
    public static EnvelopeReading Read(ReadOnlyMemory<byte> bundle, int most = VerificationLimits.BundleBytes)
    {
        if (bundle.Length > most)
        {
            return new EnvelopeReading.Malformed($"The bundle has more than {most} bytes.");
        }

        var reader = new DsseEnvelopeReader();
        string? problem = StrictJson.Read(bundle.Span, reader.ReadEnvelopeMember);
        return reader.Conclude(problem);
    }

    private EnvelopeReading Conclude(string? problem)
    {
        if (problem is null && isSigstoreBundle)
        {
            return new EnvelopeReading.Unsupported("a Sigstore bundle");
        }

        problem ??= (payloadType, payload, hasSignature, signature) switch
        {
            (null or "", _, _, _) => "The envelope has no payloadType.",
            (_, null, _, _) => "The envelope has no payload.",
            (_, _, false, _) => "The envelope has no signature.",
            (_, _, _, null or { Length: 0 or > VerificationLimits.SignatureBytes }) =>
                $"The signature is empty or has more than {VerificationLimits.SignatureBytes} bytes.",
            _ => null,
        };
        return problem is null
            ? new EnvelopeReading.Envelope(new DsseEnvelope(payloadType!, payload!, keyId, signature!))
            : new EnvelopeReading.Malformed(problem);
    }

    private void ReadEnvelopeMember(ref Utf8JsonReader reader, string name)
    {
        switch (name)
        {
            case "payloadType":
                payloadType = StrictJson.Text(ref reader);
                break;
            case "payload":
                payload = StrictJson.Bytes(ref reader);
                break;
            case "signatures":
                StrictJson.ReadArray(ref reader, most: 1, ReadSignature);
                break;
            default:
                isSigstoreBundle |= name is "verificationMaterial";
                reader.Skip();
                break;
        }
    }

    private void ReadSignature(ref Utf8JsonReader reader)
    {
        hasSignature = true;
        StrictJson.ReadObject(ref reader, ReadSignatureMember);
    }

    private void ReadSignatureMember(ref Utf8JsonReader reader, string name)
    {
        switch (name)
        {
            case "sig":
                signature = StrictJson.Bytes(ref reader);
                break;
            case "keyid" when reader.TokenType is not JsonTokenType.Null:
                keyId = StrictJson.Text(ref reader);
                break;
            default:
                reader.Skip();
                break;
        }
    }
}

/// <summary>What came of reading an envelope.</summary>
internal abstract record EnvelopeReading
{
    private EnvelopeReading()
    {
    }

    /// <summary>It is one.</summary>
    public sealed record Envelope(DsseEnvelope Value) : EnvelopeReading;

    /// <summary>It is well-formed, and of another kind.</summary>
    public sealed record Unsupported(string Found) : EnvelopeReading;

    /// <summary>It cannot be read.</summary>
    public sealed record Malformed(string Problem) : EnvelopeReading;
}
