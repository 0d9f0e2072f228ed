using System.Buffers;
using System.Globalization;
using System.Text;

namespace AiBom.Domain.Journal;

/// <summary>One accepted command, as the journal keeps it. Everything else is derived from these.</summary>
/// <param name="Sequence">From 1, without gaps.</param>
/// <param name="At">When it was recorded: whole microseconds, never earlier than the entry before.</param>
/// <param name="Actor">Who did it: the name of the token that authenticated the call.</param>
/// <param name="Kind">The name of the payload's kind, see <see cref="JournalEvent.Kind"/>.</param>
/// <param name="Payload">The event as canonical JSON (RFC 8785).</param>
/// <param name="Hash">SHA-256 over the canonical form of all of the above.</param>
public sealed record JournalEntry(
    long Sequence,
    DateTimeOffset At,
    string Actor,
    string Kind,
    ReadOnlyMemory<byte> Payload,
    Digest Hash)
{
    /// <summary>Makes the entry for an event, its hash included.</summary>
    public static JournalEntry Create(long sequence, DateTimeOffset at, string actor, JournalEvent occurred)
    {
        byte[] payload = CanonicalJson.Serialize<JournalEvent>(occurred);
        DateTimeOffset instant = at.Truncate();
        return new JournalEntry(
            sequence, instant, actor, occurred.Kind, payload, HashOf(sequence, instant, actor, occurred.Kind, payload));
    }

    /// <summary>Whether the hash still covers what the entry says.</summary>
    public bool IsIntact() => Hash == HashOf(Sequence, At, Actor, Kind, Payload.Span);

    /// <summary>The event that the payload holds.</summary>
    /// <exception cref="System.Text.Json.JsonException">The payload is no event: the record is damaged.</exception>
    public JournalEvent Event() => CanonicalJson.Deserialize<JournalEvent>(Payload.Span);

    private static Digest HashOf(
        long sequence, DateTimeOffset at, string actor, string kind, ReadOnlySpan<byte> payload)
    {
        // The members in canonical order; the payload is canonical as it stands, and any other bytes are another entry.
        var canonical = new ArrayBufferWriter<byte>(payload.Length + 256);
        canonical.Write("{\"actor\":"u8);
        CanonicalJsonWriter.WriteString(actor, canonical);
        canonical.Write(",\"at\":"u8);
        CanonicalJsonWriter.WriteString(at.ToCanonicalText(), canonical);
        canonical.Write(",\"kind\":"u8);
        CanonicalJsonWriter.WriteString(kind, canonical);
        canonical.Write(",\"payload\":"u8);
        canonical.Write(payload);
        canonical.Write(Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $",\"sequence\":{sequence}}}")));
        return Digest.Of(canonical.WrittenSpan);
    }
}
