using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace AiBom.Testing.Sigstore;

/// <summary>One name of a subject alternative name extension (RFC 5280 §4.2.1.6).</summary>
/// <param name="Encoded">The name in DER.</param>
public sealed record SubjectName(ReadOnlyMemory<byte> Encoded)
{
    private static readonly Asn1Tag OtherNameTag = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>A mail address.</summary>
    public static SubjectName Email(string address) => Text(1, address);

    /// <summary>A host's name, which is no identity of Sigstore's.</summary>
    public static SubjectName Host(string name) => Text(2, name);

    /// <summary>A URI.</summary>
    public static SubjectName Uri(string uri) => Text(6, uri);

    /// <summary>A user's name that is no mail address: Fulcio's otherName 1.3.6.1.4.1.57264.1.7.</summary>
    public static SubjectName Other(string name)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence(OtherNameTag))
        {
            writer.WriteObjectIdentifier("1.3.6.1.4.1.57264.1.7");
            using (writer.PushSequence(OtherNameTag))
            {
                writer.WriteCharacterString(UniversalTagNumber.UTF8String, name);
            }
        }

        return new SubjectName(writer.Encode());
    }

    internal static X509Extension Extension(IEnumerable<SubjectName> names)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (SubjectName name in names)
            {
                writer.WriteEncodedValue(name.Encoded.Span);
            }
        }

        return new X509Extension("2.5.29.17", writer.Encode(), critical: true);
    }

    private static SubjectName Text(int tag, string value)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteCharacterString(
            UniversalTagNumber.IA5String, value, new Asn1Tag(TagClass.ContextSpecific, tag));
        return new SubjectName(writer.Encode());
    }
}
