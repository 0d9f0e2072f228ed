using System.Security.Cryptography;
using AiBom.Documents;
using AiBom.Domain;
using AiBom.Lineage;
using AiBom.Verification.Dsse;
using AiBom.Verification.Keys;

namespace AiBom.Registry.Exports;

/// <summary>Which lineage is to be written down: the question <c>lineage</c>, and in which format.</summary>
/// <param name="Of">What it is the lineage of: the number of a key.</param>
/// <param name="Format">The format.</param>
public sealed record ExportQuestion(int Of, LineageFormat Format)
{
    /// <summary>Which way.</summary>
    public Direction Direction { get; init; } = Direction.Upstream;

    /// <summary>The largest distance; null for none.</summary>
    public int? MaxDepth { get; init; }

    /// <summary>The least assurance of an edge.</summary>
    public Assurance MinAssurance { get; init; } = Assurance.Asserted;

    /// <summary>The edges that are followed.</summary>
    public EdgeKinds EdgeKinds { get; init; } = EdgeKinds.Taint;
}

/// <summary>A lineage as it stands in the record, ready to be written.</summary>
/// <param name="Document">What is to be written.</param>
/// <param name="Format">The format.</param>
/// <param name="Completeness">How whole the answer was that is written.</param>
public sealed record LineageExport(LineageDocument Document, LineageFormat Format, AnswerCompleteness Completeness)
{
    /// <summary>The media type of the document.</summary>
    public string MediaType => LineageWriter.MediaTypeOf(Format);

    /// <summary>
    /// Writes the document in pieces, as they are asked for; a piece is good until the next one is asked for.
    /// </summary>
    public IEnumerable<ReadOnlyMemory<byte>> Write() => LineageWriter.Write(Document, Format);

    /// <summary>The digest and length of the document, without keeping it.</summary>
    public (Digest Digest, long Length) Measure()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long length = 0;
        foreach (ReadOnlyMemory<byte> piece in Write())
        {
            hash.AppendData(piece.Span);
            length += piece.Length;
        }

        return (Digest.FromHash(hash.GetHashAndReset()), length);
    }

    /// <summary>The whole document.</summary>
    /// <param name="length">Its length, as measured.</param>
    public byte[] ToArray(long length)
    {
        byte[] whole = new byte[length];
        int at = 0;
        foreach (ReadOnlyMemory<byte> piece in Write())
        {
            piece.CopyTo(whole.AsMemory(at));
            at += piece.Length;
        }

        return whole;
    }

    /// <summary>A DSSE envelope of the whole document, byte for byte.</summary>
    public byte[] Sign(byte[] whole, SigningKey key) => DsseSigner.SignDocument(whole, MediaType, key);
}
