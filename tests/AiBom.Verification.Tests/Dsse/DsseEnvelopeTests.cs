using AiBom.Testing.Signing;

namespace AiBom.Verification.Tests.Dsse;

/// <summary>Each test takes sound evidence of aurora's and breaks one thing of it.</summary>
public sealed class DsseEnvelopeTests
{
    private const string Valid = "VALID author=aurora signer";
    private const string Malformed = "INVALID quarantined envelope:ENVELOPE_MALFORMED";
    private const string Invalid = "INVALID quarantined signature:SIGNATURE_INVALID";

    private static readonly Envelope Sound = KeyRing.Aurora.SignDocument(Trusted.Document);

    [Fact]
    public void The_sound_envelope_holds() => Assert.Equal(Valid, Trusted.Verdict(Sound.ToBytes()));

    [Fact]
    public void One_flipped_bit_anywhere_in_the_payload_breaks_the_signature()
    {
        byte[] payload = Convert.FromBase64String(Sound.Payload);
        for (int i = 0; i < payload.Length; i++)
        {
            byte[] flipped = [.. payload];
            flipped[i] ^= 1;
            Envelope broken = Sound with { Payload = Convert.ToBase64String(flipped) };
            Assert.Equal(Invalid, Trusted.Verdict(broken.ToBytes()));
        }
    }

    [Fact]
    public void One_flipped_bit_anywhere_in_the_signature_breaks_it()
    {
        byte[] signature = Convert.FromBase64String(Sound.Signature);
        for (int i = 0; i < signature.Length; i++)
        {
            byte[] flipped = [.. signature];
            flipped[i] ^= 1;
            Envelope broken = Sound with { Signature = Convert.ToBase64String(flipped) };
            Assert.Equal(Invalid, Trusted.Verdict(broken.ToBytes()));
        }
    }

    [Fact]
    public void One_changed_byte_of_the_posted_document_is_another_document()
    {
        byte[] altered = [.. Trusted.Document];
        altered[^2] ^= 1;

        Assert.Equal(
            "INVALID signer quarantined subject:SUBJECT_MISMATCH",
            Trusted.Verdict(Trusted.Standard, "aurora", [Sound.ToBytes()], altered));
        Assert.Equal(
            "INVALID signer quarantined subject:SUBJECT_MISMATCH",
            Trusted.Verdict(
                Trusted.Standard, "aurora", [KeyRing.Aurora.SignStatement(Trusted.Document).ToBytes()], altered));
    }

    [Fact]
    public void The_payload_type_is_covered_by_the_signature() => Assert.Equal(
        Invalid,
        Trusted.Verdict((Sound with { PayloadType = "application/vnd.cyclonedx+json; version=1.7" }).ToBytes()));

    [Fact]
    public void A_signature_over_the_bytes_without_the_pre_authentication_encoding_does_not_hold() => Assert.Equal(
        Invalid,
        Trusted.Verdict(
            KeyRing.Aurora.SignWithoutEncoding("application/vnd.cyclonedx+json", Trusted.Document).ToBytes()));

    [Theory]
    [InlineData("application/vnd.cyclonedx+json", Valid)]
    [InlineData("application/vnd.cyclonedx+json; version=1.7", Valid)]
    [InlineData("application/spdx+json", Valid)]
    [InlineData("application/vnd.cyclonedx+jsonx", "NOT_CHECKED signer payload-type:ALGORITHM_UNSUPPORTED")]
    [InlineData("application/json", "NOT_CHECKED signer payload-type:ALGORITHM_UNSUPPORTED")]
    [InlineData("text/plain", "NOT_CHECKED signer payload-type:ALGORITHM_UNSUPPORTED")]
    [InlineData("é", "NOT_CHECKED signer payload-type:ALGORITHM_UNSUPPORTED")]
    [InlineData("application/vnd.in-toto+json", "INVALID signer quarantined predicate:ENVELOPE_MALFORMED")]
    [InlineData("", Malformed)]
    public void Only_the_media_type_of_a_bill_of_materials_makes_the_payload_one(string type, string expected) =>
        Assert.Equal(expected, Trusted.Verdict(KeyRing.Aurora.Sign(type, Trusted.Document).ToBytes()));

    [Fact]
    public void The_key_id_is_a_hint_in_any_spelling_and_never_decides()
    {
        string id = KeyRing.Aurora.KeyId;
        string[] spellings =
        [
            id.ToUpperInvariant(),
            $"sha256:{id}",
            $"SHA256:{Convert.ToBase64String(Convert.FromHexString(id)).TrimEnd('=')}",
            KeyRing.Stranger.KeyId,
            "",
            "aurora's key",
        ];

        Assert.All(spellings, keyId => Assert.Equal(Valid, Trusted.Verdict((Sound with { KeyId = keyId }).ToBytes())));
        Assert.Equal(Valid, Trusted.Verdict((Sound with { KeyId = null }).ToBytes()));
        Assert.Equal(Valid, Trusted.Verdict(Sound.ToJson().Replace($"\"{id}\"", "null", StringComparison.Ordinal)));
    }

    [Fact]
    public void Url_safe_and_unpadded_base64_are_taken()
    {
        static string UrlSafe(string text) => text.TrimEnd('=').Replace('+', '-').Replace('/', '_');

        Assert.Equal(Valid, Trusted.Verdict(
            (Sound with { Payload = UrlSafe(Sound.Payload), Signature = UrlSafe(Sound.Signature) }).ToBytes()));
    }

    [Fact]
    public void Base64_whose_characters_are_escaped_in_json_is_taken() => Assert.Equal(
        Valid, Trusted.Verdict(Sound.ToJson().Replace("+", "\\u002b", StringComparison.Ordinal)
            .Replace("\"sig\":\"M", "\"sig\":\"\\u004d", StringComparison.Ordinal)));

    [Theory]
    [InlineData(" ")]
    [InlineData("\n")]
    [InlineData("!")]
    [InlineData("====")]
    public void Base64_with_anything_else_in_it_is_refused(string foreign)
    {
        Assert.Equal(Malformed, Trusted.Verdict((Sound with { Payload = Sound.Payload + foreign }).ToBytes()));
        Assert.Equal(Malformed, Trusted.Verdict((Sound with { Signature = foreign + Sound.Signature }).ToBytes()));
        Assert.Equal(Malformed, Trusted.Verdict((Sound with { Payload = Sound.Payload.Insert(8, foreign) }).ToBytes()));
    }

    [Theory]
    [InlineData("{\"payload\":\"e30=\",", "{")]
    [InlineData("{\"x\":1,\"x\":1,", "{")]
    [InlineData("\"signatures\":[{\"sig\":\"AAAA\",", "\"signatures\":[{")]
    [InlineData("\"signatures\":[],\"signatures\":", "\"signatures\":")]
    [InlineData("{\"payload\\u0054ype\":\"x\",", "{")]
    public void A_name_that_stands_twice_is_refused(string replacement, string original)
    {
        string json = Sound.ToJson();
        int at = json.IndexOf(original, StringComparison.Ordinal);

        Assert.Equal(Malformed, Trusted.Verdict(json[..at] + replacement + json[(at + original.Length)..]));
    }

    [Fact]
    public void Members_that_the_standard_does_not_name_are_ignored() => Assert.Equal(
        Valid, Trusted.Verdict(Sound.ToJson().Replace("{", "{\"extra\":{\"a\":[1,2,{}]},", StringComparison.Ordinal)));

    [Fact]
    public void Every_truncation_is_refused()
    {
        byte[] whole = Sound.ToBytes();
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.Equal(Malformed, Trusted.Verdict(whole[..length]));
        }
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("{}")]
    [InlineData("{}{}")]
    [InlineData("{\"payload\":\"\",\"payloadType\":\"x\",\"signatures\":[]}")]
    [InlineData("{\"payload\":\"\",\"payloadType\":\"x\",\"signatures\":[{}]}")]
    [InlineData("{\"payload\":\"\",\"payloadType\":\"x\",\"signatures\":[{\"sig\":\"\"}]}")]
    [InlineData("{\"payload\":\"\",\"payloadType\":\"x\",\"signatures\":{\"sig\":\"AAAA\"}}")]
    [InlineData("{\"payload\":null,\"payloadType\":\"x\",\"signatures\":[{\"sig\":\"AAAA\"}]}")]
    [InlineData("{\"payload\":\"\",\"payloadType\":7,\"signatures\":[{\"sig\":\"AAAA\"}]}")]
    [InlineData("{\"payload\":\"\",\"payloadType\":\"\\ud800\",\"signatures\":[{\"sig\":\"AAAA\"}]}")]
    [InlineData("{\"\\ud800\":1}")]
    public void What_is_no_envelope_is_a_finding(string json) => Assert.Equal(Malformed, Trusted.Verdict(json));

    [Fact]
    public void A_byte_order_mark_or_text_after_the_envelope_is_refused()
    {
        Assert.Equal(Malformed, Trusted.Verdict([0xEF, 0xBB, 0xBF, .. Sound.ToBytes()]));
        Assert.Equal(Malformed, Trusted.Verdict(Sound.ToJson() + Sound.ToJson()));
        Assert.Equal(Valid, Trusted.Verdict(Sound.ToJson() + " \n"));
    }

    [Fact]
    public void Several_signatures_are_refused_however_many()
    {
        string one = $$"""{"sig":"{{Sound.Signature}}"}""";
        foreach (int count in (int[])[2, 100_000])
        {
            string all = string.Join(',', Enumerable.Repeat(one, count));
            Assert.Equal(Malformed, Trusted.Verdict(
                $$"""{"payloadType":"{{Sound.PayloadType}}","payload":"{{Sound.Payload}}","signatures":[{{all}}]}"""));
        }
    }

    [Fact]
    public void Depth_members_and_lengths_are_bounded()
    {
        string deep = new string('[', 100) + new string(']', 100);
        string many = string.Join(',', Enumerable.Range(0, 100).Select(i => $"\"m{i}\":{i}"));

        Assert.Equal(Malformed, Trusted.Verdict($"{{\"x\":{deep},{Sound.ToJson()[1..]}"));
        Assert.Equal(Malformed, Trusted.Verdict($"{{{many},{Sound.ToJson()[1..]}"));
        Assert.Equal(Malformed, Trusted.Verdict((Sound with { KeyId = new string('k', 3_000) }).ToBytes()));
        Assert.Equal(Malformed, Trusted.Verdict(
            (Sound with { Signature = Convert.ToBase64String(new byte[3_000]) }).ToBytes()));
    }
}
