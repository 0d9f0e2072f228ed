using System.Text;
using AiBom.Testing.Signing;

namespace AiBom.Verification.Tests;

/// <summary>Random damage to sound evidence: the verifier never throws, and trusts only what was signed.</summary>
public sealed class FuzzTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Damaged_evidence_is_data_and_is_believed_only_where_the_signed_bytes_are_whole(int seed)
    {
        var random = new Random(seed);
        var damage = new Damage(seed);
        Envelope[] sound =
        [
            KeyRing.Aurora.SignDocument(Trusted.Document),
            KeyRing.Aurora.SignStatement(Trusted.Document),
            KeyRing.Cobalt.SignDocument(Trusted.Document),
        ];
        for (int round = 0; round < 2_000; round++)
        {
            Envelope envelope = sound[random.Next(sound.Length)];
            byte[] damaged = damage.Of(envelope.ToBytes());
            string verdict = Trusted.Verdict(damaged);

            // Damage may miss what counts (the key id, a member's order); then payload and signature stand as signed.
            string text = Encoding.UTF8.GetString(damaged);
            bool isWhole = text.Contains(envelope.Payload.TrimEnd('='), StringComparison.Ordinal)
                && text.Contains(envelope.Signature.TrimEnd('='), StringComparison.Ordinal)
                && text.Contains(envelope.PayloadType, StringComparison.Ordinal);
            Assert.False(verdict.StartsWith("VALID", StringComparison.Ordinal) && !isWhole, text);
            Assert.False(verdict.StartsWith("VALID", StringComparison.Ordinal) && envelope == sound[2], text);
        }
    }

    [Fact]
    public void Noise_is_no_evidence()
    {
        var random = new Random(5);
        for (int round = 0; round < 2_000; round++)
        {
            var noise = new byte[random.Next(300)];
            random.NextBytes(noise);

            Assert.Equal("INVALID quarantined envelope:ENVELOPE_MALFORMED", Trusted.Verdict(noise));
        }
    }

    [Fact]
    public void A_signed_payload_of_any_shape_is_data()
    {
        var damage = new Damage(6);
        byte[] statement = Convert.FromBase64String(KeyRing.Aurora.SignStatement(Trusted.Document).Payload);
        for (int round = 0; round < 500; round++)
        {
            byte[] damaged = damage.Of(statement);
            string verdict = Trusted.Verdict(KeyRing.Aurora.Sign("application/vnd.in-toto+json", damaged).ToBytes());

            Assert.Matches("^(VALID|INVALID|MISSING) ", verdict);
        }
    }
}
